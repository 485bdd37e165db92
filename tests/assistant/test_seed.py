"""The article that the project started from, asked end to end."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import open_assistant
from assistant.ask import Assistant
from assistant.records import Answer
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
    return {m.statement.voice for m in answer.matches if m.stance == stance}


def test_who_said_russia_arms_the_taliban(assistant: Assistant) -> None:
    answer = assistant.ask("who said Russia arms the Taliban")
    asserting = voices(answer, "asserts")
    assert {"Rex Tillerson", "Curtis Scaparotti"} <= asserting
    assert any("Taliban" in v for v in asserting)
    assert voices(answer, "denies") == {"Russian Foreign Ministry"}
    told = answer.corroboration
    assert (told.level, told.reason, told.disputed) == ("single-source", "one-article", True)
    tillerson = next(m.statement for m in answer.matches if m.statement.voice == "Rex Tillerson")
    assert (tillerson.when, tillerson.venue) == ("August 22", "press conference")
    assert any("CNN" in m.statement.via for m in answer.matches)


def test_the_parts_may_not_be_swapped(assistant: Assistant) -> None:
    assert "Rex Tillerson" not in voices(assistant.ask("who said the Taliban arms Russia"), "asserts")


@pytest.mark.parametrize("asked", ["who said China arms the Taliban", "what did Angela Merkel say about Kosovo"])
def test_what_nobody_says_is_not_answered(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked)
    assert answer.abstained and not answer.matches and answer.passages


@pytest.mark.parametrize(
    ("asked", "voice"),
    [
        ("who said ISIS has an office in Afghanistan", "Zamir Kabulov"),
        ("what did Novikov say about the Balkans", "Andrei Novikov"),
        ("what did Kabulov tell Interfax", "Zamir Kabulov"),
    ],
)
def test_the_speaker_is_named(assistant: Assistant, asked: str, voice: str) -> None:
    assert voice in voices(assistant.ask(asked), "asserts")
