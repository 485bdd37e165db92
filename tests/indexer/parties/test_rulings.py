"""What the reader of an index rules of its parties."""

from pathlib import Path

import pytest

from indexer.errors import SettingsError
from indexer.parties.records import Party, Same
from indexer.parties.rulings import Rulings, read_rulings, rulings_file
from indexer.parties.same import Comparer
from tests.parties import party

RULED = """
same = [["Bob Dole", "Robert J. Dole", "the Kansan"]]
not_the_same = [["Ann Dorn", "Ann B. Dorn"]]
one_owner = [["The Sun", "The Times"]]
"""


def ruled(tmp_path: Path, text: str) -> Rulings:
    (tmp_path / "index.people.toml").write_text(text, encoding="utf-8")
    return read_rulings(tmp_path / "index")


def outlet(name: str) -> Party:
    return Party(kind="outlet", name=name, masthead=True)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(party("Bob Dole"), party("Robert J. Dole"), Same.SAME, id="two names"),
        pytest.param(party("bob dole"), party("the Kansan"), Same.SAME, id="a name and a description"),
        pytest.param(party("Ann Dorn"), party("Ann B. Dorn"), Same.DIFFERENT, id="two whom a rule makes one"),
        pytest.param(outlet("The Sun"), outlet("Times"), Same.SAME, id="one owner"),
        pytest.param(outlet("The Sun"), outlet("The Post"), Same.DIFFERENT, id="an outlet that is not ruled on"),
        pytest.param(party("Bob Dole"), party("Carl Lind"), Same.DIFFERENT, id="a person who is not ruled on"),
    ],
)
def test_a_ruling_overrides_every_rule(tmp_path: Path, one: Party, other: Party, expected: Same) -> None:
    compare = Comparer(rulings=ruled(tmp_path, RULED))
    assert compare(one, other).same == compare(other, one).same == expected


def test_the_verdict_says_who_ruled_it(tmp_path: Path) -> None:
    verdict = Comparer(rulings=ruled(tmp_path, RULED))(outlet("The Sun"), outlet("The Times"))
    assert verdict.why == "index.people.toml: “The Sun” and “The Times” have one owner"


def test_without_a_file_nothing_is_ruled(tmp_path: Path) -> None:
    assert read_rulings(tmp_path / "index").every == ()
    assert rulings_file(tmp_path / "index") == tmp_path.resolve() / "index.people.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("same = [", "not valid TOML"),
        ('alike = [["A", "B"]]', "known are same, not_the_same, one_owner"),
        ('same = ["Ann Dorn", "Bob Dole"]', "lists of two or more names"),
        ('same = [["Ann Dorn"]]', "lists of two or more names"),
        ('same = [["Ann Dorn", "ann dorn"]]', "lists of two or more names"),
        ('same = [["Ann Dorn", 3]]', "lists of two or more names"),
        ('same = "Ann Dorn"', "lists of two or more names"),
        ('same = [["A B", "C D"]]\nnot_the_same = [["C D", "A B"]]', "take one of the two out"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_where_and_why(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as refused:
        ruled(tmp_path, text)
    assert "index.people.toml" in str(refused.value)
