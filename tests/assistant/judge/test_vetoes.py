"""The rules that veto, on the table of cases: add a line there, and it is run here."""

from pathlib import Path

import pytest

from assistant.judge.mentions import names_of
from assistant.judge.vetoes import figures, lacks_a_name, only_if, only_word_for_word, other_figures, says_the_opposite
from assistant.terms import stems
from indexer.parse import parse

TABLE = Path(__file__).parents[2] / "cases" / "vetoes.tsv"
LINES = TABLE.read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("rule", "claim", "said", "around", "expected"), CASES)
def test_the_table_of_cases(rule: str, claim: str, said: str, around: str, expected: str) -> None:
    if rule == "names":
        vetoed = lacks_a_name(
            names_of(claim, [around, "Then Russia, Iran and Tillerson, Russia, Iran and Tillerson"]), stems(around)
        )
    elif rule == "figures":
        vetoed = other_figures(claim, said, f"{around} {said}")
    elif rule == "opposite":
        vetoed = says_the_opposite(claim, said)
    elif rule == "words":
        vetoed = only_word_for_word(parse([claim])[0])
    else:
        vetoed = only_if(claim, parse([said])[0])
    assert vetoed is (expected == "veto")


def test_figures_in_words_are_figures() -> None:
    assert figures("four metres, not 14") == {"4", "14"} and figures("fourteen metres") == {"14"}
