"""Quotation marks of other languages put as English ones, mark for mark, so that no place moves: „A“, »A« and «A» as “A”. Pure."""

import re

_PAIRS = (
    re.compile(r"„([^\n„“”\"]*)[“”\"]"),
    re.compile(r"»(\S[^\n«»]*\S|\S)«"),  # with space within, they are arrows
    re.compile(r"«([^\n«»]*)»"),
)


def usual_marks(text: str) -> str:
    """The text, as long as it was, with its pairs of such marks as “ and ”; a mark without its fellow stays.

    >>> usual_marks("„Ne,“ said Holt. “No.”")
    '“Ne,” said Holt. “No.”'
    """
    for pair in _PAIRS:
        text = pair.sub(lambda found: f"“{found.group(1)}”", text)
    return text
