"""What a voice does with what it is said to hold. The cases stand in tests/cases/stances.tsv."""

from pathlib import Path

import pytest

from indexer.parse import parse
from indexer.records import Span
from indexer.statements.stance import attitude, conditions, stances

TABLE = Path(__file__).parents[2] / "cases" / "stances.tsv"
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_a_verb_of_saying_asserts_denies_questions_or_says_nothing(marked: str, expected: str) -> None:
    start, end = marked.find("["), marked.find("]") - 1
    cue = [Span(start, end)] if start >= 0 else []
    (doc,) = parse([marked.replace("[", "").replace("]", "")])
    assert attitude(doc, cue) == expected
    sentence = doc.text
    assert stances(sentence, [(Span(0, len(sentence)), cue)], parse) == [expected]


@pytest.mark.parametrize(
    ("sentence", "held_by_nobody"),
    [
        ("If the strike were illegal, we would say so.", ["If the strike were illegal"]),
        ("We would close the bridge if it were unsafe.", ["if it were unsafe"]),
        ("Unless the bridge is mended, it will fall.", ["Unless the bridge is mended"]),
        ("They asked whether the bridge was unsafe.", ["whether the bridge was unsafe"]),
        ("The strike is illegal.", []),
    ],
)
def test_what_stands_in_a_condition_is_held_by_nobody(sentence: str, held_by_nobody: list[str]) -> None:
    assert [span.of(sentence) for span in conditions(parse([sentence])[0])] == held_by_nobody
