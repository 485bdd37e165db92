"""From the tagger's scores to spans: the best sequence of roles for each cue, then the gold's habits about edges."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.records import Span

NONE, SOURCE, CUE, CONTENT = range(4)
EDGE_WEIGHT = 0.5
_QUOTES = "\"“”‘’'«»"
_CLOSERS = "”\"’'»)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution as found: character spans into the text, and how sure the tagger is of the cue, in [0, 1]."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    probability: float


def best_roles(scores: NDArray[np.float32], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """The likeliest role sequence for each cue (Viterbi over role and edge scores).

    Args:
        scores: Shape (n, length, 7), logits: source, cue, content, then start and end of source and of content.
        at: Shape (n,), the position at which each cue starts.

    Returns:
        Shape (n, length), roles 0 to 3. The cue's own position is always CUE.
    """
    n, length, _ = scores.shape
    emission = np.concatenate([np.zeros((n, length, 1), dtype=np.float32), scores[..., :3]], axis=-1)
    emission -= np.logaddexp.reduce(emission, axis=-1, keepdims=True)
    emission[np.arange(n), at, CUE] += 100.0
    begin, stay_begin = _log_sigmoid(scores[..., 3::2]), _log_sigmoid(-scores[..., 3::2])  # (n, length, source|content)
    end, stay_end = _log_sigmoid(scores[..., 4::2]), _log_sigmoid(-scores[..., 4::2])
    best = emission[:, 0].copy()
    back = np.zeros((n, length, 4), dtype=np.int8)
    for t in range(1, length):
        step = np.zeros((n, 4, 4), dtype=np.float32)  # from, to
        for k, role in enumerate((SOURCE, CONTENT)):
            others = [r for r in range(4) if r != role]
            step[:, others, role] += begin[:, t, k, None]
            step[:, role, others] += end[:, t - 1, k, None]
            step[:, role, role] += (stay_begin[:, t, k] + stay_end[:, t - 1, k])[:]
        reached = best[:, :, None] + EDGE_WEIGHT * step
        back[:, t] = reached.argmax(axis=1)
        best = reached.max(axis=1) + emission[:, t]
    roles = np.zeros((n, length), dtype=np.int64)
    roles[:, -1] = best.argmax(axis=1)
    rows = np.arange(n)
    for t in range(length - 1, 0, -1):
        roles[:, t - 1] = back[rows, t, roles[:, t]]
    return roles


def _log_sigmoid(x: NDArray[np.float32]) -> NDArray[np.float32]:
    return -np.logaddexp(0.0, -x).astype(np.float32)


def attribution(
    text: str,
    roles: NDArray[np.int64],
    scores: NDArray[np.float32],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    probability: float,
) -> Attribution | None:
    """Spans of one cue's role sequence, or nothing where no content was found.

    Args:
        text: The article's text.
        roles, scores: Shape (length,) and (length, 7), without special tokens.
        start, end: Shape (length,), the pieces' character offsets.
    """
    sources = _runs(roles, SOURCE)
    contents = [_tidy(text, Span(int(start[a]), int(end[b - 1]))) for a, b in _runs(roles, CONTENT)]
    contents = [c for c in _joined(text, contents) if c.end > c.start]
    if not contents:
        return None
    if len(sources) > 1:  # a source is one run: the one the tagger is surest of
        sources = [max(sources, key=lambda run: float(scores[run[0] : run[1], 0].sum()))]
    cues = _runs(roles, CUE)
    return Attribution(
        source=tuple(Span(int(start[a]), int(end[b - 1])) for a, b in sources),
        cue=tuple(Span(int(start[a]), int(end[b - 1])) for a, b in cues[:1]),
        content=tuple(contents),
        probability=probability,
    )


def _runs(roles: NDArray[np.int64], role: int) -> list[tuple[int, int]]:
    """Maximal runs of one role as [start, end)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (roles == role).astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Neighbouring spans with nothing but space between them are one."""
    out: list[Span] = []
    for span in spans:
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def _tidy(text: str, span: Span) -> Span:
    """Edges as annotators draw them: no full stop or comma at the end but inside a quotation, marks kept in pairs."""
    start, end = span
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:–—-"):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in ".,;:–—"):
        start += 1
    if text[start : start + 1] and text[start] in '“"' and end < len(text):
        tail = end
        while tail < len(text) and text[tail] in ".,!?":
            tail += 1
        if (
            tail < len(text)
            and text[tail] in '”"'
            and text.count("”", start, end) + text.count('"', start + 1, end) == 0
        ):
            end = tail + 1
    if start > 0 and text[start - 1] == "“" and "”" in text[start:end] and "“" not in text[start:end]:
        start -= 1
    return Span(start, end)
