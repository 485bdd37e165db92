"""Statements of an article: what the tagger found, with voice, stance, kind, venue, date and via; then the publisher's own sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from indexer.records import Article, Span, Stance, Statement
from indexer.statements import details, names
from indexer.statements.cast import Cast, Entities, cast_of, role_near
from indexer.statements.decode import Attribution
from indexer.statements.edges import signed, untangled, within_paragraphs
from indexer.statements.marks import usual_marks
from indexer.statements.pronouns import NOBODY, Voice
from indexer.statements.stance import Parse, stances
from indexer.statements.turns import Turn, turns_of
from indexer.statements.voices import voice_of
from indexer.statements.when import names_a_date, when_of, when_spoken

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REPORTS = re.compile(
    r"\b(?:publish|report|broadcast|air|obtain|quot|cit|releas|show|stat|say|sa(?:id|ys)|claim|according)\w*", re.I
)


_LEAST_DENIED = 25  # characters: "none of it" says nothing that could be turned down


class Tagger(Protocol):
    """Whatever finds attributions in texts (see `indexer.statements.run.TaggerRunner`)."""

    def attributions(self, texts: Sequence[str]) -> list[list[Attribution]]:
        """Attributions of each text, in order."""
        ...


class StatementExtractor:
    """Reads who said what out of articles."""

    def __init__(self, tagger: Tagger, entities: Entities, parse: Parse) -> None:
        self._tagger, self._entities, self._parse = tagger, entities, parse

    def extract(self, articles: Sequence[Article], sentences: Sequence[Sequence[Span]]) -> list[list[Statement]]:
        """Statements of each article, attributed ones first, each list numbered from 0.

        Args:
            articles: Any number; the result does not depend on which are read together.
            sentences: The sentence spans of each article, in order.
        """
        articles = [replace(article, text=usual_marks(article.text)) for article in articles]  # no place moves
        found = self._tagger.attributions([a.text for a in articles])
        return [
            statements_of(article, spans, attributions, self._entities, self._parse)
            for article, spans, attributions in zip(articles, sentences, found, strict=True)
        ]


def statements_of(
    article: Article, sentences: Sequence[Span], found: Sequence[Attribution], entities: Entities, parse: Parse
) -> list[Statement]:
    """Pure: give each attribution its fields and add the publisher's own sentences."""
    cast = cast_of(article.text, entities)
    turns = {turn.content: turn for turn in turns_of(article.text, cast)}
    found = [untangled(article.text, within_paragraphs(article.text, a)) for a in found if a.content]
    found += [a for a in signed(article.text) if not any(_touch(a.content[0], b.content[0]) for b in found)]
    kept = [a for a in found if not _inside(a.content[0], article.boilerplate) and _fits(a, turns)]
    kept += [Attribution(source=(t.label,), cue=(), content=(t.content,), probability=1.0) for t in turns.values()]
    kept.sort(key=lambda a: min(s.start for s in (*a.source, *a.cue, *a.content)))
    read: list[tuple[int, Voice]] = []
    voices: list[Voice] = []
    for k, one in enumerate(kept):
        turn = turns.get(one.content[0])
        voice = turn.voice if turn else _voice(one, cast, read, _outer(one, kept[:k], voices))
        voices.append(voice)
        if voice.name:
            read.append((one.source[0].start if one.source else one.content[0].start, voice))
    parse = _once(parse)
    held = stances(
        article.text, [(_sentences_around(_hull(a.cue or a.content), sentences), a.cue) for a in kept], parse
    )
    dates = _dates(article.text, sentences, kept, voices, parse)
    out: list[Statement] = []
    for k in range(len(kept)):
        said = _statement(k, article, sentences, kept, voices, held[k], dates[k], out)
        turn = turns.get(kept[k].content[0])
        out.append(replace(said, kind="direct", stance="questions" if turn.asks else said.stance) if turn else said)
    return out + _narration(article, sentences, out)


def _once(parse: Parse) -> Parse:
    """The same, each text parsed once."""
    known: dict[str, Doc] = {}

    def parsed(texts: list[str]) -> "list[Doc]":
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, parse(new), strict=True))
        return [known[text] for text in texts]

    return parsed


def _dates(
    text: str, sentences: Sequence[Span], kept: Sequence[Attribution], voices: Sequence[Voice], parse: Parse
) -> list[str]:
    """When each was said, as printed: in the sentence of its verb, else where the sentences before tell of its speaker."""
    own: list[tuple[int, Span]] = []
    before: list[tuple[int, Span]] = []
    for k, (one, voice) in enumerate(zip(kept, voices, strict=True)):
        if one.cue and names_a_date(text, *(around := _sentences_around(_hull(one.cue), sentences))):
            own.append((k, around))
        context = _sentences_around(_hull((*one.source, *one.cue, *one.content)), sentences)
        lead = _lead(text, context, sentences)
        if _same_speaker(lead, voice) and names_a_date(lead):
            told = Span(context.start - len(lead), context.start)
            before += [(k, s) for s in sentences if told.start <= s.start < told.end and names_a_date(text, *s)]
    docs = parse([span.of(text) for _, span in (*own, *before)])
    found = [""] * len(kept)
    for (k, span), doc in zip(own, docs, strict=False):
        parts = [
            [Span(max(0, s.start - span.start), s.end - span.start) for s in spans]
            for spans in (kept[k].cue, kept[k].source, kept[k].content)
        ]
        found[k] = when_of(doc, *parts)
    for (k, _), doc in zip(before, docs[len(own) :], strict=True):
        found[k] = found[k] or when_spoken(doc, names.tokens(voices[k].name)[-1])
    return found


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _fits(one: Attribution, turns: Mapping[Span, Turn]) -> bool:
    """Whether an attribution stands outside of all turns, or within what one says, with a source of its own there."""
    for turn in turns.values():
        touches = any(s.start < turn.content.end and s.end > turn.label.start for s in (*one.source, *one.content))
        parts = (*one.source, *one.cue, *one.content)
        within = all(turn.content.start <= s.start and s.end <= turn.content.end for s in parts)
        if touches and not (within and one.source and one.content[0] != turn.content):
            return False
    return True


def _outer(one: Attribution, before: Sequence[Attribution], voices: Sequence[Voice]) -> Voice | None:
    """The voice in whose words this source stands, the innermost one, or None."""
    if not one.source:
        return None
    at = one.source[0].start
    holding = [
        (c.end - c.start, v)
        for other, v in zip(before, voices, strict=True)
        for c in other.content
        if c.start <= at < c.end
    ]
    return min(holding, key=lambda pair: pair[0])[1] if holding else None


def _voice(one: Attribution, cast: Cast, read: list[tuple[int, Voice]], outer: Voice | None) -> Voice:
    if not one.source:
        # A quotation without a speaker goes on where the last speaker of its paragraph or the one before left off.
        quoted = cast.text[one.content[0].start : one.content[0].start + 1] in '“"„«'
        if quoted and read and cast.text.count("\n\n", read[-1][0], one.content[0].start) <= 1:
            return read[-1][1]
        return NOBODY
    voice = voice_of(one.source[0], cast, read, outer, one.content)
    if voice.name and not voice.unnamed and not voice.role:
        earlier = next((v for _, v in read if v.name == voice.name and v.role), None)
        voice = earlier or replace(voice, role=role_near(voice.name, cast))
    return voice


def _statement(
    k: int,
    article: Article,
    sentences: Sequence[Span],
    kept: Sequence[Attribution],
    voices: Sequence[Voice],
    stance: Stance,
    when: str,
    before: Sequence[Statement],
) -> Statement:
    text, one, voice = article.text, kept[k], voices[k]
    context = _sentences_around(_hull((*one.source, *one.cue, *one.content)), sentences)
    cue, content = " ".join(s.of(text) for s in one.cue), " ".join(s.of(text) for s in one.content)
    around = _frame(text, context, one)
    lead = _lead(text, context, sentences)
    via = _via(one, voice, kept, voices, around, lead)
    own = not voice.name
    quote = _quoted_hull(text, one.content)
    return Statement(
        article_id=article.id,
        ordinal=k,
        start=quote.start,
        end=quote.end,
        context_start=context.start,
        context_end=context.end,
        source=one.source,
        cue=one.cue,
        content=one.content,
        voice=article.publisher if own else voice.name,
        role="" if own else voice.role,
        unnamed=voice.unnamed and not own,
        stance=stance,
        denies=_denied(k, stance, cue, content, voice, before, text, context),
        kind=details.kind_of(text, one.content),
        venue=details.venue_of(around) or (details.venue_of(lead) if _same_speaker(lead, voice) else ""),
        when=when,
        via=via,
    )


def _frame(text: str, context: Span, one: Attribution) -> str:
    """The context without the content: the reporter's own words, where venue and date stand."""
    out, position = [], context.start
    for span in one.content:
        out.append(text[position : max(position, span.start)])
        position = max(position, span.end)
    out.append(text[position : context.end])
    return " … ".join(out).replace("\n", " … ")


def _lead(text: str, context: Span, sentences: Sequence[Span]) -> str:
    """The same paragraph's sentences before the context."""
    start = text.rfind("\n", 0, context.start) + 1
    first = next((s.start for s in sentences if s.start >= start), context.start)
    return text[min(first, context.start) : context.start]


def _same_speaker(lead: str, voice: Voice) -> bool:
    telling = names.tokens(voice.name)
    return bool(telling) and not voice.unnamed and telling[-1] in lead.lower()


def _via(
    one: Attribution,
    voice: Voice,
    kept: Sequence[Attribution],
    voices: Sequence[Voice],
    around: str,
    lead: str,
) -> tuple[str, ...]:
    """Outlets between voice and publisher: who is said to report it, whom it was told to, who opened the paragraph."""
    out: list[str] = []
    for other, speaker in zip(kept, voices, strict=True):
        inside = any(c.start <= one.content[0].start and one.content[-1].end <= c.end for c in other.content)
        if (
            other is not one
            and inside
            and speaker.name
            and speaker.name != voice.name
            and one.source
            and any(c.start <= one.source[0].start < c.end for c in other.content)
        ):
            out.append(speaker.name)
    told = details.told_to(around, names.OUTLET) or (
        details.told_to(lead, names.OUTLET) if _same_speaker(lead, voice) else ""
    )
    if told:
        out.append(told)
    if voice.unnamed and not out:
        for start, end in names.name_runs(lead):
            if names.is_outlet(lead[start:end]) and _REPORTS.search(lead[end : end + 60]):
                out.append(names.plain(lead[start:end]))
                break
    fold = [v for v in dict.fromkeys(out) if not names.same_person(v, voice.name)]
    return tuple(fold)


def _denied(
    k: int, stance: Stance, cue: str, content: str, voice: Voice, before: Sequence[Statement], text: str, context: Span
) -> tuple[int, ...]:
    """Statements of others just before, where this one turns "these reports" down."""
    if not details.rejects(stance, cue, content):
        return ()
    floor = context.start
    for _ in range(4):  # the same paragraph and the three before: what is turned down is often told at length
        floor = max(0, text.rfind("\n\n", 0, max(0, floor - 2)))
    return tuple(
        s.ordinal
        for s in before
        if s.ordinal < k
        and s.start >= floor
        and s.voice != voice.name
        and s.stance == "asserts"
        and sum(span.end - span.start for span in s.content) > _LEAST_DENIED
    )


def _quoted_hull(text: str, content: tuple[Span, ...]) -> Span:
    """From the first to the last character of the content, with the quotation marks that belong to it."""
    start, end = content[0].start, content[-1].end
    if start > 0 and text[start - 1] in '“"„«‘' and not text[start].isspace():
        start -= 1
    tail = end
    while tail < len(text) and text[tail] in ".,!?":
        tail += 1
    if (
        tail < len(text)
        and text[tail] in '”"»’'
        and any(m in text[start:end] for m in '“"„«‘')
        and text[start] in '“"„«‘'
    ) and text.count(text[tail], start, end) < (2 if text[tail] == '"' else 1):
        end = tail + 1
    return Span(start, end)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _sentences_around(hull: Span, sentences: Sequence[Span]) -> Span:
    touched = [s for s in sentences if s.start < hull.end and s.end > hull.start]
    if not touched:
        return hull
    return Span(min(touched[0].start, hull.start), max(touched[-1].end, hull.end))


def _inside(span: Span, regions: Sequence[Span]) -> bool:
    return any(r.start <= span.start < r.end for r in regions)


def _narration(article: Article, sentences: Sequence[Span], found: Sequence[Statement]) -> list[Statement]:
    """Sentences in which nobody is quoted: the publisher's own statements."""
    taken = sorted((s.context_start, s.context_end) for s in found)
    out: list[Statement] = []
    for span in sentences:
        if any(a < span.end and b > span.start for a, b in taken) or _inside(span, article.boilerplate):
            continue
        printed = span.of(article.text).rstrip("”\"’') ")
        if len(printed.split()) < 4 or (len(printed.split()) < 9 and printed[-1:] not in ".!?…"):
            continue  # a heading or a caption says nothing by itself
        out.append(
            Statement(
                article_id=article.id,
                ordinal=len(found) + len(out),
                start=span.start,
                end=span.end,
                context_start=span.start,
                context_end=span.end,
                content=(span,),
                voice=article.publisher,
                kind="narration",
            )
        )
    return out
