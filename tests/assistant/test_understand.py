"""Questions taken apart: what is asked for, the claim, the voice. The cases stand in tests/cases/claims.tsv."""

from pathlib import Path

import pytest

from assistant.understand import understand
from indexer.parse import parse

VOICES = ["Andrei Novikov", "Zamir Kabulov", "Rex Tillerson", "Jill Stein", "Bill Clinton", "White House", "Fennick"]
TABLE = Path(__file__).parents[1] / "cases" / "claims.tsv"
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_question_gives_its_kind_claim_and_speaker(row: list[str]) -> None:
    asked, kind, claim, speaker, deny = (*row, "", "", "")[:5]
    question = understand(asked, parse=parse, voices=VOICES)
    assert (question.kind, question.speaker, question.deny) == (kind, speaker, bool(deny))
    assert question.claim == claim or (claim == "*" and question.claim)
