"""What an answer says: its first line, its groups, what was not found, as data. Pure; nothing here words anything."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from assistant.answer import Answer, Cited, Group, Headline, Missing, Nearest, Outline, Paragraph, Quotation, Source
from assistant.records import Corroboration, Held, Hit, Match, Question, Scope
from assistant.terms import content_words, stem, stems
from indexer.parties.personal import name_words
from indexer.records import Article, Span

NEAREST = 3  # sentences of passages that a question without a claim is answered by
_CLOSING = "[\"')\\]\u201d\u2019]*"
_SENTENCE_END = re.compile(rf"(?<=[.!?]){_CLOSING}(?=\s+[\"'(\u201cA-Z0-9])|\n\s*\n|\Z")


def answer(
    question: Question,
    hits: Sequence[Hit],
    matches: Sequence[Match],
    corroboration: Corroboration | None,
    scope: Scope,
    *,
    abstained: bool = False,
    unjudged: int = 0,
) -> Answer:
    """The answer to a question.

    Args:
        hits: The passages to show; mark [n] is `hits[n - 1]`.
        matches: Statements that bear on the claim, best first, with the numbers of their passages.
        corroboration: What was counted, None where the question holds no claim.
        abstained: Nothing was found that an answer could stand on.
        unjudged: How many candidates were not judged.
    """
    passages = tuple(_cited(n, hit) for n, hit in enumerate(hits, 1))
    statements = tuple(map(quotation, matches))
    articles = {article.id: article for article in [*(hit.article for hit in hits), *(m.article for m in matches)]}
    return Answer(
        question=question,
        abstained=abstained,
        outline=outline(question, passages, statements, claim=corroboration is not None, abstained=abstained),
        passages=passages,
        statements=statements,
        corroboration=corroboration,
        scope=scope,
        articles={id: _source(article) for id, article in articles.items()},
        unjudged=unjudged,
    )


def outline(
    question: Question, passages: Sequence[Cited], statements: Sequence[Quotation], *, claim: bool, abstained: bool
) -> Outline:
    """What the answer says of them.

    Args:
        claim: The question holds one.
        abstained: Nothing was found that an answer could stand on.
    """
    if not claim:
        wanted = frozenset(map(stem, content_words(question.text)))
        found = () if abstained else tuple(nearest(passage, wanted) for passage in passages[:NEAREST])
        return (
            Outline(headline="passages", nearest=found) if found else Outline(headline="nothing", not_found=("answer",))
        )
    if not statements:
        return Outline(headline="nothing", not_found=("denial" if question.deny else "saying",))
    asserting = [said for said in statements if said.stance == "asserts"]
    asks_who = question.kind in ("who-said", "evidence")
    unnamed = len({name_words(said.speaker) for said in asserting if said.unnamed}) if asks_who else 0
    return Outline(
        headline=_headline(question),
        groups=tuple(_groups(statements, deny=question.deny)),
        lead=_lead(statements) if question.kind == "when-where" else None,
        not_found=tuple(_not_found(question, statements, asserting, unnamed)),
        unnamed=unnamed,
        only_implied=bool(asserting) and all(said.strength == "implies" for said in asserting),
    )


def with_text(found: Answer, text: tuple[Paragraph, ...]) -> Answer:
    """The answer told by a language model's text, with all that it stands on."""
    return replace(found, outline=replace(found.outline, headline="text", text=text))


def cited(found: Answer) -> set[int]:
    """Numbers of the passages that an answer rests on: of its statements, and of what it says in words."""
    told = {run.mark for paragraph in found.outline.text for run in paragraph.runs}
    near = {sentence.passage for sentence in found.outline.nearest}
    held = {said.passage for said in found.statements}
    return set() if found.abstained else (told | near | held) - {0}


def nearest(passage: Cited, wanted: frozenset[str]) -> Nearest:
    """The sentence of a passage that holds most of the words, the first of equals.

    Args:
        wanted: The stems of the words that carry the question.
    """
    spans, start = [], 0
    for end in _SENTENCE_END.finditer(passage.text):
        if words := passage.text[start : end.end()].strip():
            at = passage.text.index(words, start)
            spans.append(Span(at, at + len(words)))
        start = end.end()
    best = max(spans, key=lambda span: len(stems(span.of(passage.text)) & wanted), default=Span(0, 0))
    return Nearest(passage=passage.n, start=passage.start + best.start, end=passage.start + best.end)


def _headline(question: Question) -> Headline:
    if question.kind == "when-where":
        return "place"
    return "statements" if question.about_one else "voices"


def _groups(statements: Sequence[Quotation], *, deny: bool) -> list[Group]:
    """Who denies it comes first where that is asked."""
    stances: list[Held] = (
        sorted(get_args(Held), key=lambda stance: stance != "denies") if deny else list(get_args(Held))
    )
    groups = []
    for stance in stances:
        held = tuple(n for n, said in enumerate(statements) if said.stance == stance)
        if held:
            groups.append(Group(stance=stance, statements=held, voices=_each_voice_once(held, statements)))
    return groups


def _each_voice_once(held: Sequence[int], statements: Sequence[Quotation]) -> tuple[int, ...]:
    """Positions of each voice's best statement, of those that a passage holds where there are such."""
    marked = [n for n in held if statements[n].passage] or held
    best: dict[tuple[str, ...], int] = {}
    for n in marked:
        best.setdefault(name_words(statements[n].speaker), n)
    return tuple(best.values())


def _lead(statements: Sequence[Quotation]) -> int:
    told = (n for n, said in enumerate(statements) if said.stance == "asserts" and (said.venue or said.when))
    return next(told, 0)


def _not_found(
    question: Question, statements: Sequence[Quotation], asserting: Sequence[Quotation], unnamed: int
) -> list[Missing]:
    missing: list[tuple[Missing, bool]] = [
        ("assertion", not question.about_one and question.kind != "when-where" and not question.deny and not asserting),
        ("denial", question.deny and not any(said.stance == "denies" for said in statements)),
        ("when", question.kind == "when-where" and not any(said.when for said in asserting)),
        ("where", question.kind == "when-where" and not any(said.venue for said in asserting)),
        ("names", bool(unnamed)),
    ]
    return [what for what, holds in missing if holds]


def _cited(number: int, hit: Hit) -> Cited:
    article, passage = hit.article, hit.passage
    return Cited(
        n=number,
        article=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=round(hit.score, 6),
    )


def quotation(match: Match) -> Quotation:
    """A match as it is shown, with exactly the characters that it covers."""
    said, article = match.statement, match.article
    return Quotation(
        speaker=said.voice or article.publisher,
        role=said.role,
        unnamed=said.unnamed,
        stance=match.stance,
        kind=said.kind,
        venue=said.venue,
        when=said.when,
        via=said.via,
        article=article.id,
        publisher=article.publisher,
        published=article.published,
        start=said.start,
        end=said.end,
        quote=article.text[said.start : said.end],
        passage=match.passage,
        strength=match.strength,
        score=round(match.score, 4),
        why=match.why,
        shows=match.span,
        shown=match.span.of(article.text) if match.span else "",
    )


def _source(article: Article) -> Source:
    return Source(
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        language=article.language,
        authors=article.authors,
    )
