"""Whatever is wrong with an input becomes one clear failure, and the rest is read."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.records import Article, Failure
from tests.indexer.small import load_here


def failures(path: Path, max_mb: float = 20) -> list[Failure]:
    return [item for item in load_here([str(path)], max_mb=max_mb) if isinstance(item, Failure)]


def written(name: str, data: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return write


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def broken_link(folder: Path) -> Path:
    (folder / "link.txt").symlink_to(folder / "gone.txt")
    return folder / "link.txt"


def empty_folder(folder: Path) -> Path:
    (folder / "empty").mkdir()
    (folder / "empty" / "photo.jpg").write_bytes(b"")
    return folder / "empty"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        pytest.param(lambda folder: folder / "no.txt", "does not exist", id="missing"),
        pytest.param(written("a.txt", b""), "is empty", id="empty"),
        pytest.param(written("a.txt", b" \n\n "), "is empty", id="blank"),
        pytest.param(written("a.txt", "\u200b\n\u2060\xad".encode()), "is empty", id="nothing to see"),
        pytest.param(written("a.txt", b"\x7fELF\0\0\1\0\2\0 text" * 50), "binary data", id="NUL bytes"),
        pytest.param(written("a.txt", bytes(range(256)) * 20), "binary data", id="all bytes"),
        pytest.param(
            written("a.txt", b"%PDF-1.4\n\xe2\xe3\xcf\xd3\n\x01\x02\x03\x04" * 9), "binary data", id="PDF as .txt"
        ),
        pytest.param(written("a.txt", b"\xff\xfeodd"), "no encoding we can tell", id="cut UTF-16"),
        pytest.param(written("a.docx", b"PK\3\4"), "of a type we cannot read (.docx)", id="unsupported"),
        pytest.param(written("noending", b"text"), "no ending", id="no ending"),
        pytest.param(written("a.txt", b"word " * 30_000), "is 0.1 MB, and an article may have 0.1 MB", id="too large"),
        pytest.param(fifo, "no regular file", id="pipe"),
        pytest.param(broken_link, "does not exist", id="broken link"),
        pytest.param(empty_folder, "holds no article (1 files of other kinds)", id="folder without articles"),
        pytest.param(written("a.md", b"---\ntitle: [open\n---\nText."), "not valid YAML", id="bad front matter"),
        pytest.param(written("a.md", b"---\n- a\n---\nText."), "not a list of `key: value`", id="front matter list"),
        pytest.param(written("a.md", b"---\ntitle: x\n---\n\n"), "is empty", id="front matter alone"),
        pytest.param(
            written("a.html", b"<html><body><nav>Home</nav></body></html>"), "no article", id="page without one"
        ),
        pytest.param(written("a.html", b""), "is empty", id="empty page"),
        pytest.param(written("a.pdf", b"not a pdf"), "cannot be read as a PDF", id="no PDF"),
        pytest.param(written("a.pdf", b""), "is empty", id="empty PDF"),
        pytest.param(written("a.jsonl", b"\n\n"), "is empty", id="empty jsonl"),
        pytest.param(written("a.jsonl", '{"id": "a"}'.encode("utf-16")), "must be in UTF-8", id="UTF-16 jsonl"),
        pytest.param(written("a.jsonl", b"\x89PNG\0\0\0"), "binary data", id="binary jsonl"),
        pytest.param(written("a.xml", b"<note>hi</note>"), "no RSS or Atom feed", id="XML"),
        pytest.param(written("a.rss", b"<rss><channel></channel></rss>"), "without entries", id="empty feed"),
    ],
)
def test_a_bad_input_is_one_failure_that_says_why(tmp_path: Path, make: Callable[[Path], Path], why: str) -> None:
    path = make(tmp_path)
    (failure,) = failures(path, max_mb=0.1)
    assert why in failure.why
    assert failure.where == path.as_posix() or path.is_symlink()
    assert "\n" not in failure.why


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param("not json", "not valid JSON", id="no JSON"),
        pytest.param('{"id": "a"', "delimiter at character 11): mend", id="cut off"),
        pytest.param('{"id": ' + "9" * 5000 + "}", "thousands of digits", id="a number without end"),
        pytest.param("[1]", "is a JSON list, not an object", id="list"),
        pytest.param('{"text": "x"}', 'no usable "id"', id="no id"),
        pytest.param('{"id": "", "text": "x"}', 'no usable "id"', id="empty id"),
        pytest.param('{"id": true, "text": "x"}', 'no usable "id"', id="boolean id"),
        pytest.param('{"id": "a\\nb", "text": "x"}', "control characters", id="line break in id"),
        pytest.param('{"id": "b"}', 'has no "text"', id="no text"),
        pytest.param('{"id": "b", "text": ["x"]}', "found a JSON list", id="text list"),
        pytest.param('{"id": "b", "text": " "}', "is empty", id="blank text"),
        pytest.param('{"id": "b", "text": "\\u200b\\u00ad \\ufeff"}', "is empty", id="nothing to see"),
        pytest.param('{"id": "b", "text": "' + "x" * 200_000 + '"}', "max_article_mb", id="too large"),
        pytest.param('{"id": "b", "text": "' + "x" * 9_000_000 + '"}', "max_article_mb", id="far too large"),
        pytest.param("[" * 200_000, "", id="nested deeply"),
    ],
)
def test_a_bad_line_is_a_failure_and_the_good_ones_go_on(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "a.jsonl"
    good = ['{"id": "one", "text": "First."}', '{"id": "two", "text": "Second."}']
    path.write_text(f"{good[0]}\n{line}\n{good[1]}")
    first, failure, last = load_here([str(path)], max_mb=0.1)
    assert isinstance(failure, Failure)
    assert why in failure.why
    assert failure.where == f"{path.as_posix()}:2"
    assert [item.id for item in (first, last) if isinstance(item, Article)] == ["one", "two"]


def test_a_line_that_is_not_utf_8_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a", "text": "caf\xe9"}\n{"id": "b", "text": "ok"}')
    failure, article = load_here([str(path)])
    assert isinstance(failure, Failure)
    assert "UTF-8" in failure.why
    assert isinstance(article, Article)


def test_the_second_of_two_equal_ids_is_a_failure_naming_both(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": "Text."})
    for name in ("one.jsonl", "two.jsonl"):
        (tmp_path / name).write_text(line)
    first, failure = load_here([str(tmp_path)])
    assert isinstance(first, Article)
    assert isinstance(failure, Failure)
    assert failure.where == f"{tmp_path.as_posix()}/two.jsonl:1"
    assert f"{tmp_path.as_posix()}/one.jsonl#1" in failure.why


def test_a_bad_name_is_a_failure() -> None:
    (failure,) = load_here(["a\0b.txt"])
    assert isinstance(failure, Failure)
    assert "no path" in failure.why


def test_what_may_not_be_read_is_a_failure_and_the_rest_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("locked")
    for path in [folder, *folder.parents]:
        if path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
        if path.name.startswith("pytest-of"):
            break
    (folder / "shut.txt").write_text("Text.")
    (folder / "shut").mkdir()
    (folder / "open.txt").write_text("Open text.")
    (folder / "open.txt").chmod(0o644)
    (folder / "shut.txt").chmod(0)
    (folder / "shut").chmod(0)
    program = (
        "import os, sys\n"
        "from tests.indexer.small import load_here\n"
        "os.geteuid() or os.setuid(65534)\n"  # permissions do not hold root back
        "print([(type(item).__name__, getattr(item, 'why', '')[:15]) for item in load_here(sys.argv[1:])])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], cwd=root, capture_output=True, text=True, check=False
    )
    (folder / "shut").chmod(0o755)
    assert done.stderr == ""
    assert done.stdout.count("('Failure', 'may not be read')") == 2
    assert "('Article'" in done.stdout
