"""The gate: what got better or worse since the results that were accepted."""

from pathlib import Path
from typing import Any

import pytest

from assistant.evaluate.gate import compare, read_results, results, write_results
from assistant.evaluate.measures import Marks
from indexer.errors import InputError, StorageError


def marks(id: str, level: str = "single-source", gold: str | None = "single-source", **more: Any) -> Marks:
    given: dict[str, Any] = {"answerable": True, "abstained": False, "gold_level": gold, "level": level}
    return Marks(id=id, **given | more)


RIGHT = marks("q")
# Before, now, whether the gate is passed, what its lines begin with.
CASES = [
    pytest.param(RIGHT, RIGHT, True, [], id="nothing changed"),
    pytest.param(RIGHT, marks("q", "no-evidence"), False, ["q: right -> wrong: level"], id="level lost"),
    pytest.param(marks("q", "no-evidence"), RIGHT, True, ["q: wrong -> right: level"], id="level won"),
    pytest.param(marks("q", "no-evidence"), marks("q", "no-evidence"), True, [], id="accepted as wrong"),
    pytest.param(
        RIGHT, marks("q", "corroborated"), False, ["q: right -> wrong: level", "q: called corroborated"], id="invented"
    ),
    pytest.param(
        marks("q", "corroborated"),
        marks("q", "corroborated"),
        False,
        ["q: called corroborated, and it is not"],
        id="invented before too",
    ),
    pytest.param(
        marks("q", "corroborated", "corroborated"), marks("q", "corroborated", "corroborated"), True, [], id="so"
    ),
    pytest.param(marks("q", "corroborated", None), marks("q", "corroborated", None), True, [], id="no gold level"),
    pytest.param(
        RIGHT, marks("q", abstained=True), False, ["q: right -> wrong: abstains where it should"], id="refused now"
    ),
    pytest.param(
        marks("q", first_speaker=True, rank=1),
        marks("q", first_speaker=False, rank=0),
        False,
        ["q: right -> wrong: first speaker, passage"],
        id="speaker and passage lost",
    ),
    pytest.param(
        marks("q", "no-evidence", rank=0),
        marks("q", "single-source", rank=3, first_speaker=True, verbatim=(True, False)),
        True,
        ["q: wrong -> right: level, passage"],
        id="a part that was not there is no flip",
    ),
    pytest.param(
        marks("q", verbatim=(True,)),
        marks("q", verbatim=(True, False)),
        False,
        ["q: right -> wrong: verbatim"],
        id="verbatim",
    ),
    pytest.param(marks("other"), marks("q", "no-evidence"), True, [], id="a new question"),
]


@pytest.mark.parametrize(("before", "now", "passed", "lines"), CASES)
def test_nothing_gets_worse_unseen(before: Marks, now: Marks, passed: bool, lines: list[str]) -> None:
    found = compare(results([now]), results([before]))
    assert found.passed is passed
    *told, last = found.lines()
    assert [a.startswith(b) for a, b in zip(told, lines, strict=True)] == [True] * len(lines)
    assert last.startswith("the gate is passed" if passed else "the gate is not passed")


def test_results_come_back_as_they_were_written(tmp_path: Path) -> None:
    rows = results([RIGHT, marks("ü\u202e", "no-evidence", None, rank=2)])
    write_results(tmp_path / "deep" / "r.jsonl", rows)
    assert read_results(tmp_path / "deep" / "r.jsonl") == rows
    assert len((tmp_path / "deep" / "r.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert [row["right"] for row in rows] == [True, True]


@pytest.mark.parametrize("text", ["[]", "{}", '{"id": 1, "parts": {}}', "no JSON"])
def test_what_are_no_results_is_said_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "a", "parts": {}}\n' + text, encoding="utf-8")
    with pytest.raises(InputError, match=r"r\.jsonl:2: "):
        read_results(path)


def test_a_file_that_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_results(tmp_path / "none.jsonl")
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        write_results(tmp_path / "file" / "r.jsonl", [])
