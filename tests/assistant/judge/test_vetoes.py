"""The rules that veto, on the table of cases: add a line there, and it is run here."""

from pathlib import Path

import pytest

from assistant.judge.mentions import names_of
from assistant.judge.vetoes import (
    lacks_a_name,
    none_shared,
    only_a_name,
    only_if,
    only_in_passing,
    only_word_for_word,
    other_figures,
)
from assistant.terms import stems
from indexer.parse import parse
from indexer.records import Kind, Span, Stance, Statement

TABLE = Path(__file__).parents[2] / "cases" / "vetoes.tsv"
LINES = TABLE.read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("rule", "claim", "said", "around", "expected"), CASES)
def test_the_table_of_cases(rule: str, claim: str, said: str, around: str, expected: str) -> None:
    if rule == "figures":
        vetoed = other_figures(claim, said, f"{around} {said}")
    elif rule == "figures of a denial":
        vetoed = none_shared(claim, said, f"{around} {said}")
    elif rule == "names":
        vetoed = lacks_a_name(
            names_of(claim, [around, "Then Russia and Tillerson, Russia and Tillerson"]), stems(around)
        )
    elif rule == "words":
        vetoed = only_word_for_word(parse([claim])[0])
    elif rule == "in passing":
        vetoed = only_in_passing(claim, parse([said])[0])
    else:
        vetoed = only_if(claim, parse([said])[0])
    assert vetoed is (expected == "veto")


@pytest.mark.parametrize(
    ("stance", "kind", "content", "expected"),
    [
        ("asserts", "indirect", "the Taliban", True),  # "Russia, formally banning the Taliban"
        ("asserts", "indirect", "the dam is safe", False),
        ("asserts", "indirect", "that it leaks", False),
        ("asserts", "indirect", "the ban", False),  # who opposes it denies that it is right
        ("asserts", "direct", "“Never.”", False),
        ("asserts", "mixed", "it “disinformation”", False),
        ("denies", "indirect", "these reports", False),
    ],
)
def test_who_asserts_a_mere_name_denies_nothing(stance: Stance, kind: Kind, content: str, expected: bool) -> None:
    span = (Span(0, len(content)),)
    said = Statement(
        article_id="a", ordinal=0, start=0, end=9, context_start=0, context_end=9, content=span, voice="Ann Dorn",
        stance=stance, kind=kind,
    )  # fmt: skip
    assert only_a_name(said, parse([content])[0]) is expected
