"""Passages are exact slices that fit, and lose nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.passages import split
from indexer.records import Article, Passage, Span
from indexer.sentences import sentences
from indexer.tokens import token_counter


def word_pieces(text: str) -> int:
    """A small real tokenizer that counts differently from tiktoken: four characters of a word a piece."""
    return sum((len(word) + 3) // 4 for word in text.split())


def passages(text: str, *, budget: int = 220, window: int = 254, boilerplate: tuple[Span, ...] = ()) -> list[Passage]:
    article = Article(id="a", text=text, boilerplate=boilerplate)
    return split(article, sentences(text), budget=budget, window=window, count=token_counter(), pieces=word_pieces)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    words = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
        ["Gen.", "Lee", "said,", "“No.”", "\n\n", "\n", "end.", "why?", "(so)", "x" * 300]
    )
    text = " ".join(draw(st.lists(words, max_size=60)))
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    marks = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]
    return text, tuple(marks)


@given(texts_with_marks(), st.integers(8, 60), st.integers(8, 60))
@settings(max_examples=200, deadline=None)
def test_every_passage_is_a_slice_that_fits_and_nothing_unmarked_is_lost(
    case: tuple[str, tuple[Span, ...]], budget: int, window: int
) -> None:
    text, marks = case
    found = passages(text, budget=budget, window=window, boilerplate=marks)
    marked = {place for mark in marks for place in range(*mark)}
    held: set[int] = set()
    end = 0
    for ordinal, passage in enumerate(found):
        assert passage.ordinal == ordinal
        assert passage.text == text[passage.start : passage.end]
        assert passage.text.strip() == passage.text != ""
        assert passage.start >= end
        assert token_counter()(passage.text) <= budget
        assert word_pieces(passage.text) <= window
        end = passage.end
        held.update(range(passage.start, passage.end))
    assert not held & marked
    assert {i for i, char in enumerate(text) if not char.isspace()} - marked <= held


def test_a_piece_fits_also_without_the_blank_before_it() -> None:
    for passage in passages("0@A. \u00c50\U00010000\u00f7", budget=8, window=8):
        assert token_counter()(passage.text) <= 8


def test_a_passage_is_made_of_whole_sentences() -> None:
    text = " ".join(f"Sentence number {n} says a thing or two." for n in range(60))
    ends = {span.end for span in sentences(text)}
    found = passages(text, budget=50)
    assert len(found) > 5
    assert all(passage.end in ends for passage in found)


def test_a_passage_ends_with_a_paragraph_where_it_is_full_enough() -> None:
    paragraph = "The minister spoke of grain. He then spoke of ships, and of the sea."
    found = passages("\n\n".join([paragraph] * 9), budget=60)
    assert {passage.text.endswith("of the sea.") for passage in found} == {True}


def test_a_heading_stays_with_what_it_announces() -> None:
    text = "\n\n".join(
        ["The minister spoke of grain at length, and then of ships."] * 3
        + ["What comes next"]
        + ["Nobody knows what the minister will speak of tomorrow."] * 3
    )
    headings = [passage.text for passage in passages(text, budget=50) if "What comes next" in passage.text]
    assert len(headings) == 1
    assert headings[0].startswith("What comes next")


def test_a_sentence_beyond_the_window_is_cut_at_clauses() -> None:
    text = ", ".join(f"the ship with the number {n} left the harbour" for n in range(80)) + "."
    found = passages(text, budget=60, window=60)
    assert all(passage.text.endswith((",", ".")) for passage in found)


def test_a_word_without_any_break_is_cut_rather_than_lost() -> None:
    text = "ab" * 5000
    assert "".join(passage.text for passage in passages(text, budget=20)) == text


def test_an_empty_text_has_no_passage() -> None:
    assert passages(" \n\n ") == []


def test_a_budget_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="room for 8 tokens"):
        passages("A text.", budget=3)
