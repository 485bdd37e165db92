"""Rulings written into their file, and taken back."""

from pathlib import Path

import pytest

from indexer.errors import UserError
from indexer.parties.ruling import rule, take_back
from indexer.parties.rulings import Ruling, Unsaid, read_rulings, rulings_file

OURS = '# mine\nsame = [["Ann Dorn", "A. Dorn"]]  # sisters\n'


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling("same", ("Bob Dole", "Robert J. Dole")),
        Ruling("not_the_same", ("George Bush", "George W. Bush")),
        Ruling("one_owner", ("The Sun", "The Times")),
        Ruling("same", ('Ann "Lee"', "A\\nb]] = [")),
        Unsaid("the dam is safe", "post-1", "the dam\nwas “built” in 1968"),
    ],
)
def test_a_ruling_is_written_once_and_taken_back(index: Path, ruling: Ruling | Unsaid) -> None:
    rulings_file(index).write_text(OURS, encoding="utf-8")
    rule(index, ruling)
    held = rule(index, ruling)
    assert [*held.every, *held.unsaid].count(ruling) == 1 and len(held.every) + len(held.unsaid) == 2
    assert "# mine" in rulings_file(index).read_text(encoding="utf-8")
    assert "# sisters" in rulings_file(index).read_text(encoding="utf-8")
    back = take_back(index, ruling)
    assert back == read_rulings(index) and back.every == (Ruling("same", ("Ann Dorn", "A. Dorn")),) and not back.unsaid
    assert not [path for path in index.parent.iterdir() if path.name.endswith(".new")]


def test_the_last_ruling_taken_back_leaves_nothing_ruled(index: Path) -> None:
    ruling = Ruling("same", ("Bob Dole", "Robert J. Dole"))
    rule(index, ruling)
    assert not take_back(index, ruling).every and not take_back(index, ruling).every


def test_what_contradicts_another_is_refused_and_changes_nothing(index: Path) -> None:
    rulings_file(index).write_text(OURS, encoding="utf-8")
    with pytest.raises(UserError, match="take one of the two out"):
        rule(index, Ruling("not_the_same", ("Ann Dorn", "A. Dorn")))
    with pytest.raises(UserError, match="two or more names"):
        rule(index, Ruling("same", ("Ann Dorn", "ann dorn")))
    assert rulings_file(index).read_text(encoding="utf-8") == OURS


def test_a_file_that_is_no_toml_is_left_as_it_is(index: Path) -> None:
    rulings_file(index).write_text("same = [", encoding="utf-8")
    with pytest.raises(UserError, match="not valid TOML"):
        rule(index, Ruling("same", ("Bob Dole", "Robert J. Dole")))
    assert rulings_file(index).read_text(encoding="utf-8") == "same = ["
