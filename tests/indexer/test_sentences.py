"""Sentences of news text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.sentences import sentences


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["Gen. Will Lee met Sen. May Oh and Gov. Bush.", "Rep. Long left."], id="titles"),
        pytest.param(["The U.S. Senate met Mr. Lee at 9 a.m. on Friday.", "Lt. Col. Ray Ho spoke."], id="points"),
        pytest.param(["He kept No. 10 as it was.", "She said no.", "He left."], id="numbers"),
        pytest.param(["“We won.”", "“Did we?” he asked.", "Nobody knew."], id="curly quotation marks"),
        pytest.param(['"We won."', '"Did we?" he asked.', "Nobody knew."], id="straight quotation marks"),
        pytest.param(["‘Why now?’ she said.", "(He had left.)", "She stayed."], id="brackets"),
        pytest.param(["It rose 3.5 percent to $1.2 billion.", "Then it fell… and rose."], id="figures and ellipsis"),
        pytest.param(["He calls them “ISIS fighters “.", "It is worthwhile."], id="a closing mark set apart"),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("A headline\n\nThe text goes on.", ["A headline", "The text goes on."], id="headline"),
        pytest.param("A headline\nThe text goes on.", ["A headline", "The text goes on."], id="single line break"),
        pytest.param("One\n \t\nTwo", ["One", "Two"], id="blank line with spaces"),
        pytest.param(
            "The minister of trade said again on\nTuesday that the ships would leave in the\nmorning. They did not.",
            [
                "The minister of trade said again on\nTuesday that the ships would leave in the\nmorning.",
                "They did not.",
            ],
            id="hard-wrapped",
        ),
        pytest.param(" \n ", [], id="nothing"),
    ],
)
def test_line_breaks_count_unless_the_text_is_hard_wrapped(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@given(st.text(max_size=300) | st.text(st.sampled_from("aB. ?!\"'”“’\n\t()…1:;,-"), max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_covered_up_to_white_space(text: str) -> None:
    end = 0
    for span in sentences(text):
        assert span.start >= end
        assert span.of(text).strip() == span.of(text) != ""
        assert "\n\n" not in span.of(text)
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize("unit", [".", "a.", '"', "\n", "? ", "Mr. ", "“a”. ", "(. ", "a\n", "x"])
def test_time_grows_with_length_not_with_its_square(unit: str) -> None:
    def taken(length: int) -> float:
        """Processor time, the least of three."""
        times = []
        for _ in range(3):
            started = time.process_time()
            sentences(unit * length)
            times.append(time.process_time() - started)
        return min(times)

    # Eight times the length: eight times the time, were it linear, and sixty-four times, were it the square.
    assert taken(16_000) < 30 * max(taken(2_000), 1e-3)
