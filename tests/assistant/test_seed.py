"""The article that the project started from, asked end to end."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import open_assistant
from assistant.answer import Answer
from assistant.ask.assistant import Assistant
from assistant.show.markdown import markdown
from indexer.pipeline import index
from indexer.settings import Settings
from indexer.wiring import open_index

SHARED = Path(os.environ.get("TWOSOURCE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
SEED = SHARED / "seed"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    if not SEED.is_dir():
        pytest.skip(f"the seed article is not at {SEED}")
    folder = tmp_path_factory.mktemp("seed") / "index"
    opened = open_index(folder, Settings(), create=True)
    index([str(SEED)], opened.parts())
    opened.close()
    yield open_assistant(folder, Settings())


def voices(answer: Answer, stance: str) -> set[str]:
    return {m.speaker for m in answer.statements if m.stance == stance}


def test_who_said_russia_arms_the_taliban(assistant: Assistant) -> None:
    answer = assistant.ask("who said Russia arms the Taliban")
    asserting = voices(answer, "asserts")
    assert {"Rex Tillerson", "Curtis Scaparotti"} <= asserting
    assert any("Taliban" in v for v in asserting)
    assert voices(answer, "denies") == {"Russian Foreign Ministry"}
    told = answer.corroboration
    assert (told.level, told.reason, told.disputed) == ("single-source", "one-article", True)
    tillerson = next(m for m in answer.statements if m.speaker == "Rex Tillerson")
    assert (tillerson.when, tillerson.venue) == ("August 22", "press conference")
    assert any("CNN" in m.via for m in answer.statements)


def test_who_claims_it_under_another_name_of_the_state(assistant: Assistant) -> None:
    assert "Rex Tillerson" in voices(assistant.ask("Who claims that Moscow gives weapons to the Taliban?"), "asserts")


def test_who_denied_it_is_answered_by_the_denier(assistant: Assistant) -> None:
    answer = assistant.ask("Who denied that Russia supplies the Taliban?")
    assert "Russian Foreign Ministry" in voices(answer, "denies")
    assert answer.corroboration and answer.corroboration.level == "single-source"
    text = markdown(answer)
    assert text.startswith("Denied by **Russian Foreign Ministry**") and "of the claim itself and not of" in text


def test_where_it_was_said(assistant: Assistant) -> None:
    answer = assistant.ask("Where did Tillerson say that Russia supplies weapons to the Taliban?")
    assert answer.question.kind == "when-where"
    assert ("August 22", "press conference") in {(m.when, m.venue) for m in answer.statements}
    assert voices(answer, "asserts") == {"Rex Tillerson"}


@pytest.mark.parametrize(
    "asked",
    [
        "who said China arms the Taliban",
        "what did Angela Merkel say about Kosovo",
        "who said the Taliban arms Russia",
        "Did Putin visit Islamabad in 2019?",
    ],
)
def test_what_nobody_says_is_not_answered(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked)
    assert answer.abstained and not answer.statements and answer.passages
    assert answer.corroboration and answer.corroboration.level == "no-evidence"


@pytest.mark.parametrize(
    ("asked", "voice"),
    [
        ("who said ISIS has an office in Afghanistan", "Zamir Kabulov"),
        ("What did Novikov say about the Balkans?", "Andrei Novikov"),
        ("what did Kabulov tell Interfax", "Zamir Kabulov"),
        ("Who announced a referendum in Republika Srpska?", "Milorad Dodik"),
    ],
)
def test_the_speaker_is_named(assistant: Assistant, asked: str, voice: str) -> None:
    assert voice in voices(assistant.ask(asked), "asserts")
