"""Windows of articles for the statement tagger's training, with or without annotated attributions."""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from indexer.statements.features import Pieces, pieces, windows
from indexer.statements.tagger import EDGES, ROLES

SIZE, STRIDE, MARGIN = 254, 208, 24
"""Pieces of a window, of the step to the next, and from its edge within which nothing is learned of a cue whose roles are cut."""
CLS, SEP, UNSEEN = 101, 102, -100
SHORTEST = 60
"""Pieces below which an article without annotations is not worth a window."""


@dataclass(frozen=True, slots=True)
class Target:
    """One attribution over its article's n pieces.

    Attributes:
        cue: The cue's first piece.
        roles: Shape (n,), indices into ROLES.
        edges: Shape (n, 4), 1 where one of EDGES stands.
    """

    cue: int
    roles: NDArray[np.int64]
    edges: NDArray[np.float32]


class Text(NamedTuple):
    """An article's pieces; `targets` is None where nobody annotated it."""

    pieces: Pieces
    targets: list[Target] | None


class Window(NamedTuple):
    text: Text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Batch:
    """B windows, padded to L pieces, the two that enclose each included; k cues of the annotated ones.

    Attributes:
        ids, mask: Shape (B, L).
        features: Shape (B, L, 3).
        annotated: Shape (B,), bool.
        inner: Shape (B, L), bool: far enough from a cut edge to learn from.
        cues: Shape (B, L), 1 where a cue starts.
        which, at: Shape (k,), each cue's window and piece.
        roles: Shape (k, L), UNSEEN outside the window.
        edges: Shape (k, L, 4).
    """

    ids: Tensor
    mask: Tensor
    features: Tensor
    annotated: Tensor
    inner: Tensor
    cues: Tensor
    which: Tensor
    at: Tensor
    roles: Tensor
    edges: Tensor


def articles_of(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def annotated(articles: Iterable[dict], tokenizer: Tokenizer) -> list[Text]:
    """Articles with `text` and `attributions` (see training/attribution.py)."""
    found = []
    for article in articles:
        cut = pieces(article["text"], tokenizer)
        found.append(Text(cut, [t for a in article["attributions"] if (t := _target(cut, a)) is not None]))
    return found


def plain(articles: Iterable[dict], tokenizer: Tokenizer) -> list[Text]:
    """Articles with `text` alone; those that begin alike come once."""
    once = {article["text"][:120]: article["text"] for article in articles}
    cut = (pieces(text, tokenizer) for text in once.values())
    return [Text(p, None) for p in cut if len(p) > SHORTEST]


def shuffled_windows(texts: Sequence[Text], chance: random.Random) -> list[Window]:
    """Every text in windows, cut elsewhere each time."""
    rows = [
        Window(text, start, end)
        for text in texts
        for start, end in windows(len(text.pieces), SIZE, STRIDE, chance.randint(16, STRIDE))
    ]
    chance.shuffle(rows)
    return rows


def batch_of(rows: Sequence[Window], device: str = "cpu") -> Batch:
    """Pad windows into one batch."""
    shape = len(rows), max(row.end - row.start for row in rows) + 2
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    features = np.zeros((*shape, 3), np.int64)
    inner, cues = np.zeros(shape, bool), np.zeros(shape, np.float32)
    which, at, roles, edges = [], [], [], []
    for b, (text, start, end) in enumerate(rows):
        n = end - start
        ids[b, 0], ids[b, n + 1] = CLS, SEP
        ids[b, 1 : n + 1], features[b, 1 : n + 1] = text.pieces.ids[start:end], text.pieces.features[start:end]
        mask[b, : n + 2] = 1
        low, high = MARGIN * (start > 0), n - MARGIN * (end < len(text.pieces))
        inner[b, 1 + low : 1 + high] = True
        for target in text.targets or ():
            if not start <= target.cue < end:
                continue
            place = target.cue - start
            cues[b, place + 1] = 1
            (spoken,) = target.roles.nonzero()
            if (spoken[0] >= start and spoken[-1] < end) or low <= place < high:
                row, row_edges = np.full(shape[1], UNSEEN, np.int64), np.zeros((shape[1], len(EDGES)), np.float32)
                row[1 : n + 1], row_edges[1 : n + 1] = target.roles[start:end], target.edges[start:end]
                which.append(b), at.append(place + 1), roles.append(row), edges.append(row_edges)

    def tensor(values: NDArray) -> Tensor:
        return torch.from_numpy(values).to(device, non_blocking=True)

    return Batch(
        ids=tensor(ids),
        mask=tensor(mask),
        features=tensor(features),
        annotated=tensor(np.array([row.text.targets is not None for row in rows])),
        inner=tensor(inner),
        cues=tensor(cues),
        which=tensor(np.array(which, np.int64)),
        at=tensor(np.array(at, np.int64)),
        roles=tensor(np.array(roles, np.int64).reshape(-1, shape[1])),
        edges=tensor(np.array(edges, np.float32).reshape(-1, shape[1], len(EDGES))),
    )


def _target(cut: Pieces, attribution: dict) -> Target | None:
    """None where no piece stands for the cue."""
    roles, edges, cue = np.zeros(len(cut), np.int64), np.zeros((len(cut), len(EDGES)), np.float32), None
    for role in ("content", "source", "cue"):  # later ones win where spans overlap
        for start, end in attribution[role]:
            (inside,) = ((cut.start < end) & (cut.end > start)).nonzero()
            if not len(inside):
                continue
            roles[inside] = ROLES.index(role)
            if role == "cue":
                cue = int(inside[0])
            else:
                first = EDGES.index(f"{role} start")
                edges[inside[0], first] = edges[inside[-1], first + 1] = 1
    return None if cue is None else Target(cue, roles, edges)
