"""A copy of a text to read and to compare, and the way back to the text that was given. Pure.

The text of an article is kept exactly as it was given, because others hold offsets into it. What reads it (models,
patterns, search) reads a folded copy, in which one thing is written one way; spans found there are carried back.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from indexer.records import Article, Span, Statement

# One character for one: every kind of blank, NUL, and half a surrogate pair (which no UTF-8 can hold).
_BLANK = re.compile("[\0\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HALF = re.compile("[\ud800-\udfff]")
# Line endings; what no reader sees (soft hyphens, zero-width characters, marks of writing direction); ligatures;
# Markdown's marks of emphasis, around words ("**Jana Holub**, the mayor").
_UNSEEN = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_LIGATURES = {chr(code): unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
_EMPHASIS = r"(?<![\w*])(?:\*{1,3}|_{1,3})(?=[^\W_]|[“‘„«\"])|(?<=[^\W_]|[”’“».,!?\"])(?:\*{1,3}|_{1,3})(?![\w*])"
_EDITED = re.compile(rf"\r\n?|[{_UNSEEN}]+|[{''.join(_LIGATURES)}]|{_EMPHASIS}")
_TOLD = re.compile(r"[\r\0*_]")
"""What may have to be written otherwise in a text of ASCII."""
_IS_UNSEEN = re.compile(f"[{_UNSEEN}]")
_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")  # with the letter before, which an accent may belong to


@dataclass(frozen=True, slots=True)
class _Edit:
    """A run of the given text, and the run of the copy that stands for it."""

    given: Span
    copy: Span


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy.

    Attributes:
        text: The copy: line endings "\\n", NFC, ligatures as letters, one kind of blank, nothing unseen, no
            marks of emphasis.
        edits: Where it differs from the given text in more than single characters, in order.
    """

    text: str
    edits: tuple[_Edit, ...] = ()

    def back(self, span: Span) -> Span:
        """The span of the given text for one of the copy, never wider than what stands for it."""
        start = self._given(span.start, after=False)
        return Span(start, start if span.end <= span.start else self._given(span.end - 1, after=True))

    def forth(self, span: Span) -> Span:
        """The span of the copy for one of the given text, widened to whole edits."""
        return Span(self._copied(span.start, after=False), self._copied(span.end, after=True))

    def _given(self, place: int, *, after: bool) -> int:
        """Where a character of the copy begins in the given text, or where it ends."""
        number = bisect_right(self.edits, place, key=lambda edit: edit.copy.start) - 1
        if number < 0:
            return place + after
        edit = self.edits[number]
        if place < edit.copy.end:
            return edit.given.end if after else edit.given.start
        return edit.given.end + place - edit.copy.end + after

    def _copied(self, place: int, *, after: bool) -> int:
        number = bisect_right(self.edits, place, key=lambda edit: edit.given.start) - 1
        if number < 0:
            return place
        edit = self.edits[number]
        if place == edit.given.start:
            return edit.copy.start
        if place < edit.given.end:
            return edit.copy.end if after else edit.copy.start
        return edit.copy.end + place - edit.given.end


def fold(text: str) -> str:
    """The folded copy alone: what two texts are compared by, and what search and models see.

    >>> fold("co\\u00adoperate,\\r\\nCafe\\u0301 o\\ufb03ce")
    'cooperate,\\nCafé office'
    """
    return folded(text).text


def folded(text: str) -> Folded:
    """Fold a text, keeping the way back."""
    if text.isascii() and not _TOLD.search(text):
        return Folded(text)
    text = _HALF.sub("\N{REPLACEMENT CHARACTER}", _BLANK.sub(" ", text))
    edits: list[_Edit] = []
    pieces: list[str] = []
    last = length = 0
    for span, new in _edited(text):
        pieces += [text[last : span.start], new]
        length += span.start - last
        edits.append(_Edit(span, Span(length, length + len(new))))
        length += len(new)
        last = span.end
    return Folded("".join([*pieces, text[last:]]), tuple(edits))


def folded_article(article: Article) -> tuple[Article, Folded]:
    """The article as its readers see it: folded, its marked parts carried over; and the way back."""
    copy = folded(article.text)
    if copy.text == article.text:
        return article, copy
    return replace(article, text=copy.text, boilerplate=tuple(map(copy.forth, article.boilerplate))), copy


def carried(statement: Statement, carry: Callable[[Span], Span]) -> Statement:
    """A statement with its spans carried to another copy of the text, by `Folded.back` or `Folded.forth`."""
    start, end = carry(Span(statement.start, statement.end))
    context_start, context_end = carry(Span(statement.context_start, statement.context_end))
    return replace(
        statement,
        start=start,
        end=end,
        context_start=context_start,
        context_end=context_end,
        source=tuple(map(carry, statement.source)),
        cue=tuple(map(carry, statement.cue)),
        content=tuple(map(carry, statement.content)),
    )


def _edited(text: str) -> Iterator[tuple[Span, str]]:
    """The runs to be written otherwise, in order and apart, each with what stands for it."""
    composed = [] if _is_composed(text) else list(_to_compose(text))
    found = [(Span(*one.span()), _written(one)) for one in _EDITED.finditer(text)]
    if not composed:
        yield from found
        return
    covered = 0
    for span, new in sorted(composed + found):
        if span.start >= covered:
            yield span, new
            covered = span.end


def _written(run: re.Match[str]) -> str:
    return "\n" if run.group().startswith("\r") else _LIGATURES.get(run.group(), "")


def _is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", _EDITED.sub(_written, text))


def _to_compose(text: str) -> Iterator[tuple[Span, str]]:
    """Characters with their combining marks where Unicode has another form for them, one cluster each."""
    for run in _NOT_ASCII.finditer(text):
        if _is_composed(run.group()):
            continue
        start = run.start()
        for place in range(start + 1, run.end() + 1):
            cluster = text[start:place]
            if place < run.end() and _goes_on(cluster, text[place]):
                continue
            new = unicodedata.normalize("NFC", _EDITED.sub(_written, cluster))
            if new != cluster:
                yield Span(start, place), new
            start = place


def _goes_on(cluster: str, following: str) -> bool:
    """Whether a character belongs to the cluster before it: a mark on it, or a part of one syllable."""
    if unicodedata.combining(following) or _IS_UNSEEN.match(following):
        return True
    cluster = _EDITED.sub(_written, cluster)
    apart = unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", following)
    return unicodedata.normalize("NFC", cluster + following) != apart
