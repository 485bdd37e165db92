"""Which names count as one. The cases of voices stand in tests/cases/names.tsv."""

from pathlib import Path

import pytest

from assistant.names import Likeness, Party, likeness, outlet_key


def voice(text: str) -> Party:
    name, _, role = text.partition(" | ")
    return Party(name, "voice", role=role, unnamed=name[:1].islower())


def masthead(name: str) -> Party:
    return Party(name, "outlet", masthead=True)


TABLE = Path(__file__).parents[1] / "cases" / "names.tsv"
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.mark.parametrize(("a", "b", "expected"), ROWS)
def test_two_voices_differ_only_where_a_named_rule_says_so(a: str, b: str, expected: str) -> None:
    assert likeness(voice(a), voice(b)) == likeness(voice(b), voice(a)) == Likeness[expected]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (masthead("The New York Times"), masthead("NYT"), Likeness.SAME),
        (masthead("The Times"), masthead("The New York Times"), Likeness.DIFFERENT),
        (Party("The Times", "outlet"), masthead("The New York Times"), Likeness.UNKNOWN),
        (masthead("www.northern-star.example"), masthead("m.northern-star.example"), Likeness.SAME),
        (masthead("www.northern-star.example"), masthead("Northern Star"), Likeness.SAME),
        (masthead("northernstar.example"), masthead("The Northern Star"), Likeness.SAME),
        (masthead("edition.northernstar.example"), masthead("Harbour Gazette"), Likeness.DIFFERENT),
        (masthead("thenorthernstarnews.example"), masthead("Northern Star"), Likeness.UNKNOWN),
        (masthead(""), masthead("Reuters"), Likeness.UNKNOWN),
        (masthead(""), masthead(""), Likeness.UNKNOWN),
        (voice("CNN"), masthead("CNN.com"), Likeness.SAME),
        (voice("Rex Tillerson"), masthead("Reuters"), Likeness.DIFFERENT),
        (voice("local media"), masthead("Reuters"), Likeness.UNKNOWN),
        (Party("AP", "outlet"), Party("The Associated Press", "outlet"), Likeness.SAME),
        (Party("Gen. Smith", "outlet"), voice("John Smith"), Likeness.SAME),
        (Party("text of a", "text"), Party("text of a", "text"), Likeness.SAME),
        (Party("text of a", "text"), masthead(""), Likeness.DIFFERENT),
    ],
)
def test_an_outlet_is_one_under_all_its_spellings(a: Party, b: Party, expected: Likeness) -> None:
    assert likeness(a, b) == likeness(b, a) == expected


def test_an_unknown_outlet_has_no_key() -> None:
    assert outlet_key("") == ""
    assert outlet_key("Ведомости") == "ведомости"
