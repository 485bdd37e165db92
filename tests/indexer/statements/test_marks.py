"""Quotation marks of other languages, put as English ones without moving anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.statements.marks import usual_marks


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("„Nezaplatíme,“ said Holt. Mayor Lind said “no.”", "“Nezaplatíme,” said Holt. Mayor Lind said “no.”"),
        ("„Wir zahlen nicht”, said Holt.", "“Wir zahlen nicht”, said Holt."),
        ("»Wir zahlen nicht«, said Holt.", "“Wir zahlen nicht”, said Holt."),
        ("« Nous ne payons pas », said Holt.", "“ Nous ne payons pas ”, said Holt."),
        ("“No,” said Holt. “Never.”", "“No,” said Holt. “Never.”"),
        ("„Nobody closed this one.\n\n“No,” said Holt.", "„Nobody closed this one.\n\n“No,” said Holt."),
        ("Next » and « back", "Next » and « back"),
    ],
)
def test_pairs_become_usual(text: str, usual: str) -> None:
    assert usual_marks(text) == usual


@given(st.text(alphabet='ab “”„«»"\n'))
def test_no_place_moves(text: str) -> None:
    assert len(usual_marks(text)) == len(text)
