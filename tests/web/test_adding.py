"""Articles added from the chat."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.web import adding as module
from assistant.web.adding import Adding, where_of
from indexer.errors import UserError
from indexer.records import Failure, IndexReport
from tests.indexer.small import run


@pytest.fixture
def adding(tmp_path: Path) -> Adding:
    """Over a real index, with small parts for models."""

    def add(inputs: Sequence[str], progress: Callable[[int], None]) -> IndexReport:
        progress(1)
        return run(tmp_path / "index", *map(Path, inputs))

    return Adding(add, tmp_path / "index.added", 0.001)


def report_of(adding: Adding, files: Sequence[Path], addresses: str = "") -> IndexReport:
    *steps, report = adding.run([str(file) for file in files], addresses)
    assert isinstance(report, IndexReport) and all(isinstance(step, int) for step in steps)
    return report


def test_what_is_sent_is_indexed_and_kept_beside_the_index(adding: Adding, tmp_path: Path) -> None:
    sent = tmp_path / "sent" / "The gate.txt"
    sent.parent.mkdir()
    sent.write_text("The gate was left open on Monday, the mayor said.", encoding="utf-8")
    report = report_of(adding, [sent])
    assert len(report.added) == 1 and not report.failed
    (kept,) = (tmp_path / "index.added").iterdir()
    assert kept.read_text(encoding="utf-8") == sent.read_text(encoding="utf-8") and kept.name.startswith("The gate-")
    assert len(report_of(adding, [sent]).unchanged) == 1  # sent again it is the same article


def test_what_cannot_be_added_is_told_with_its_reason(adding: Adding, tmp_path: Path) -> None:
    large, odd = tmp_path / "large.txt", tmp_path / "..odd$(x).exe"
    large.write_text("word " * 400, encoding="utf-8")
    odd.write_text("MZ", encoding="utf-8")
    report = report_of(adding, [large, odd], "file:///etc/passwd\nnews.example")
    told = {where_of(failure): failure.why for failure in report.failed}
    assert "begin it with https://" in told["file:///etc/passwd"] and "begin it with https://" in told["news.example"]
    assert "larger than 0.001 MB" in told["large.txt"]
    (name,) = (where for where in told if where.endswith(".exe"))
    assert "of a type we cannot read" in told[name] and "/" not in name and "$" not in name


@pytest.mark.parametrize(
    ("files", "addresses", "told"), [([], " \n", "nothing to add"), (["x"] * 3, "", "more than 2")]
)
def test_nothing_and_too_much_are_refused(
    adding: Adding, monkeypatch: pytest.MonkeyPatch, files: list[str], addresses: str, told: str
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    with pytest.raises(UserError, match=told):
        list(adding.run(files, addresses))


def test_an_index_that_cannot_be_written_is_told() -> None:
    def busy(inputs: Sequence[str], progress: Callable[[int], None]) -> IndexReport:
        raise UserError(f"another process is writing, so {len(inputs)} wait: {progress.__name__}")

    with pytest.raises(UserError, match="another process is writing"):
        list(Adding(busy, Path("nowhere"), 1).run([], "https://news.example/a"))


@pytest.mark.parametrize(
    ("where", "name"),
    [("https://news.example/a", "https://news.example/a"), ("/tmp/x/more.jsonl#3", "more.jsonl:3"), ("a.txt", "a.txt")],
)
def test_what_failed_is_called_by_its_name(where: str, name: str) -> None:
    assert where_of(Failure(where=where, why="")) == name
