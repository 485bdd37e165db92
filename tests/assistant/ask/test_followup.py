"""Follow-ups made whole. A row: what was asked before, the follow-up, the whole question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.ask.followup import whole
from indexer.parse import parse
from tests.assistant.cases import SEED, answered, article, question, said

TOLD = article("seed", "Eastern Desk", SEED, "2017-10-09")
TILLERSON = said(TOLD, "Russia arms the Taliban", "Rex Tillerson")
ARMS = answered([TILLERSON])
DENIED = answered([TILLERSON], question(deny=True))
KABULOV = answered([], question("what-said", "What did Kabulov say about ISIS?", claim="ISIS", speaker="Zamir Kabulov"))
ALL = answered([], question("what-said", "What did Kabulov say?", claim="Zamir Kabulov", speaker="Zamir Kabulov"))
WHEN = answered([], question("when-where", "When did Kabulov say it?", speaker="Zamir Kabulov"))
PLAIN = answered([], question("plain", "Who built the dam?", claim=""))
VOICES = ["Zamir Kabulov", "Sergei Lavrov", "Rex Tillerson"]

CASES = [
    (KABULOV, "and what did he say about Kosovo?", "What did Zamir Kabulov say about Kosovo?"),
    (KABULOV, "What did he say about it?", "What did Zamir Kabulov say about ISIS?"),
    (KABULOV, "And Lavrov?", "What did Lavrov say about ISIS?"),
    (KABULOV, "what about Kosovo?", "What did Zamir Kabulov say about Kosovo?"),
    (KABULOV, "and the Balkans", "What did Zamir Kabulov say about the Balkans?"),
    (KABULOV, "When did he say so?", "When did Zamir Kabulov say something about ISIS?"),
    (ALL, "And Sergei Lavrov?", "What did Sergei Lavrov say?"),
    (ARMS, "Who denies it?", "Who denies that Russia arms the Taliban?"),
    (ARMS, "who denied that", "Who denied that Russia arms the Taliban?"),
    (ARMS, "When did he say that?", "When did Rex Tillerson say that Russia arms the Taliban?"),
    (ARMS, "And what did she say about Kosovo?", "What did Rex Tillerson say about Kosovo?"),
    (ARMS, "and Lavrov?", "Did Lavrov say that Russia arms the Taliban?"),
    (ARMS, "Is it true?", "Is it true that Russia arms the Taliban?"),
    (ARMS, "Is that true?", "Is it true that Russia arms the Taliban?"),
    (ARMS, "What did Lavrov say about it?", "What did Lavrov say about the claim that Russia arms the Taliban?"),
    (ARMS, "What is his evidence?", "What is Rex Tillerson's evidence?"),
    (DENIED, "and Kabulov?", "Did Kabulov deny that Russia arms the Taliban?"),
    (WHEN, "And Lavrov?", "When did Lavrov say that Russia arms the Taliban?"),
]
WHOLE = [
    "Who said that the bridge is unsafe?",
    "Who said that it rains in Kabul?",
    "What did Lavrov say about Kosovo?",
    "Is it true that the gate was left open?",
    "and who said that the gate was left open?",
    "Why?",
    "who",
    "",
    "?!",
]


@pytest.mark.parametrize(("before", "text", "told"), CASES, ids=[text for _, text, _ in CASES])
def test_a_follow_up_is_made_whole(before: Answer, text: str, told: str) -> None:
    assert whole(text, before, parse, VOICES) == told


@pytest.mark.parametrize("text", WHOLE)
def test_what_points_back_at_nothing_stays(text: str) -> None:
    assert whole(text, ARMS, parse, VOICES) == text


@pytest.mark.parametrize("text", [text for _, text, _ in CASES])
def test_nothing_is_guessed_without_a_claim_before(text: str) -> None:
    assert whole(text, None, parse, VOICES) == whole(text, PLAIN, parse, VOICES) == text


@given(st.text(max_size=30))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(whole(text, ARMS, parse, VOICES), str)
