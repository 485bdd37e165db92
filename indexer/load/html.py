"""Load a saved web page: the only module that imports trafilatura, which finds the article and its metadata."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from indexer.errors import InputError
from indexer.load.base import Metadata, id_of_path, make_article, read_bytes
from indexer.load.encoding import decode_page
from indexer.origin import shown
from indexer.records import Article

_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_LD_JSON = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_META_AUTHOR = re.compile(
    r"""<meta\s+name=["']author["']\s+content=(?:"([^"<>]{1,200})"|'([^'<>]{1,200})')""", re.IGNORECASE
)
_HEAD, _MOST_ITEMS = 100_000, 50
_LEAST_WORDS = 30  # what a page without an article still has: a menu, a cookie notice, an error
NO_ARTICLE = (
    "holds no article we can find (it may be a start page, an error page or need JavaScript): save its text as .txt"
)


def load_html(path: Path, *, max_mb: float) -> Iterator[Article]:
    """One article.

    Raises:
        InputError: It cannot be read, or holds no article.
    """
    page = decode_page(read_bytes(path, max_mb))
    yield article_of_page(page, id=id_of_path(path), origin=shown(path), url="", max_mb=max_mb)


def article_of_page(page: str, *, id: str, origin: str, url: str, max_mb: float) -> Article:
    """The article of one page of HTML.

    Args:
        url: Where it was fetched, "" for a saved page; the page's own canonical address comes first.

    Raises:
        InputError: It holds no article.
    """
    if not page.strip():
        raise InputError("is empty: there is nothing to index")
    found = _extract(page, url)
    text = re.sub(r"\n+", "\n\n", found.text).strip() if found is not None and found.text else ""
    if len(text.split()) < _LEAST_WORDS:
        raise InputError(NO_ARTICLE)
    language = _LANGUAGE.search(page[:5000])
    return make_article(
        id=id,
        text=text,
        origin=origin,
        metadata=Metadata(
            title=_without_site(found.title or "", found.sitename or ""),
            publisher=found.sitename or found.hostname,
            published=found.date,
            authors=found.author or _authors(page),
            url=found.url or url,
            language=found.language or (language.group(1) if language else ""),
        ),
        max_mb=max_mb,
    )


def _authors(page: str) -> list[str]:
    """The authors that the page names for machines, which trafilatura drops where they have one word ("Reuters")."""
    named: list[str] = []
    for block in _LD_JSON.finditer(page):
        try:
            waiting: list[Any] = [json.loads(block.group(1))]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item[:_MOST_ITEMS]
            elif isinstance(item, dict):
                authors = item.get("author", [])
                for author in authors if isinstance(authors, list) else [authors]:
                    name = author.get("name") if isinstance(author, dict) else author
                    named += [name] if isinstance(name, str) else []
                waiting += item["@graph"][:_MOST_ITEMS] if isinstance(item.get("@graph"), list) else []
    named += [unescape(found.group(1) or found.group(2)) for found in _META_AUTHOR.finditer(page[:_HEAD])]
    return list(dict.fromkeys(named))


def _without_site(title: str, site: str) -> str:
    """ "It rains" out of "It rains - The Post"."""
    if not site:
        return title
    head, separator, tail = title.rpartition(site)
    is_suffix = separator and not tail.strip() and head.rstrip().endswith(("-", "|", "–", "—", "·", "»"))
    return head.rstrip(" -|–—·»") if is_suffix else title


def _extract(page: str, url: str) -> Any:
    """Trafilatura's document, or None."""
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            page,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # The day it was first published; and no date out of running text, which may be about another day.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # lxml and its friends raise many kinds on broken pages
        raise InputError(f"cannot be parsed as a web page ({type(error).__name__}): save its text as .txt") from error
