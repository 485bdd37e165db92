"""Questions taken apart: kind, claim, speaker."""

import pytest

from assistant.understand import understand

VOICES = ["Andrei Novikov", "Zamir Kabulov", "Rex Tillerson"]


@pytest.mark.parametrize(
    ("asked", "kind", "claim", "speaker"),
    [
        pytest.param("who said Russia arms the Taliban", "who-said", "Russia arms the Taliban", "", id="who said"),
        pytest.param("Who says that the dam leaks, and who denies it?", "who-said", "the dam leaks", "", id="tail"),
        pytest.param(
            "what did Novikov say about the Balkans", "what-said", "the Balkans", "Andrei Novikov", id="topic"
        ),
        pytest.param("what did Kabulov tell Interfax", "what-said", "Interfax", "Zamir Kabulov", id="told whom"),
        pytest.param("Is it true that the dam leaks?", "evidence", "the dam leaks", "", id="evidence"),
        pytest.param("When did Rex Tillerson say that it leaks?", "when-where", "it leaks", "Rex Tillerson", id="when"),
        pytest.param("???", "plain", "", "", id="no words"),
    ],
)
def test_a_question_gives_its_kind_claim_and_speaker(asked: str, kind: str, claim: str, speaker: str) -> None:
    question = understand(asked, voices=VOICES)
    assert (question.kind, question.claim, question.speaker) == (kind, claim, speaker)


def test_who_denies_asks_for_deniers() -> None:
    assert understand("who denies that Russia arms the Taliban?").deny
