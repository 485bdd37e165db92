"""Small articles, statements and matches for tests, written in a line."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from assistant.answer import Answer
from assistant.count.corroborate import corroborate
from assistant.outline import answer
from assistant.records import Hit, Match, Question, QuestionKind, Scope, Strength
from indexer.records import Article, Passage, Span, Statement

SEED = (
    "Last month, US Secretary of State Rex Tillerson said at a press conference that Russia arms the Taliban. "
    "The Foreign Ministry in Moscow called it a campaign of disinformation. "
    "“We have never sent them\nweapons,” the envoy Zamir Kabulov told Interfax."
)


def article(name: str, publisher: str = "", text: str = "", published: str = "") -> Article:
    return Article(
        id=name, text=text or f"Text of {name}.", title=f"Title of {name}", publisher=publisher, published=published
    )


def match(chain: str, *, where: str = "", stance: str = "asserts", role: str = "", score: float = 0.9) -> Match:
    """A match out of "voice > via > publisher"; a voice in lower case is unnamed; "Post" alone is its own voice."""
    voice, *via, publisher = [part.strip() for part in chain.split(">")] if ">" in chain else (chain, chain)
    publisher = "" if publisher == "?" else publisher
    told = article(where or f"{publisher or 'unknown'}-1", publisher)
    statement = Statement(
        article_id=told.id,
        ordinal=crc32(voice.encode()),  # an article's voices are different statements
        start=0,
        end=4,
        context_start=0,
        context_end=len(told.text),
        voice=voice,
        role=role,
        unnamed=voice[:1].islower(),
        kind="indirect" if ">" in chain else "narration",
        via=tuple(via),
    )
    return Match(statement=statement, article=told, stance=stance, score=score)  # type: ignore[arg-type]


def said(
    told: Article,
    quote: str,
    voice: str,
    *,
    ordinal: int = 0,
    stance: str = "asserts",
    strength: Strength = "states",
    **fields: object,
) -> Match:
    """A match whose statement is the first place of `quote` in the article."""
    start = told.text.index(quote)
    statement = Statement(
        article_id=told.id,
        ordinal=ordinal,
        start=start,
        end=start + len(quote),
        context_start=start,
        context_end=start + len(quote),
        content=(Span(start, start + len(quote)),),
        voice=voice,
        **fields,  # type: ignore[arg-type]
    )
    span = Span(start, start + len(quote))
    return Match(
        statement=statement,
        article=told,
        stance=stance,  # type: ignore[arg-type]
        strength=strength,
        score=0.9,
        passage=1,
        why="read as asserting it",
        span=span,
    )


def hit(told: Article, start: int = 0, end: int | None = None, score: float = 1.0, ordinal: int = 0) -> Hit:
    end = len(told.text) if end is None else end
    passage = Passage(article_id=told.id, ordinal=ordinal, start=start, end=end, text=told.text[start:end])
    return Hit(passage=passage, article=told, score=score)


SCOPE = Scope(articles=28, first="2017-08-05", last="2017-10-09")


def question(
    kind: QuestionKind = "who-said", text: str = "Who said that Russia arms the Taliban?", **more: Any
) -> Question:
    return Question(text=text, kind=kind, **({"claim": "Russia arms the Taliban"} | more))


def answered(
    matches: Sequence[Match], asked: Question | None = None, hits: Sequence[Hit] | None = None, **more: Any
) -> Answer:
    """The answer made of some matches, counted and outlined by the real parts."""
    asked = asked or question()
    told = {m.article.id: m.article for m in matches}
    hits = [hit(article) for article in told.values()] if hits is None else hits
    found = corroborate(matches, [], SCOPE, kind=asked.kind, speaker=asked.speaker) if asked.claim else None
    more = {"abstained": not matches and bool(asked.claim)} | more
    return answer(asked, hits, matches, found, SCOPE, **more)
