"""Whose statements a question asks for."""

import pytest

from assistant.judge.speakers import by_speaker
from assistant.records import Candidate, Question
from indexer.records import Article, Statement

ARTICLE = Article(id="a", text="Anna Novik spoke. The quay is safe, the general said.", publisher="Ledger")


def candidate(voice: str, meant: str = "", role: str = "") -> Candidate:
    said = Statement(
        article_id="a",
        ordinal=0,
        start=18,
        end=34,
        context_start=18,
        context_end=53,
        voice=voice,
        role=role,
        unnamed=voice.islower(),
    )
    return Candidate(statement=said, article=ARTICLE, similarity=0.5, meant=meant)


@pytest.mark.parametrize(
    ("speaker", "voice", "meant", "role", "left"),
    [
        ("Novik", "Anna Novik", "", "", True),
        ("Novik", "the general", "Anna Novik", "", True),
        ("Novik", "the general", "", "", False),
        ("Novik", "the general", "Bo Lind", "", False),
        ("Lind", "Anna Novik", "", "", False),
        ("the harbour chief", "Anna Novik", "", "harbour chief", True),
    ],
)
def test_a_speaker_is_found_by_name_by_role_and_by_whom_the_article_means(
    speaker: str, voice: str, meant: str, role: str, left: bool
) -> None:
    question = Question(text=f"What did {speaker} say?", kind="what-said", claim="the quay", speaker=speaker)
    assert bool(by_speaker(question, [candidate(voice, meant, role)])) is left
