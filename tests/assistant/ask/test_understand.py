"""Questions taken apart: what is asked for, the claim, the voice. The cases stand in tests/cases/claims.tsv."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ask.understand import understand
from assistant.records import Filters
from indexer.parse import parse

VOICES = ["Andrei Novikov", "Zamir Kabulov", "Rex Tillerson", "Jill Stein", "Bill Clinton", "White House", "Fennick"]
SLIPS = ("siad", "whta", "dneies")
TABLE = Path(__file__).parents[2] / "cases" / "claims.tsv"
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_question_gives_its_kind_claim_and_speaker(row: list[str]) -> None:
    asked, kind, claim, speaker, deny = (*row, "", "", "")[:5]
    question = understand(asked, parse=parse, voices=VOICES, known=lambda word: word not in SLIPS)
    assert (question.kind, question.speaker, question.deny) == (kind, speaker, bool(deny))
    assert question.claim == claim or (claim == "*" and question.claim)


@pytest.mark.parametrize(
    ("asked", "kind", "claim"),
    [
        ("What did Zamir Kabulov say about Kosovo?", "what-said", "Kosovo"),
        ("What did Zamir Kabulov say?", "plain", ""),
        ("Did Zamir Kabulov say that the gate was open?", "evidence", "the gate was open"),
        ("Who said that the gate was open?", "who-said", "the gate was open"),
    ],
)
def test_a_speaker_that_is_taken_off_is_not_asked_about(asked: str, kind: str, claim: str) -> None:
    told = understand(asked, parse=parse, voices=VOICES, filters=Filters(without=("speaker",)))
    assert (told.kind, told.claim, told.speaker, told.named) == (kind, claim, "", ())
    with_speaker = understand(asked, parse=parse, voices=VOICES)
    assert bool(with_speaker.speaker) == ("Kabulov" in asked) == (with_speaker.named == ("speaker",))


PIECES = st.sampled_from(
    "who what when where which did does is are was according to that says said deny denies told it there true evidence anyone the "
    "Rex Tillerson Taliban Russia arms about , ? . \" „ “ and how many sources say If in interview 's give".split()
)


@given(st.lists(PIECES, max_size=9).map(" ".join))
@settings(max_examples=150)
def test_any_question_is_understood_or_not_but_never_fails(asked: str) -> None:
    question = understand(asked, parse=parse, voices=VOICES)
    assert bool(question.claim) == (question.kind != "plain")
