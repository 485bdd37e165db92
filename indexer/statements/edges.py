"""Where statements begin and end: at their paragraph's end, unless a quotation goes on; and behind who is quoted. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.records import Span
from indexer.statements import names
from indexer.statements.decode import Attribution

_BREAK = re.compile(r"\s*\n[^\S\n]*\n\s*")
_OPENS = ("“", '"', "„", "«", "''", "‘", "'")
_BE = r"(?:was|were|is|are|has been|have been|had been)"
_QUOTED_BY = re.compile(rf"(?P<who>.+?),?\s+{_BE}\s+(?:quoted|cited)\s+(?:by|in)\s+(?:the\s+)?", re.S)
"""Before the outlet: "Mill owner Gustav Prell was quoted by the"."""
_AS_SAYING = re.compile(r"\W*(?:as\s+(?:saying|telling\s+[^,.]{2,40}?(?=\s+that\s)))?\s*,?\s*(?:that\s+)?")
_REPORTED = re.compile(
    rf"(?P<who>[A-Z][^,.;“”\"\n]{{2,80}}?)\s+{_BE}\s+(?:reported|said|quoted|understood)\s+"
    r"(?:(?:to\s+have\s+(?:said|claimed)|as\s+saying)(?:\s+that)?|to\s+have\s+told\s+[^,.]{2,40}?\s+that)\s+"
)


def untangled(text: str, one: Attribution) -> Attribution:
    """The attribution with its source outside of its content: "X was quoted by the Courier as saying that ..." is X's word."""
    whole = Span(one.content[0].start, one.content[-1].end)
    if not one.source:
        found = _REPORTED.match(text, whole.start, whole.end)
        return _split(one, Span(*found.span("who")), Span(found.end(), whole.end)) if found else one
    source = one.source[0]
    if len(one.content) > 1 and one.cue and one.cue[0].of(text).rstrip().endswith(":"):
        # "The council's lead, Ravi Patel, said: ..." is said behind the colon.
        behind = tuple(part for part in one.content if part.start >= one.cue[0].end)
        return replace(one, content=behind or one.content)
    if not (whole.start <= source.start and source.end < whole.end):
        return one
    saying = _AS_SAYING.match(text, source.end, whole.end)
    start = saying.end() if saying else source.end
    quoted = _QUOTED_BY.fullmatch(text, whole.start, source.start)
    if quoted:
        if not names.is_outlet(source.of(text)) or not names.name_runs(source.of(text)):
            return one  # "quoted by the same channel": whom it came through must not be lost
        source = Span(*quoted.span("who"))
    elif not re.fullmatch(r"(?:It\s+)?[^“”\"]{0,40}\bby\s+(?:the\s+)?", text[whole.start : source.start]):
        return one
    return _split(one, source, Span(start, whole.end))


_SIGNED = re.compile(
    r"^[ \t>*]*(?P<said>(?:“[^”\n]{12,}”|\"[^\"\n]{12,}\"|‘[^’\n]{12,}’))[ \t]*(?:—|–|-{1,2})[ \t]*"
    r"(?P<who>[A-Z][^\n“”\".!?;:]{2,80})$",
    re.M,
)


def signed(text: str) -> list[Attribution]:
    """Quotations on a line of their own, behind whose dash somebody signs: "“It is safe.” —Commissioner Arthur Pell"."""
    return [
        Attribution(source=(Span(*m.span("who")),), cue=(), content=(Span(*m.span("said")),), probability=1.0)
        for m in _SIGNED.finditer(text)
    ]


def _split(one: Attribution, source: Span, content: Span) -> Attribution:
    return replace(one, source=(source,), content=(content,)) if content.end - content.start > 2 else one


def within_paragraphs(text: str, one: Attribution) -> Attribution:
    """The attribution without what the tagger ran on to beyond a blank line: a heading, a caption, the next one's voice.

    Kept is the part in the paragraph of the cue, or of the source where there is none; a quotation of several paragraphs,
    each of which opens with a mark, is kept whole.
    """
    anchor = (*one.cue, *one.source, *one.content)[0].start
    source = tuple(_nearest(_parts(text, span), anchor) for span in one.source)
    content = tuple(
        span if _goes_on(parts, text) else _nearest(parts, anchor)
        for span in one.content
        for parts in [_parts(text, span)]
    )
    return replace(one, source=source, content=content)


def _parts(text: str, span: Span) -> list[Span]:
    """A span cut at blank lines."""
    parts, start = [], span.start
    for found in _BREAK.finditer(text, span.start, span.end):
        if found.start() > start:
            parts.append(Span(start, found.start()))
        start = found.end()
    return [*parts, Span(start, span.end)] if start < span.end else parts or [span]


def _goes_on(parts: Sequence[Span], text: str) -> bool:
    """Whether the first paragraph holds an opening mark, and every one behind it begins with one."""
    first = text[max(0, parts[0].start - 1) : parts[0].end]
    return any(mark in first for mark in _OPENS[:5]) and all(text.startswith(_OPENS, p.start) for p in parts[1:])


def _nearest(parts: Sequence[Span], anchor: int) -> Span:
    return min(parts, key=lambda part: max(part.start - anchor, anchor - part.end, 0))
