"""Fetch a page, a PDF, a text or a feed from the web: the only module of indexing that opens a connection."""

import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from indexer.errors import InputError, told
from indexer.load.base import Metadata, check_size, id_of_url, make_article, newlines
from indexer.load.encoding import decode, decode_page
from indexer.load.feed import entries_of_feed, is_feed
from indexer.load.html import article_of_page
from indexer.load.pdf import article_of_pdf
from indexer.records import Article, Failure

_TIMEOUT = 20.0  # seconds, for connecting and between two pieces of an answer
_MOST_REDIRECTS = 5
_USER_AGENT = "twosource (research assistant; reads pages its user names)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered.

    Attributes:
        url: Where the answer came from, after redirects.
        kind: Its media type, "text/html" or the like, without parameters.
    """

    url: str
    kind: str
    data: bytes


def is_url(text: str) -> bool:
    """Whether an input is meant as an address; "ftp://..." is one too, and is refused later with a reason."""
    scheme, colon, _ = text.partition("://")
    return bool(colon) and scheme.isalnum()


def load_url(url: str, *, max_mb: float) -> Iterator[Article | Failure]:
    """The article at an address, or those of the feed that it is.

    Raises:
        InputError: It cannot be fetched, or holds no article.
    """
    fetched = fetch(url, max_mb=max_mb)
    if not is_feed(fetched.data):
        yield _article(fetched, max_mb=max_mb)
        return
    trusted = _host(url)
    for entry in entries_of_feed(fetched.data, url=fetched.url, where=fetched.url, max_mb=max_mb):
        if isinstance(entry, Article | Failure):
            yield entry
            continue
        try:
            yield _article(fetch(entry, max_mb=max_mb, trusted=trusted), max_mb=max_mb)
        except Exception as error:  # a page is any bytes at all, and must not stop the others
            yield Failure(where=entry, why=told(error))


def fetch(url: str, *, max_mb: float, trusted: str | None = None) -> Fetched:
    """Get an address.

    Args:
        trusted: The host the user named. Others, that a redirect or a feed names, must be public ones: a page must
            not be able to make us read the user's own network. None trusts the host of `url`.

    Raises:
        InputError: With the reason.
    """
    import httpx

    trusted = _host(url) if trusted is None else trusted
    try:
        with httpx.Client(timeout=_TIMEOUT, headers={"User-Agent": _USER_AGENT}) as client:
            for _ in range(_MOST_REDIRECTS + 1):
                _check_address(url, trusted)
                with client.stream("GET", url) as response:
                    if response.has_redirect_location:
                        url = urljoin(url, response.headers["location"])
                        continue
                    if response.status_code != 200:
                        raise InputError(
                            f"was answered with HTTP {response.status_code}: open it in a browser, "
                            "and save the page if it can be seen there"
                        )
                    data = bytearray()
                    for part in response.iter_bytes():
                        data += part
                        check_size(len(data), max_mb)
                    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                    return Fetched(url, kind, bytes(data))
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise InputError(
            f"cannot be fetched ({str(error) or type(error).__name__}): check the address and the network"
        ) from error
    raise InputError(f"was redirected more than {_MOST_REDIRECTS} times: name the final address")


def _article(fetched: Fetched, *, max_mb: float) -> Article:
    id, origin = id_of_url(fetched.url), fetched.url
    if fetched.kind == "application/pdf" or fetched.data.startswith(b"%PDF-"):
        return article_of_pdf(fetched.data, id=id, origin=origin, url=fetched.url, max_mb=max_mb)
    if fetched.kind in ("text/plain", "text/markdown"):
        about = Metadata(url=fetched.url, publisher=_host(fetched.url))
        return make_article(id=id, text=newlines(decode(fetched.data)), origin=origin, metadata=about, max_mb=max_mb)
    if fetched.kind in ("text/html", "application/xhtml+xml", ""):
        return article_of_page(decode_page(fetched.data), id=id, origin=origin, url=fetched.url, max_mb=max_mb)
    raise InputError(f"is {fetched.kind!r}, and only web pages, PDF, plain text and feeds can be read")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _check_address(url: str, trusted: str) -> None:
    """Refuse other schemes, and private networks that the user did not name."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"is not a valid address ({error}): check it") from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError("is not an http or https address: only those are fetched")
    if host == trusted:
        return
    try:
        found = socket.getaddrinfo(host, port or parts.scheme, type=socket.SOCK_STREAM)
    except OSError as error:
        raise InputError(f"cannot be fetched ({error}): check the address and the network") from error
    if not all(ipaddress.ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found):
        raise InputError(
            f"leads to {host!r} in a private network, which was not named: name that address itself if you mean it"
        )
