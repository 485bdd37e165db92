"""Read an RSS or Atom feed: the only module that imports feedparser, which copes with feeds broken in many ways."""

import io
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from indexer.errors import InputError, told
from indexer.load.base import id_of_url, read_bytes, web_url
from indexer.load.html import article_of_page
from indexer.origin import shown
from indexer.records import Article, Failure

_ROOT = re.compile(
    rb"\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:rss|feed|rdf:RDF)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_FULL_TEXT_WORDS = 120  # an entry with fewer is an announcement of a page, which is fetched
_CUT_SHORT = re.compile(r"(?:\.\.\.|…|\[…\]|read more|continue reading)[\s\W]*$", re.IGNORECASE)


def is_feed(data: bytes) -> bool:
    """Whether a document's first element is a feed's."""
    return bool(_ROOT.match(data[:4096]))


def load_feed(path: Path, *, max_mb: float) -> Iterator[Article | Failure]:
    """The articles of a saved feed that it holds in full; the others are failures that name the page to fetch.

    Raises:
        InputError: It cannot be read, or is no feed.
    """
    data = read_bytes(path, max_mb)
    if not is_feed(data):
        raise InputError("is XML but no RSS or Atom feed: save the article as .html or .txt")
    for entry in entries_of_feed(data, url="", where=shown(path), max_mb=max_mb):
        if isinstance(entry, str):
            why = f"{path.name} holds only its beginning: index the address itself, or the feed's address"
            yield Failure(where=entry, why=why)
        else:
            yield entry


def entries_of_feed(data: bytes, *, url: str, where: str, max_mb: float) -> Iterator[Article | Failure | str]:
    """For each entry its article if the feed holds it in full, else its page's address, or a failure.

    Args:
        url: The feed's address, "" for a saved one.
        where: What failures of its entries are told to be in.

    Raises:
        InputError: The feed has no entries.
    """
    import feedparser

    feed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise InputError("is a feed without entries: there is nothing to index")
    for number, entry in enumerate(feed.entries, start=1):
        try:
            yield _of_entry(entry, feed.feed, url=url, max_mb=max_mb)
        except Exception as error:  # a feed is as broken as its worst entry, and the others are still to be read
            yield Failure(where=f"{where} (entry {number})", why=told(error))


def _of_entry(entry: Any, feed: Any, *, url: str, max_mb: float) -> Article | str:
    """The entry's article, or its page's address where the feed does not hold it in full."""
    given = str(entry.get("link", ""))
    try:
        link = web_url(urljoin(url, given))
    except ValueError:
        link = ""
    if not link:
        what = f"whose link {given[:200]!r} is no whole web address" if given else "without a link"
        raise InputError(f"is a feed entry {what}: nothing could be cited")
    page = _full_text(entry)
    if page is None:
        return link
    try:
        return article_of_page(_as_page(entry, feed, page), id=id_of_url(link), origin=link, url=link, max_mb=max_mb)
    except InputError:
        return link


def _full_text(entry: Any) -> str | None:
    for content in entry.get("content", []):
        html = str(content.get("value", ""))
        words = re.sub(r"<[^>]*>", " ", html)
        if len(words.split()) >= _FULL_TEXT_WORDS and not _CUT_SHORT.search(words):
            return html
    return None


def _as_page(entry: Any, feed: Any, content: str) -> str:
    """The entry as a small web page, so that pages and entries have one reader."""
    about = {
        "og:title": entry.get("title", ""),
        "og:site_name": feed.get("title", ""),
        "author": entry.get("author", ""),
        "article:published_time": entry.get("published", ""),
    }
    meta = "".join(
        f'<meta property="{key}" name="{key}" content="{escape(str(value))}">' for key, value in about.items()
    )
    language = escape(str(feed.get("language", "")))
    title = escape(str(entry.get("title", "")))
    return (
        f'<html lang="{language}"><head><title>{title}</title>{meta}</head>'
        f"<body><article>{content}</article></body></html>"
    )
