"""A text cut at its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.show.marking import pieces
from indexer.records import Span

TEXT = "The gate was left open."


@pytest.mark.parametrize(
    ("quotations", "quoted"),
    [
        ([], []),
        ([Span(4, 8)], ["gate"]),
        ([Span(9, 12), Span(4, 8)], ["gate", "was"]),
        ([Span(4, 12), Span(9, 17)], ["gate was", " left"]),
        ([Span(4, 8), Span(4, 8)], ["gate"]),
        ([Span(4, 4)], []),
        ([Span(18, 99)], ["open."]),
        ([Span(50, 99)], []),
    ],
)
def test_quotations_are_elements_apart(quotations: list[Span], quoted: list[str]) -> None:
    cut = [piece for piece in pieces(TEXT, quotations) if piece.quoted]
    assert ["".join(words for _, words in piece.parts) for piece in cut] == quoted
    assert [piece.first for piece in cut] == [n == 0 for n in range(len(cut))]


def test_a_part_is_in_every_mark_that_covers_it() -> None:
    (before, inside, after) = pieces(TEXT, [Span(4, 12)], {"a": [Span(0, 6)], "b": [Span(5, 20)]})
    assert before.parts == (("a", "The "),)
    assert inside.parts == (("a", "g"), ("a b", "a"), ("b", "te was"))
    assert after.parts == (("b", " left op"), ("", "en."))


SPANS = st.lists(st.builds(Span, st.integers(0, 30), st.integers(0, 30)), max_size=4)


@given(SPANS, SPANS, SPANS)
def test_put_together_the_pieces_are_the_text(quotations: list[Span], a: list[Span], b: list[Span]) -> None:
    cut = pieces(TEXT, quotations, {"a": a, "b": b})
    assert "".join(words for piece in cut for _, words in piece.parts) == TEXT
