"""What stands beside a quotation of a few words."""

import pytest

from assistant.answer import Quotation
from assistant.show.phrases import around, because


def said(quote: str, shown: str) -> Quotation:
    span = (0, len(shown)) if shown else None
    return Quotation(
        speaker="A",
        stance="asserts",
        article="a",
        start=0,
        end=len(quote),
        quote=quote,
        why="read so",
        shows=span,
        shown=shown,
    )


@pytest.mark.parametrize(
    ("quote", "shown", "told"),
    [
        ("the wall", "he first described the wall", "in “he first described the wall”"),
        ("the\nwall", "he first  described the wall", "in “he first described the wall”"),
        ("these reports", "that the money was cut", "that is, “that the money was cut”"),
        ("it", "Environmentalists “hated” it.", "in “Environmentalists ‘hated’ it.”"),
        ("the wall", "the wall", ""),
        ("the wall", "", ""),
        ("the gate was left open", "He said the gate was left open.", ""),
    ],
)
def test_what_a_few_words_stand_in_is_told_beside_them_and_not_again(quote: str, shown: str, told: str) -> None:
    quotation = said(quote, shown)
    assert around(quotation) == told
    assert because(quotation).startswith("read so: ") == (bool(shown) and not told)


def test_what_it_stands_in_can_be_cut() -> None:
    assert around(said("it", "one two three it"), most=2) == "in “one two” …"
