"""Who is who: a row a pair of sources as articles name them, with the rule that decides."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.parties.records import Party, Same
from indexer.parties.same import same
from indexer.parties.surnames import Surnames
from tests.parties import party

CASES = [
    ("Rex Tillerson", "Secretary of State Rex Tillerson", "SAME", "one given name and one surname|one name"),
    ("the FBI", "the Federal Bureau of Investigation", "SAME", "a name and its initials"),
    ("the Clinton campaign", "Hillary Clinton", "SAME", "the one speaks for the other"),
    ("Clinton campaign manager Robby Mook", "Hillary Clinton", "SAME", "the one speaks for the other"),
    ("the Clinton campaign", "Clinton campaign aides", "SAME", "both speak for the same"),
    (
        "James Comey, director of the Federal Bureau of Investigation,",
        "the Federal Bureau of Investigation",
        "SAME",
        "the one speaks for the other",
    ),
    ("a CNN poll", "CNN", "SAME", "a document, and whose it is"),
    ("Mr. VandeHei and like-minded executives", "Jim VandeHei", "SAME", "somebody, and people around him"),
    ("Ann Dorn", "Eva Lind", "DIFFERENT", "other surnames"),
    ("Bill Clinton", "Hillary Clinton", "DIFFERENT", "other given names of one surname"),
    ("a Clinton aide", "a Trump aide", "DIFFERENT", "people of two principals"),
    ("Rubio's campaign", "Trump's campaign", "DIFFERENT", "people of two principals|bodies of two names"),
    ("a Russian official", "a British official", "DIFFERENT", "of two nations, or of two political parties"),
    ("a Republican aide", "a Democratic aide", "DIFFERENT", "of two nations, or of two political parties"),
    ("a Quinnipiac University poll", "Ann Dorn", "DIFFERENT", "a document, and somebody it is not of"),
    ("a Field Poll", "a Marquette University poll", "DIFFERENT", "documents of different makers"),
    ("Congress", "the American Bar Association", "DIFFERENT", "bodies of two names"),
    (
        "Ann Dorn, president of the Harbour Guild,",
        "Orlando Regional Hospital",
        "DIFFERENT",
        "a person, and a body that is not in his description",
    ),
    ("several voters", "a state senator", "DIFFERENT", "of two kinds of work"),
    ("Trump and Cruz", "Hillary Clinton", "DIFFERENT", "none of those named"),
    # What is not known to differ:
    ("a senior official", "a senior official", "UNKNOWN", ""),
    ("two officials", "a person close to the talks", "UNKNOWN", ""),
    ("some critics", "critics", "UNKNOWN", ""),
    ("a Republican aide", "a Trump aide", "UNKNOWN", ""),
    ("a law enforcement official", "James Comey, director of the Federal Bureau of Investigation,", "UNKNOWN", ""),
    ("Clinton", "Hillary Clinton", "UNKNOWN", ""),
    ("the Texas senator's allies", "Senator Ann Dorn", "UNKNOWN", ""),
    ("former Obama adviser David Axelrod", "an Obama adviser", "UNKNOWN", ""),
    ("Jack Kelly of the Morning Ledger", "a report in the Morning Ledger", "UNKNOWN", ""),
]


@pytest.mark.parametrize(("a", "b", "expected", "why"), CASES)
def test_two_sources(a: str, b: str, expected: str, why: str) -> None:
    one, other = party(a, "a"), party(b, "b")
    assert same(one, other).same == Same[expected]
    assert same(one, other).why in why.split("|")


TABLE = Path(__file__).parents[2] / "cases" / "names.tsv"
ROWS = [row.split("\t") for row in TABLE.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#")]


@pytest.mark.parametrize(("a", "b", "expected"), ROWS)
def test_two_voices_differ_only_where_a_named_rule_says_so(a: str, b: str, expected: str) -> None:
    one, other = (party(name, role=role) for name, _, role in (voice.partition(" | ") for voice in (a, b)))
    known = Surnames()  # of these two alone
    known.add([one, other])
    assert same(one, other, known.bearers).same == same(other, one, known.bearers).same == Same[expected]


def test_the_only_bearer_of_a_surname_is_meant_by_it() -> None:
    short, full = party("Tillerson", "a"), party("Rex Tillerson", "b")
    assert same(short, full, lambda _: frozenset({"Rex Tillerson"})).same == Same.SAME
    assert same(short, full, lambda _: frozenset({"Rex Tillerson", "Wayne Tillerson"})).same == Same.UNKNOWN


def test_what_was_taken_from_around_makes_nobody_one_and_two_such_are_not_told_apart() -> None:
    assert same(party("Ann Dorn", "a", inferred=True), party("Ann Dorn", "b")).same == Same.UNKNOWN
    assert same(party("Ann Dorn", "a", inferred=True), party("Eva Lind", "b")).same == Same.DIFFERENT
    assert same(party("Ann Dorn", "a", inferred=True), party("Eva Lind", "b", inferred=True)).same == Same.UNKNOWN


def test_mastheads() -> None:
    def paper(name: str) -> Party:
        return Party(kind="outlet", name=name, masthead=True)

    assert same(paper("The NYT"), paper("New York Times")).same == Same.SAME
    assert same(paper("https://www.post.example"), paper("Morning Post")).same == Same.UNKNOWN
    assert same(paper("Harbour Ledger"), paper("Morning Post")).same == Same.DIFFERENT
    assert same(paper(""), paper("Morning Post")).same == same(paper(""), paper("")).same == Same.UNKNOWN
    assert same(paper("Harbour Ledger"), party("Ann Dorn")).same == Same.DIFFERENT
    assert same(paper("Harbour Ledger"), party("a newspaper report")).same != Same.SAME


PARTIES = [party(source, article) for row in CASES for source, article in zip(row[:2], "ab", strict=True)]


@given(st.sampled_from(list(itertools.combinations(PARTIES, 2))))
def test_symmetric_and_never_different_without_a_rule(pair: tuple[Party, Party]) -> None:
    verdict = same(*pair)
    assert verdict.same == same(pair[1], pair[0]).same
    assert bool(verdict.why) == (verdict.same != Same.UNKNOWN)
