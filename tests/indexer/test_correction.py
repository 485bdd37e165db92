"""Notes in which an article says that something printed was wrong: add a line, and it is run here."""

import pytest

from indexer.correction import correction
from indexer.records import Article


@pytest.mark.parametrize(
    ("paragraph", "is_note"),
    [
        ("Correction: the bid was late by forty minutes, not fourteen.", True),
        ("CORRECTION (12 May): the minister did not sign.", True),
        ("Clarification — the dam was built in 1968.", True),
        ("An earlier version of this article misstated the year.", True),
        ("This story has been updated to correct the name of the clerk.", True),
        ("The Ledger has retracted its report on the cruise.", True),
        ("The original version of our story gave another figure.", True),
        ("This story has been updated with additional comment.", False),
        ("A correction in the price of oil followed.", False),
        ("He works in the department of corrections.", False),
        ("Corrections officers went on strike.", False),
        ("She corrected the minister: the dam is older.", False),
    ],
)
def test_a_note_of_correction(paragraph: str, is_note: bool) -> None:
    article = Article(id="a", text=f"Title\n\nFirst paragraph.\n\n  {paragraph} \n\nLast one.")
    found = correction(article)
    assert (found.of(article.text) if found else "") == (paragraph if is_note else "")
