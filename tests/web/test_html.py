"""What is shown of an answer, without a browser."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import assistant.web as web
from assistant.records import Answer, Corroboration
from assistant.web import flag, html
from assistant.web.article import article_pane, text_marked
from assistant.web.evidence import passages
from assistant.web.focus import opened
from assistant.web.markup import blocks, safe_url, text_fragment
from indexer.records import Span
from tests.web.conftest import GATE, HOSTILE, HOSTILE_ARTICLE, TEXT, SampleAssistant, SampleShelf


def words_of(markup: str) -> str:
    """The text that a browser would show, roughly."""
    return unescape(re.sub(r"<[^>]*>", "", markup))


def shown(answer: Answer) -> str:
    return html.conversation([html.Turn(question=answer.question.text, answer=answer)], "")


def test_an_answer_says_who_and_keeps_deniers_apart(assistant: SampleAssistant) -> None:
    page = shown(assistant.ask("Who opened the gate?"))
    asserted, denied = page.split("Denied by</h3>")
    assert "“the gate was left open on purpose”" in asserted and "Mayor" in asserted and "via Harbour Radio" in asserted
    assert "“a fairy tale — nothing more”" in denied and "denies it" in denied


def test_the_reasons_name_every_chain_and_what_they_share(assistant: SampleAssistant) -> None:
    why = flag.why(assistant.ask("Who opened the gate?"), 0)
    assert "1 independent of 2" in why and "Chains 1 and 2" in why and "publisher: Aldmere Post" in words_of(why)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Corroboration(level="no-evidence"), ["No evidence"]),
        (
            Corroboration(level="single-source", reason="reprint", disputed=True),
            ["Single source", "reprint", "Disputed"],
        ),
        (Corroboration(level="corroborated", unnamed_only=True), ["Corroborated", "Unnamed voices only"]),
    ],
)
def test_a_badge_has_a_word_and_a_shape(assistant: SampleAssistant, found: Corroboration, words: list[str]) -> None:
    badges = flag.badges(replace(assistant.ask("gate"), corroboration=found))
    assert all(word in badges for word in words)
    assert badges.count("<svg") == badges.count("ts-badge ")


def test_nothing_of_an_article_becomes_markup(assistant: SampleAssistant) -> None:
    answer = assistant.ask("hostile <b>question</b>")
    pane = article_pane(HOSTILE_ARTICLE, turn=0, quotations=[Span(0, len(HOSTILE))])
    for page in (shown(answer), passages(answer, 0), pane):
        assert not re.search(r"<(script|img|iframe|b)\b", page)
        assert 'href="javascript' not in page
    assert "href" not in pane


def test_markdown_of_an_article_makes_no_link_and_no_foreign_mark() -> None:
    (block,) = blocks(r"[x](https://evil.example) \[1\] [2] [9] **a** ![i](j)", 0, 2)
    assert "href" not in block and "<img" not in block
    assert block.count("data-open") == 1 and "<strong>a</strong>" in block


def test_a_marked_article_is_still_its_text() -> None:
    spans = [Span(0, 40), Span(30, 90), Span(30, 90)]
    marked = text_marked(GATE, passage=Span(20, 120), quotations=spans, statements=[Span(5, 25), Span(100, len(TEXT))])
    assert words_of(marked) == TEXT
    assert marked.count("data-target") == 1 and "ts-boilerplate" in marked


def test_a_card_opens_its_quotation_and_no_other(assistant: SampleAssistant) -> None:
    answer = assistant.ask("gate")
    pane = opened({"turn": "0", "open": "statement", "item": "1"}, [answer], SampleShelf())
    (quotation,) = re.findall(r"<mark class=\"ts-quotation\"[^>]*>(.*?)</mark>", pane, re.DOTALL)
    assert words_of(quotation) == "somebody had opened the gate by hand"
    assert "Also printed by 1" in pane and "Coast Daily" in pane


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


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://post.example/a?b=1", True),
        ("http://post.example", True),
        ("javascript:alert(1)", False),
        ("https:///nohost", False),
        ("data:text/html,x", False),
        ("java\nscript:x", False),
        ("http://[bad", False),
        ("/local", False),
        ("", False),
    ],
)
def test_only_whole_web_addresses_are_linked(url: str, kept: bool) -> None:
    assert safe_url(url) == (url if kept else "")


def test_the_original_is_opened_at_the_words() -> None:
    assert text_fragment("https://a.example/x", "“left-open, on purpose”") == (
        "https://a.example/x#:~:text=left%2Dopen%2C%20on%20purpose"
    )
    long = text_fragment("https://a.example/x#top", " ".join("abcdefghijklmnopq"))
    assert long == "https://a.example/x#top:~:text=a%20b%20c%20d%20e%20f,l%20m%20n%20o%20p%20q"


def test_an_answer_without_evidence_shows_the_nearest_passages_as_such(assistant: SampleAssistant) -> None:
    answer = assistant.ask("nothing")
    assert "No evidence" in shown(answer)
    assert "Nearest passages" in passages(answer, 0) and "Cited passages" not in passages(answer, 0)


def test_struck_sentences_are_shown_with_their_reason(assistant: SampleAssistant) -> None:
    page = shown(assistant.ask("struck"))
    assert "<s>It rained.</s>" in page and "no passage says so" in page


def test_an_empty_index_says_what_to_do() -> None:
    assert "twosource index PATH" in html.welcome((), 0)


def _schemes() -> list[dict[str, str]]:
    css = (Path(web.__file__).parent / "style.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--(ts-[\w-]+): (#\w{6})", css[: css.index(".dark")]))
    dark = dict(re.findall(r"--(ts-[\w-]+): (#\w{6})", css[css.index(".dark") : css.index("body,")]))
    return [light, dark]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


PAIRS = [
    *((f"ts-{k}-ink", f"ts-{k}") for k in ("none", "single", "both", "against")),
    *((ink, ground) for ink in ("ts-ink", "ts-soft", "ts-link") for ground in ("ts-ground", "ts-card")),
    ("ts-ink", "ts-quote"),
    ("ts-ink", "ts-passage"),
]


@pytest.mark.parametrize("scheme", _schemes(), ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(scheme: dict[str, str], ink: str, ground: str) -> None:
    bright, dim = sorted((_luminance(scheme[ink]), _luminance(scheme[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5
