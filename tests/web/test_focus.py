"""What a click opens; nothing in a click is trusted."""

import re
from html import unescape

import pytest

from assistant.web.focus import opened
from indexer.records import Article
from tests.web.conftest import SampleAssistant, SampleShelf


def test_a_card_opens_its_quotation_and_no_other(assistant: SampleAssistant) -> None:
    pane = opened({"turn": "0", "open": "statement", "item": "1"}, [assistant.ask("gate")], SampleShelf())
    (quotation,) = re.findall(r"<mark class=\"ts-quotation\"[^>]*>(.*?)</mark>", pane, re.DOTALL)
    assert unescape(re.sub(r"<[^>]*>", "", quotation)) == "somebody had opened the gate by hand"
    assert "Also printed by 1" in pane and "Coast Daily" in pane and "ts-said" in pane


@pytest.mark.parametrize(
    ("what", "item", "marked"),
    [("passage", "2", "“a fairy tale — nothing more”"), ("chain", "0", "“the gate was left open on purpose”")],
)
def test_passages_and_chains_open_their_place(assistant: SampleAssistant, what: str, item: str, marked: str) -> None:
    pane = opened({"turn": "0", "open": what, "item": item}, [assistant.ask("gate")], SampleShelf())
    first = pane.partition("data-target>")[2].partition("</mark>")[0]
    assert unescape(re.sub(r"<[^>]*>", "", first)) == marked


def test_the_list_is_shown_again(assistant: SampleAssistant) -> None:
    pane = opened({"turn": "1", "open": "list"}, [None, assistant.ask("gate")], SampleShelf())
    assert "Cited passages" in pane and 'data-number="1"' in pane


def test_an_article_that_is_gone_is_told(assistant: SampleAssistant) -> None:
    class Empty(SampleShelf):
        def article(self, id: str) -> Article | None:
            return None if id else super().article(id)

    pane = opened({"turn": "0", "open": "statement", "item": "1"}, [assistant.ask("gate")], Empty())
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
    assert "ts-article" not in opened(click, [assistant.ask("gate")], SampleShelf())
