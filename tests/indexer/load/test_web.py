"""Addresses and feeds, against a real server on this machine."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from indexer.errors import InputError
from indexer.load.web import fetch, id_of_url
from indexer.records import Article, Failure
from tests.indexer.small import load_here

BODY = "".join(
    f"<p>The minister said on day {n} that the exports of grain rose again and again.</p>" for n in range(20)
)
PAGE = f"<html lang=en><head><title>Grain rises</title></head><body><article>{BODY}</article></body></html>"
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Post</title><language>en</language>
<item><title>In full</title><link>/full</link><pubDate>Tue, 03 May 2016 10:00:00 GMT</pubDate><author>Ann Lee</author>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>Announced</title><link>/page</link><description>Short.</description></item>
<item><title>Gone</title><link>/gone</link></item>
<item><title>Elsewhere</title><link>http://127.0.0.2:1/private</link></item>
<item><title>No link</title></item>
</channel></rss>"""
ANSWERS = {
    "/page": (200, "text/html; charset=utf-8", PAGE),
    "/note": (200, "text/plain", "Grain rises\n\nThe minister said so."),
    "/image": (200, "image/png", "x"),
    "/feed": (200, "application/rss+xml", FEED),
    "/large": (200, "text/html", "x" * 2_000_000),
    "/moved": (302, "/page", ""),
    "/round": (302, "/round", ""),
    "/inside": (302, "http://127.0.0.2:1/secret", ""),
    "/file": (302, "file:///etc/passwd", ""),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, kind, body = ANSWERS.get(self.path.partition("?")[0], (404, "text/html", ""))
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("path", "start"), [("/page", "The minister"), ("/note", "Grain"), ("/moved", "The minister")])
def test_an_address_becomes_an_article(site: str, path: str, start: str) -> None:
    (article,) = load_here([f"{site}{path}?utm_source=x"])
    assert isinstance(article, Article)
    assert article.text.startswith(start)
    assert article.title == "Grain rises"
    assert article.url.startswith(site)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        pytest.param("/gone", "HTTP 404", id="not found"),
        pytest.param("/image", "'image/png'", id="picture"),
        pytest.param("/large", "max_article_mb", id="too large"),
        pytest.param("/round", "redirected more than 5 times", id="redirect loop"),
        pytest.param("/inside", "private network", id="redirect to a private address"),
        pytest.param("/file", "not an http or https address", id="redirect to a file"),
    ],
)
def test_an_address_without_an_article_is_a_failure(site: str, path: str, why: str) -> None:
    (failure,) = load_here([site + path], max_mb=1)
    assert isinstance(failure, Failure)
    assert failure.where == site + path
    assert why in failure.why


@pytest.mark.parametrize("url", ["ftp://example.org/a", "http://", "http://[::1", "http://127.0.0.1:1/closed"])
def test_what_cannot_be_fetched_is_a_failure(url: str) -> None:
    (failure,) = load_here([url])
    assert isinstance(failure, Failure)


def test_a_feed_gives_full_entries_fetches_the_others_and_reports_the_rest(site: str) -> None:
    full, page, gone, private, unlinked = load_here([f"{site}/feed"])
    assert isinstance(full, Article)
    assert (full.title, full.publisher, full.published) == ("In full", "The Post", "2016-05-03")
    assert full.url == f"{site}/full"
    assert isinstance(page, Article)
    assert page.title == "Grain rises"
    assert [type(item) for item in (gone, private, unlinked)] == [Failure] * 3
    assert isinstance(private, Failure)
    assert "private network" in private.why


def test_a_host_that_was_named_may_be_private(site: str) -> None:
    assert fetch(f"{site}/note", max_mb=1).kind == "text/plain"
    with pytest.raises(InputError, match="private network"):
        fetch(f"{site}/note", max_mb=1, trusted="example.org")


def test_an_id_leaves_out_what_changes_between_visits() -> None:
    assert id_of_url("https://www.Post.example/a/b/?utm_medium=x&p=7#top") == "post.example/a/b?p=7"
