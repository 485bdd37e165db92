"""No input ends a run: each is read in a process that may take so much time and memory and no more."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from indexer.load import load
from indexer.load.process import ReadingProcess
from indexer.origin import file_of, place_of, shown
from indexer.records import Article, Failure

GOOD = "Harbour master Ilse Dorn said the quay would stay open."
PARAGRAPH = (
    "<p>The town of Aldmere has argued about the old quay for eleven years, and its council has put off every "
    "decision until the engineers have looked at the piles under the water, which they did not do this winter.</p>"
)


def nested(line: str) -> str:
    """Front matter whose every name stands for nine of the one before."""
    names = "abcdefghi"
    lines = [f"{here}: &{here} {line.replace('@', f'*{before}')}" for before, here in pairwise(names)]
    return "\n".join(["---", "a: &a {k: v}", *lines, "title: *i", "---", GOOD])


HOSTILE = {
    "names for names.md": (nested("[@,@,@,@,@,@,@,@,@]"), "stands for more than 10000 values"),
    "refers to itself.md": (f'---\nauthors: &a [*a, "x"]\n---\n{GOOD}', "stands for more than 10000 values"),
    "merges for ever.md": (nested("{<<: [@,@,@,@,@,@,@,@,@]}"), "more than 1 seconds of processor time"),
    "deep.jsonl": ('{"id": "d", "text": "x", "author": ' + "[" * 900 + "]" * 900 + "}", ""),
    "broken link.rss": (
        "<rss><channel><item><title>T</title><link>http://[bad</link></item>"
        "<item><title>U</title><link>https://x.example/u</link></item></channel></rss>",
        "is no whole web address",
    ),
}


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(max_mb=1, seconds=1) as process:
        yield process


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_input_fails_and_the_next_one_is_read(tmp_path: Path, process: ReadingProcess, name: str) -> None:
    given, why = HOSTILE[name]
    (tmp_path / name).write_text(given, encoding="utf-8")
    (tmp_path / "zz good.txt").write_text(GOOD, encoding="utf-8")
    *failures, article = load([str(tmp_path)], read=process.read)
    assert isinstance(article, Article) and article.text == GOOD
    assert all(isinstance(one, Failure) and "\n" not in one.why for one in failures)
    assert why in getattr(failures[0], "why", "") and name in getattr(failures[0], "where", "")


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        pytest.param("<title>The quay</title>", "", id="no site name"),
        pytest.param('<title>The quay - Post</title><meta property="og:site_name" content="Post">', "Post", id="named"),
        pytest.param('<title>The quay</title><meta property="og:site_name" content="">', "", id="empty site name"),
    ],
)
def test_a_saved_page_is_read_whatever_it_says_of_its_site(
    tmp_path: Path, process: ReadingProcess, head: str, publisher: str
) -> None:
    page = f"<html><head>{head}</head><body><article>{PARAGRAPH * 3}</article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (article,) = load([str(tmp_path)], read=process.read)
    assert isinstance(article, Article) and (article.title, article.publisher) == ("The quay", publisher)


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        pytest.param('<meta name="author" content="Reuters">', ("Reuters",), id="one word"),
        pytest.param(
            '<script type="application/ld+json">{"author": {"name": "AFP"}}</script>', ("AFP",), id="for machines"
        ),
        pytest.param(
            '<script type="application/ld+json">{"@graph": [{"author": ["Reuters"]}]}</script>',
            ("Reuters",),
            id="graph",
        ),
        pytest.param('<script type="application/ld+json">{"author": [</script>', (), id="no JSON"),
        pytest.param('<meta name="author" content="Jo Ferrant">', ("Jo Ferrant",), id="a person"),
    ],
)
def test_a_page_keeps_its_authors(tmp_path: Path, process: ReadingProcess, head: str, authors: tuple[str, ...]) -> None:
    page = f"<html><head><title>The quay</title>{head}</head><body><article>{PARAGRAPH * 3}</article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (article,) = load([str(tmp_path)], read=process.read)
    assert isinstance(article, Article) and article.authors == authors


def test_names_that_are_no_utf_8_are_read_and_shown(tmp_path: Path, process: ReadingProcess) -> None:
    folder = tmp_path / os.fsdecode(b"dir\xff")
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(GOOD, encoding="utf-8")
    (folder / os.fsdecode(b"caf\xea.txt")).write_text("", encoding="utf-8")
    article, failure = load([str(tmp_path)], read=process.read)
    assert isinstance(article, Article) and article.origin.endswith(r"dir\xff/caf\xe9.txt")
    assert isinstance(failure, Failure) and failure.where.endswith(r"dir\xff/caf\xea.txt")
    assert article.id.startswith("caf-") and article.origin.encode() and failure.where.encode()


def test_articles_come_over_as_they_are_read(tmp_path: Path, process: ReadingProcess) -> None:
    from tests.indexer.small import load_here

    text = "Zoe\u0301 said\r\n\r\nRead more: Ten quays\r\n\r\nso \ud83d.\0"
    rows = [{"id": f"a{n}", "text": text, "authors": ["Ann Lee", "Bo Ray"], "published": "2017-08"} for n in range(50)]
    (tmp_path / "a.jsonl").write_text("\n".join([*map(json.dumps, rows), "no JSON"]))
    found = list(load([str(tmp_path)], read=process.read))
    assert found == list(load_here([str(tmp_path)])) and len(found) == 51


def test_a_reader_that_dies_is_told_and_a_new_one_takes_over(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with ReadingProcess(max_mb=1, seconds=1) as process:
        assert isinstance(next(process.read(str(tmp_path / "a.txt"))), Article)  # and nobody asks for more
        (article,) = process.read(str(tmp_path / "b.txt"))
        assert isinstance(article, Article) and process._process is not None
        os.kill(process._process.pid, signal.SIGKILL)
        process._process.wait()
        (article,) = process.read(str(tmp_path / "a.txt"))
        assert isinstance(article, Article)


def test_what_is_read_may_not_take_all_memory() -> None:
    pytest.importorskip("resource")
    program = "from indexer.load.worker import bound_memory\nbound_memory(1)\nbytearray(10_000_000_000)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


@pytest.mark.parametrize(
    ("origin", "file", "place"),
    [
        ("/a/b.jsonl#7", "/a/b.jsonl", "/a/b.jsonl:7"),
        ("/a/b.NDJSON#12", "/a/b.NDJSON", "/a/b.NDJSON:12"),
        ("/a/story #2.txt", "/a/story #2.txt", "/a/story #2.txt"),
        ("/a/x.jsonl#3.md", "/a/x.jsonl#3.md", "/a/x.jsonl#3.md"),
        ("https://x.example/a#7", "https://x.example/a#7", "https://x.example/a#7"),
    ],
)
def test_an_origin_names_its_file(origin: str, file: str, place: str) -> None:
    assert (file_of(origin), place_of(origin)) == (file, place)


def test_a_path_is_shown_as_text() -> None:
    assert shown(Path("/a/café.txt")) == "/a/café.txt"
    assert shown(Path(os.fsdecode(b"/a/caf\xe9.txt"))) == r"/a/caf\xe9.txt"


def test_inputs_that_stopped_a_run_do_so_no_more(process: ReadingProcess) -> None:
    faults = Path(os.environ.get("TWOSOURCE_SHARED", Path(__file__).parents[4] / "shared")) / "faults"
    if not faults.is_dir():
        pytest.skip(f"needs the faults at {faults}")
    inputs = [*sorted((faults / "_reliability").iterdir()), *sorted((faults / "html-no-site-name").glob("[ab].*"))]
    found = list(load(list(map(str, inputs)), read=process.read))
    read = {Path(one.origin).name.partition("#")[0] for one in found if isinstance(one, Article)}
    assert {"a.html", "b.txt", "page.html", "ansi_cite.jsonl", "csv_fullwidth.jsonl", "xxe.xhtml"} <= read
    assert not any("bug of ours" in one.why for one in found if isinstance(one, Failure))
