"""A text cut where its marks begin and end, so that each piece is in or out of each of them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.records import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is quoted, or is not.

    Attributes:
        first: Of the quoted ones.
        parts: Its words cut further, each with the classes of the marks that it is in.
    """

    quoted: bool
    first: bool
    parts: tuple[tuple[str, str], ...]


def pieces(text: str, quotations: Sequence[Span], layers: Mapping[str, Sequence[Span]] = {}) -> list[Piece]:
    """Cut a text; put together, the pieces are the text.

    Args:
        quotations: What is marked as one element each; where they overlap, the earlier gives way to none.
        layers: Class -> spans; where they lie over each other, a part is in every class. From the faintest on.
    """
    out: list[Piece] = []
    last, first = 0, True
    for span in _apart(quotations, len(text)):
        out.append(Piece(False, False, _parts(text, last, span.start, layers)))
        out.append(Piece(True, first, _parts(text, span.start, span.end, layers)))
        last, first = span.end, False
    out.append(Piece(False, False, _parts(text, last, len(text), layers)))
    return [piece for piece in out if piece.parts]


def _apart(spans: Sequence[Span], length: int) -> list[Span]:
    """In order and without overlap, so that each can be one element."""
    out: list[Span] = []
    for start, end in sorted(spans):
        start = max(start, out[-1].end if out else 0)
        if start < (end := min(end, length)):
            out.append(Span(start, end))
    return out


def _parts(text: str, start: int, end: int, layers: Mapping[str, Sequence[Span]]) -> tuple[tuple[str, str], ...]:
    ends = {cut for spans in layers.values() for span in spans for cut in span if start < cut < end}
    parts = []
    for left, right in pairwise(sorted({start, end} | ends)):
        classes = [name for name, spans in layers.items() if any(s.start < right and s.end > left for s in spans)]
        parts.append((" ".join(classes), text[left:right]))
    return tuple(parts)
