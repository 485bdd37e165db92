"""What survives of a language model's answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Paragraph, Run
from assistant.ask.verify import verify
from tests.assistant.cases import article, hit

FIRST = article(
    "a",
    "Meridian Post",
    "Gen. Curtis Scaparotti told senators that Russia may be supplying 1,200 rifles. “We have never sent\nthem "
    "weapons,” the Russian envoy said on August 22. The U.S. has 8,400 troops there.",
    "2017-08-22",
)
SECOND = article("b", "Longshore Times", "The Foreign Ministry called the reports “a campaign of disinformation.”")
HITS = [hit(FIRST), hit(SECOND)]


def one(text: str) -> str:
    """The reason why a text of one sentence is struck, "" where it is kept."""
    kept, struck = verify(text, HITS)
    assert bool(kept) != bool(struck)
    return struck[0].why if struck else ""


@pytest.mark.parametrize(
    "text",
    [
        "The Russian envoy said “We have never sent them weapons” [1].",
        'The envoy said: "We have never sent them weapons." [1]',
        "Gen. Curtis Scaparotti told senators that Russia may be supplying rifles [1].",
        "The U.S. has 8400 troops there [1].",
        "The Foreign Ministry called the reports “a campaign of disinformation” [2].",
        "The ministry called the reports “a campaign … disinformation” [2].",
        "Meridian Post reports that Russia may be supplying rifles, and the ministry calls it disinformation [1, 2].",
        "The envoy said so in August 2017: weapons were never sent [1].",
    ],
)
def test_what_stands_in_its_passages_is_kept(text: str) -> None:
    assert one(text) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Russia may be supplying rifles.", "cites nothing"),
        ("Russia may be supplying rifles [3].", "does not exist"),
        ("Russia may be supplying rifles [1][0].", "does not exist"),
        ("The envoy said “we will send them weapons” [1].", "fabricated"),
        (
            "The envoy called the reports “a campaign of disinformation” [1].",
            "misattributed: its quotation stands in [2]",
        ),
        ("The ministry spoke of “disinformation … a campaign” [2].", "fabricated"),
        ("The envoy said “end them weapons” [1].", "fabricated"),
        ("The envoy said “We have never sent [1].", "does not close"),
        ("Russia may be supplying 1,300 rifles [1].", "figure 1,300"),
        ("Three generals told senators that Russia may be supplying rifles [1].", "number three"),
        ("Rex Tillerson told senators that Russia may be supplying rifles [1].", "name Rex"),
        ("Gen. Scaparotti told senators that Iran may be supplying rifles [1].", "name Iran"),
        ("The farmers complained about honey bees dying [1].", "most of its words"),
    ],
)
def test_what_does_not_is_struck_with_the_reason(text: str, reason: str) -> None:
    assert reason in one(text)


def test_the_rest_of_the_answer_stays_and_keeps_its_lines() -> None:
    text = (
        "Gen. Curtis Scaparotti told senators that Russia may be supplying rifles [1]. He resigned in 1999 [1].\n\n"
        "- The ministry called the reports “a campaign of disinformation.” [2]\n- It is all true."
    )
    kept, struck = verify(text, HITS)
    first = (Run(text="Gen. Curtis Scaparotti told senators that Russia may be supplying rifles "), Run(mark=1))
    second = (Run(text="The ministry called the reports “a campaign of disinformation.” "), Run(mark=2))
    assert kept == (Paragraph(runs=(*first, Run(text="."))), Paragraph(runs=second, listed=True))
    assert [sentence.text for sentence in struck] == ["He resigned in 1999 [1].", "It is all true."]


def test_marks_in_one_bracket_come_apart() -> None:
    kept, _ = verify("Russia may be supplying rifles; the ministry calls it disinformation [1, 2].", HITS)
    assert kept[0].runs[1:] == (Run(mark=1), Run(mark=2), Run(text="."))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("**Russia** may be _supplying_ rifles", "Russia may be supplying rifles"),
        ("Russia `may` be *supplying* 1,200 rifles", "Russia may be supplying 1,200 rifles"),
        ("Russia\x07 may be supplying rifles", "Russia\ufffd may be supplying rifles"),
    ],
)
def test_a_models_emphasis_is_none_of_its_words(written: str, told: str) -> None:
    ((paragraph,), _) = verify(f"{written} [1].", HITS)
    assert paragraph.runs[0].text.strip() == told


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    kept, struck = verify(text, HITS)
    assert all(any(run.mark in (1, 2) for run in paragraph.runs) for paragraph in kept)
    assert all(sentence.why for sentence in struck)


@given(st.text(alphabet='abc “”".[]12 ', max_size=60))
def test_nothing_is_kept_without_passages(text: str) -> None:
    assert verify(text, [])[0] == ()
