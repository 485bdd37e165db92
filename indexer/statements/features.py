"""What the statement tagger sees of a text: word pieces, their offsets, and three surface features.

The encoder's vocabulary is lower-case and drops line breaks, yet capitals, paragraphs and quotation
marks are what tells a reader who speaks. So each piece carries them beside its id.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

N_BREAK, N_QUOTE, N_CASE = 3, 4, 4
"""Sizes of the three feature vocabularies (see `Pieces`)."""

_OPENING, _CLOSING = "“«„", "”»"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, without special tokens.

    Attributes:
        ids: Shape (n,), vocabulary ids.
        start, end: Shape (n,), character offsets, `end` exclusive.
        features: Shape (n, 3), int64: line breaks just before (0, 1, 2 = paragraph),
            quotation (0 outside, 1 inside, 2 an opening mark, 3 a closing mark),
            case (0 lower, 1 Capital, 2 CAPITALS, 3 no letter).
    """

    ids: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    features: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text into word pieces with their features; an empty text gives no pieces."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    start, end = offsets[:, 0], offsets[:, 1]
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        start=start,
        end=end,
        features=np.stack(
            [_breaks(text, start, end), _quotation(text)[np.minimum(start, len(text))], _case(text, start, end)], axis=1
        )
        if len(start)
        else np.zeros((0, 3), dtype=np.int64),
    )


def _breaks(text: str, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """Line breaks between each piece and the one before: 0, 1, or 2 for a paragraph's start."""
    newlines = np.concatenate([[0], np.cumsum(np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32) == ord("\n"))])
    before = np.concatenate([[0], end[:-1]])
    count = newlines[start] - newlines[np.minimum(before, start)]
    count[:1] = 2
    out: NDArray[np.int64] = np.minimum(count, 2).astype(np.int64)
    return out


def _quotation(text: str) -> NDArray[np.int64]:
    """The quotation state of each character; shape (len(text) + 1,).

    A paragraph starts outside: news style reopens the mark in each paragraph of a long quotation.
    """
    state = np.zeros(len(text) + 1, dtype=np.int64)
    inside = False
    position = 0
    for match in re.finditer(r"\n\s*\n|[“”«»„\"]|''|``", text):
        mark = match.group()
        state[position : match.start()] = int(inside)
        if mark[0] == "\n":
            inside, kind = False, 0
        elif mark in _OPENING or mark == "``":
            inside, kind = True, 2
        elif mark in _CLOSING:
            inside, kind = False, 3
        else:  # a straight mark opens where none is open
            inside, kind = not inside, 3 if inside else 2
        state[match.start() : match.end()] = kind
        position = match.end()
    state[position:] = int(inside)
    return state


def _case(text: str, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    out = np.zeros(len(start), dtype=np.int64)
    for i, (s, e) in enumerate(zip(start.tolist(), end.tolist(), strict=True)):
        piece = text[s:e]
        if not piece[:1].isalpha():
            out[i] = 3
        elif piece[0].isupper():
            out[i] = 2 if len(piece) > 1 and piece.isupper() else 1
    return out


def windows(n: int, size: int, stride: int, first: int = 0) -> list[tuple[int, int]]:
    """Overlapping [start, end) windows that cover `n` pieces.

    Args:
        n: Number of pieces.
        size: Pieces a window holds at most.
        stride: Distance of neighbouring windows' starts, at most `size`.
        first: Where the second window starts instead of at `stride` (to vary training data).
    """
    if n <= size:
        return [(0, n)] if n else []
    starts = [0]
    position = first or stride
    while starts[-1] + size < n:
        starts.append(min(position, n - size))
        position += stride
    return [(s, s + size) for s in starts]
