"""What every loader needs: bytes to text, text to an article, values to plain metadata."""

import hashlib
import json
import re
import stat
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from indexer.boilerplate import mark
from indexer.errors import InputError, told
from indexer.fold import folded
from indexer.load.dates import iso_date
from indexer.records import Article, Span

_LONGEST_TITLE = 200  # characters: a longer first line is text
_LONGEST_ID = 300
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9-]+)?", re.IGNORECASE)
_BETWEEN_AUTHORS = re.compile(r"\s*(?:;|,(?!\s*(?:Jr|Sr|I{2,3}|Ph\.?D|M\.?D)\b)|\s&\s|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an input says about its article, as printed; "" or None where it says nothing."""

    title: object = ""
    publisher: object = ""
    published: object = ""
    authors: object = ()
    url: object = ""
    language: object = ""


def newlines(text: str) -> str:
    r"""A decoded file's text: line endings as "\n", no byte order mark; nothing else is changed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def make_article(*, id: str, text: str, origin: str, metadata: Metadata, max_mb: float) -> Article:
    """Check what a loader has found, and put its metadata in order; the text is kept character for character.

    Raises:
        InputError: The text is empty or too large; or the id cannot be one.
    """
    copy = folded(text)
    if not copy.text.strip():
        raise InputError("is empty: there is nothing to index")
    check_size(len(text.encode("utf-8", "surrogatepass")), max_mb)
    if not id or len(id) > _LONGEST_ID or any(unicodedata.category(char) in ("Cc", "Cs") for char in id):
        raise InputError(
            f"the id {id[:40]!r} is empty, longer than {_LONGEST_ID} characters or holds control characters: "
            "give it another"
        )
    marked = mark(copy.text)
    article = Article(
        id=id,
        text=text,
        title=plain(metadata.title) or first_line(copy.text, marked),
        publisher=plain(metadata.publisher),
        published=iso_date(metadata.published),
        authors=people(metadata.authors),
        url=web_url(metadata.url),
        language=language_code(metadata.language),
        origin=origin,
        boilerplate=tuple(map(copy.back, marked)),
    )
    return replace(article, content_hash=content_hash(article))


def check_size(size: int, max_mb: float) -> None:
    """Refuse an article of more than `max_mb` million bytes.

    Raises:
        InputError: Naming the size and the setting.
    """
    if size > max_mb * 1_000_000:
        raise InputError(
            f"is {size / 1e6:.1f} MB, and an article may have {max_mb:g} MB: split it, or raise max_article_mb"
        )


def content_hash(article: Article) -> str:
    """SHA-256 (hex) over the text and the metadata that answers rest on."""
    held = {
        "text": article.text,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "authors": list(article.authors),
        "url": article.url,
        "language": article.language,
    }
    as_json = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(as_json.encode("utf-8", "surrogatepass")).hexdigest()


def id_of_path(path: Path) -> str:
    """The file's name with eight digits of its whole path, so that two files of one name never replace each other."""
    stem = re.sub(r"[^\w.-]+", "-", path.stem).strip("-.")[:100] or "article"
    digits = hashlib.sha256(path.as_posix().encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return unicodedata.normalize("NFC", f"{stem}-{digits}")


def id_of_url(url: str) -> str:
    """ "example.org/2016/a-story" out of an address: no scheme, "www.", tracking or fragment."""
    parts = urlsplit(url)
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not key.startswith(_TRACKING)])
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    return (host + parts.path.rstrip("/") + (f"?{query}" if query else ""))[:_LONGEST_ID]


def read_bytes(path: Path, max_mb: float) -> bytes:
    """A regular file's bytes.

    Raises:
        InputError: It is no regular file, is too large, or may not be read.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise InputError("is no regular file: name a file or a folder")
        check_size(state.st_size, max_mb)
        return path.read_bytes()
    except OSError as error:
        raise InputError(told(error)) from error


def plain(value: object) -> str:
    """A value as one line of text; "" for what is no text, number or date."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    text = " ".join(unicodedata.normalize("NFC", str(value).removeprefix("\ufeff")).split())
    return "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cs"))


def people(value: object) -> tuple[str, ...]:
    """Authors as a list: out of "By Ann Lee and Bo Ray", a list of names, or a list of {"name": ...}."""
    if isinstance(value, str):
        text = re.sub(r"^by\s+", "", plain(value), flags=re.IGNORECASE)
        names = _BETWEEN_AUTHORS.split(text)
    elif isinstance(value, dict):
        names = [plain(value.get("name"))]
    elif isinstance(value, list | tuple):
        names = [name for item in value for name in ([plain(item)] if isinstance(item, str) else people(item))]
    else:
        names = []
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def web_url(value: object) -> str:
    """The address if it is one of the web's, else ""; an article's data must never become another kind of link."""
    url = plain(value)
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc and " " not in url else ""


def language_code(value: object) -> str:
    """ "en" out of "en-US"; "" for what is no language code."""
    found = _LANGUAGE.fullmatch(plain(value))
    return found.group(1).lower() if found else ""


def first_line(text: str, boilerplate: tuple[Span, ...] = ()) -> str:
    """The first line that is the article's own, where it is short enough for a title."""
    start = 0
    for line in text.split("\n"):
        if line.strip() and not any(span.start <= start < span.end for span in boilerplate):
            title = " ".join(line.split())
            return title if len(title) <= _LONGEST_TITLE else ""
        start += len(line) + 1
    return ""
