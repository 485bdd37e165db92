"""What a click opens; nothing in a click is trusted."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from assistant.answer import Answer
from assistant.web.focus import opened
from indexer.records import Article
from tests.web.conftest import STATEMENTS, SampleAssistant, SampleLibrary


def of(assistant: SampleAssistant | None = None, at: int = 0) -> Callable[[int], Answer | None]:
    """A session that has one answer, at a position; or none."""
    answer = assistant.ask("gate") if assistant else None
    return lambda number: answer if number == at else None


def test_a_card_opens_its_quotation_and_no_other(assistant: SampleAssistant) -> None:
    pane = opened({"turn": "0", "open": "statement", "item": "1"}, of(assistant), SampleLibrary())
    (quotation,) = re.findall(r"<mark class=\"ts-quotation\"[^>]*>(.*?)</mark>", pane, re.DOTALL)
    assert unescape(re.sub(r"<[^>]*>", "", quotation)) == "somebody had opened the gate by hand"
    assert (
        "Also printed by 1" in pane and "Coast Daily" in pane and "ts-said" in pane and "Credits Harbour Agency" in pane
    )


@pytest.mark.parametrize(
    ("what", "item", "marked"),
    [("passage", "2", "“a fairy tale — nothing more”"), ("chain", "0", "“the gate was left open on purpose”")],
)
def test_passages_and_chains_open_their_place(assistant: SampleAssistant, what: str, item: str, marked: str) -> None:
    pane = opened({"turn": "0", "open": what, "item": item}, of(assistant), SampleLibrary())
    first = pane.partition("data-target>")[2].partition("</mark>")[0]
    assert unescape(re.sub(r"<[^>]*>", "", first)) == marked


def test_the_list_is_shown_again(assistant: SampleAssistant) -> None:
    pane = opened({"turn": "1", "open": "list"}, of(assistant, at=1), SampleLibrary())
    assert "Cited passages" in pane and 'data-number="1"' in pane


def test_an_article_that_is_gone_is_told(assistant: SampleAssistant) -> None:
    class Empty(SampleLibrary):
        def article(self, id: str) -> Article | None:
            return None if id else super().article(id)

    pane = opened({"turn": "0", "open": "statement", "item": "1"}, of(assistant), Empty())
    assert "no longer in the index" in pane


@pytest.mark.parametrize(
    "click",
    [
        {},
        {"turn": "1", "open": "passage", "item": "1"},
        {"turn": "-1", "open": "passage", "item": "1"},
        {"turn": "0", "open": "passage", "item": "99"},
        {"turn": "0", "open": "statement", "item": "x"},
        {"turn": "0", "open": "chain", "item": "7"},
        {"turn": [0], "open": {"a": 1}, "item": None},
    ],
)
def test_a_forged_click_opens_no_article(assistant: SampleAssistant, click: dict[str, object]) -> None:
    assert "ts-article" not in opened(click, of(assistant), SampleLibrary())


def test_an_article_opens_at_characters(assistant: SampleAssistant) -> None:
    at = STATEMENTS[0]
    click = {"open": "article", "article": "gate", "start": str(at.start), "end": str(at.end)}
    assert "“the gate was left open on purpose”</" in opened(click, of(), SampleLibrary())
    assert "data-target" not in opened({**click, "start": "9", "end": "3"}, of(assistant), SampleLibrary())


@pytest.mark.parametrize(
    ("click", "words"),
    [
        ({}, ["three articles", "Gate opened", "The gate at Aldmere"]),
        ({"publisher": "Coast Daily"}, ["one article", "Gate opened"]),
        ({"words": "nothing such"}, ["No article fits"]),
        ({"after": "last summer"}, ["is no date"]),
        ({"after": "2019", "before": "2018"}, ["No article can be from 2019"]),
        ({"start": "nonsense"}, ["three articles"]),
    ],
)
def test_articles_are_listed(click: dict[str, str], words: list[str]) -> None:
    pane = opened({"open": "articles", **click}, of(), SampleLibrary())
    assert all(word in pane for word in words)


def test_a_person_has_a_page_and_nobody_has_none(assistant: SampleAssistant) -> None:
    pane = opened({"open": "person", "name": "Ines Corde", "turn": "0"}, of(assistant), SampleLibrary())
    assert "also Mayor Corde (one surname)" in pane and "“the gate was left open on purpose”" in pane
    assert "asserted · exact words · 4 May (4 May 2019) · press conference" in pane
    nobody = opened({"open": "person", "name": "Nobody", "turn": "0"}, of(assistant), SampleLibrary())
    assert "Cited passages" in nobody
