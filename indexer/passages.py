"""Pack an article's sentences into passages small enough to embed without being cut. Pure: counting is passed in."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from indexer.records import Article, Passage, Span

_FULL_ENOUGH = 0.6  # share of the budget from which ending at a paragraph beats packing on
_CLAUSE_END = re.compile(r"(?:[;:,!?.)\]»”]|\s[–—-])(?=\s)")
_SPACE = re.compile(r"\s+")
_HEADING_WORDS = 12
_NEARLY_ALWAYS_ENOUGH = 512  # characters: as long as most sentences, and no waste where one is endless
_LEAST_BUDGET = 8  # below it, a single character could be over the budget


def split(
    article: Article,
    sentences: Sequence[Span],
    *,
    budget: int,
    window: int,
    count: Callable[[str], int],
    pieces: Callable[[str], int],
) -> list[Passage]:
    """Pack whole sentences into passages.

    Args:
        sentences: The article's sentences, in order.
        budget: Most tokens a passage may have, by `count`; at least 8.
        window: Most word pieces a passage may have, by `pieces`; at least 8.
        count, pieces: From a text to its number of tokens, and of the embedding model's word pieces.

    Returns:
        In order, without overlap. They hold every character of the sentences that is neither white space nor
        marked as boilerplate; none reaches across a marked part. A sentence that is too long by itself is cut at
        clauses, else at white space, else between characters.

    Raises:
        ValueError: `budget` or `window` is below 8.
    """
    if min(budget, window) < _LEAST_BUDGET:
        raise ValueError(f"a passage needs room for {_LEAST_BUDGET} tokens at least, got {budget=} and {window=}")
    gauge = _Gauge(article.text, budget, window, count, pieces)
    spans = [span for run in _runs(article, sentences) for span in _pack(run, gauge)]
    return [
        Passage(article_id=article.id, ordinal=ordinal, start=span.start, end=span.end, text=span.of(article.text))
        for ordinal, span in enumerate(spans)
    ]


@dataclass(frozen=True, slots=True)
class _Gauge:
    """How full a span of the text would make a passage."""

    text: str
    budget: int
    window: int
    count: Callable[[str], int]
    pieces: Callable[[str], int]
    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def fill(self, start: int, end: int) -> float:
        """1.0 is a full passage, by tokens or by word pieces, whichever comes first."""
        filled = self.known.get((start, end))
        if filled is None:
            part = self.text[start:end]
            filled = max(self.count(part) / self.budget, self.pieces(part) / self.window)
            self.known[start, end] = filled
        return filled


def _runs(article: Article, sentences: Iterable[Span]) -> Iterator[list[Span]]:
    """The sentences between two marked parts; a sentence that is marked in part keeps the rest of itself."""
    run: list[Span] = []
    marked = sorted(article.boilerplate)
    following = 0
    for sentence in sentences:
        start = sentence.start
        while following < len(marked) and marked[following].end <= start:
            following += 1
            if run:
                yield run
                run = []
        while following < len(marked) and marked[following].start < sentence.end:
            run.extend(_trimmed(article.text, start, marked[following].start))
            if run:
                yield run
                run = []
            start = max(start, marked[following].end)
            if start >= sentence.end:
                break
            following += 1
        run.extend(_trimmed(article.text, start, sentence.end))
    if run:
        yield run


def _pack(run: list[Span], gauge: _Gauge) -> Iterator[Span]:
    """Spans of whole sentences, each as full as it may be."""
    units = [unit for sentence in run for unit in _cut(sentence, gauge)]
    first = 0
    while first < len(units):
        last, filled = first, gauge.fill(*units[first])
        paragraph_end = -1
        while last + 1 < len(units):
            if _new_paragraph(gauge.text, units[last], units[last + 1]) and filled >= _FULL_ENOUGH:
                paragraph_end = last
            filled += gauge.fill(*units[last + 1]) + 1 / gauge.budget  # one token for the white space between
            if filled > 1:
                break
            last += 1
        if last + 1 < len(units):
            last = _before_heading(gauge.text, units, first, paragraph_end if paragraph_end >= 0 else last)
        # Counts of parts add up to the count of the whole only nearly, so the whole is counted too.
        while last > first and gauge.fill(units[first].start, units[last].end) > 1:
            last -= 1
        yield Span(units[first].start, units[last].end)
        first = last + 1


def _new_paragraph(text: str, before: Span, after: Span) -> bool:
    return "\n" in text[before.end : after.start]


def _before_heading(text: str, units: list[Span], first: int, last: int) -> int:
    """A heading at the end belongs to what it announces."""
    while last > first:
        words = units[last].of(text)
        if words[-1] in ".?!”\"’'…:;,)" or len(words.split()) > _HEADING_WORDS:
            break
        if not _new_paragraph(text, units[last], units[last + 1]):
            break
        last -= 1
    return last


def _cut(sentence: Span, gauge: _Gauge) -> Iterator[Span]:
    """The sentence itself where it fits, else pieces of it that do."""
    start = sentence.start
    while start < sentence.end:
        if gauge.text[start].isspace():  # left out before counting: a word can be more tokens without its blank
            start += 1
            continue
        end = _reach(start, sentence.end, gauge)
        if end < sentence.end:
            end = _good_break(start, end, gauge)
        yield from _trimmed(gauge.text, start, end)
        start = end


def _reach(start: int, end: int, gauge: _Gauge) -> int:
    """The furthest end, at most `end`, up to which the text fits; always one character at least."""
    size = _NEARLY_ALWAYS_ENOUGH
    if end - start <= size and gauge.fill(start, end) <= 1:
        return end
    while start + size < end and gauge.fill(start, start + size) <= 1:
        size *= 2
    low, high = start + 1, min(end, start + size)
    if gauge.fill(start, high) <= 1:
        return high
    while low + 1 < high:
        middle = (low + high) // 2
        if gauge.fill(start, middle) <= 1:
            low = middle
        else:
            high = middle
    return low


def _good_break(start: int, end: int, gauge: _Gauge) -> int:
    """The last clause end in the second half of a piece, else the last white space, else the piece's end."""
    half = start + (end - start) // 2
    for pattern in (_CLAUSE_END, _SPACE):
        for found in reversed(list(pattern.finditer(gauge.text, half, end))):
            if gauge.fill(start, found.end()) <= 1:
                return found.end()
    return end


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The span without white space around it; nothing where nothing is left."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end = start + len(part.strip())
    return [Span(start, end)] if start < end else []
