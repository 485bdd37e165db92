"""The rules that veto, on the table of cases: add a line there, and it is run here."""

from pathlib import Path

import pytest

from assistant.judge.evidence import stems
from assistant.judge.vetoes import (
    figures,
    governments,
    lacks_a_name,
    names_of,
    only_if,
    other_figures,
    says_the_opposite,
)
from indexer.parse import parse

TABLE = Path(__file__).parents[2] / "cases" / "vetoes.tsv"
LINES = TABLE.read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


PRINTED = [
    "Last week Tillerson said that Moscow and Russia armed the Taliban.",
    "It was the Taliban, said Russia, and the inspectors moved.",
    "Inspectors moved in Moscow while Tillerson slept.",
]


@pytest.mark.parametrize(("rule", "claim", "said", "around", "expected"), CASES)
def test_the_table_of_cases(rule: str, claim: str, said: str, around: str, expected: str) -> None:
    if rule == "figures":
        vetoed = other_figures(claim, said, f"{around} {said}")
    elif rule == "opposite":
        vetoed = says_the_opposite(claim, said)
    elif rule == "names":
        vetoed = lacks_a_name(names_of(claim, PRINTED), stems(around))
    else:
        vetoed = only_if(claim, parse([said])[0])
    assert vetoed is (expected == "veto")


def test_figures_in_words_are_figures() -> None:
    assert figures("four metres, not 14") == {"4", "14"} and figures("fourteen metres") == {"14"}


def test_a_capital_stands_for_its_government() -> None:
    assert "russia" in governments("moscow") and governments("bridg") == ("bridg",)


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ("Russia arms the Taliban", ["russia", "taliban"]),
        ("russia arms the taliban", ["russia", "taliban"]),
        ("Inspectors slept", []),
        ("the inspectors moved", []),
        ("the Inspectors moved", ["inspector"]),
        ("Tillerson slept", ["tillerson"]),
        ("the dam leaks", []),
    ],
)
def test_how_the_articles_print_a_word_says_whether_it_is_a_name(claim: str, names: list[str]) -> None:
    assert names_of(claim, PRINTED) == names
