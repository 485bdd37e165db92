"""An answer, its evidence and an evaluation as HTML: templates beside this module, filled and escaped by Jinja2."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from markupsafe import Markup

from assistant.answer import Answer, Hearing, Quotation
from assistant.outline import cited
from assistant.records import Filters
from assistant.show.drawing import drawn
from assistant.show.links import safe_url, text_fragment
from assistant.show.marking import Piece, pieces
from assistant.show.picture import svg
from assistant.show.wording import (
    day,
    publisher_of,
)
from indexer.records import Article, Copy, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question of a session and what came of it.

    Attributes:
        answer: None while searching and after an error.
        notes: The answer's citations, ready to be copied; "" where there are none.
        error: What happened and what to do, "" where all went well.
        waiting: What is being done, "" when done.
        read_as: The whole question that a follow-up was read as, "" where it was whole.
        filters: What the reader set.
        hearing: What was heard so far, while the answer is on its way.
        stopped: The reader stopped it.
        link: An address that asks it again, "" where there is no answer.
        packed: The answer as it is kept, where it is not at hand.
    """

    question: str
    read_as: str = ""
    filters: Filters = field(default_factory=Filters)
    hearing: Hearing | None = None
    answer: Answer | None = None
    notes: str = ""
    error: str = ""
    waiting: str = ""
    stopped: bool = False
    link: str = ""
    packed: str = ""


class Kept(Protocol):
    """A conversation in a list."""

    id: str
    turns: list[Turn]

    @property
    def title(self) -> str:
        """What it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in an article.

    Attributes:
        number: The answer's passage that holds it, 0 where none does.
        passage: That passage's span, None where there is none.
        quotations: Spans to mark strongly; the first one (or else the passage) is scrolled to.
        quote: What the first of them said when the question was asked.
    """

    number: int = 0
    passage: Span | None = None
    quotations: tuple[Span, ...] = ()
    quote: str = ""


def conversation(turns: Sequence[Turn], start: Markup, *, contest: bool = False) -> Markup:
    """All turns, oldest first; `start` where there are none. With `contest` a reader can say otherwise."""
    return drawn("conversation.html", turns=turns, start=start, picture=svg, contest=contest)


def turn_of(turn: Turn, number: int, *, contest: bool = False) -> Markup:
    """One turn; `number` is its position in the conversation. With `contest` a reader can say otherwise."""
    return drawn("turn.html", turn=turn, number=number, picture=svg, contest=contest)


def conversations(told: Sequence[Kept], current: str) -> Markup:
    """The conversations that are kept, as a list to choose from; `current` is the id of the one that is shown."""
    return drawn("conversations.html", conversations=told, current=current)


def welcome(questions: Sequence[str], articles: int, holdings: object = None, *, writing: bool = False) -> Markup:
    """What an empty page says: what to ask, or how to get an index.

    Args:
        holdings: What the index holds (see `assistant.show.browse.holdings_of`), None to say nothing of it.
        writing: Articles are being added right now.
    """
    return drawn("welcome.html", questions=questions, articles=articles, holdings=holdings, writing=writing)


def evidence(answer: Answer | None, turn: int = 0) -> Markup:
    """The passages of an answer, the cited ones by number, then those that are only near.

    Args:
        turn: The answer's position in the conversation.
    """
    shown = answer.passages if answer else ()
    marked = {p.n: pieces(p.text, _within(p.article, p.start, p.end, answer)) for p in shown}
    used = cited(answer) if answer else set()
    return drawn("evidence.html", answer=answer, turn=turn, used=used, pieces=marked)


def article_pane(
    article: Article | None,
    place: Place,
    *,
    turn: int | None = None,
    statements: Sequence[Span] = (),
    copies: Sequence[tuple[Article, Copy]] = (),
    credited: Sequence[str] = (),
) -> Markup:
    """A whole article with its marks, or that it is gone.

    Args:
        turn: Whose evidence the way back leads to.
        statements: Everybody's statements, lightly marked.
        copies: Articles that print the same text, each with why we think so.
        credited: Whom it credits for its text.
    """
    if article is None:
        return drawn("gone.html", turn=turn)
    first = (*place.quotations, place.passage)[0]
    words = first.of(article.text) if first else ""
    url = safe_url(article.url)
    facts = (publisher_of(article), ", ".join(article.authors), day(article.published))
    return drawn(
        "article.html",
        article=article,
        place=place,
        turn=turn,
        facts=[fact for fact in facts if fact],
        changed=bool(place.quote) and words != place.quote,
        original=text_fragment(url, words) if url else "",
        copies=copies,
        credited=credited,
        pieces=marked(article, place, statements),
    )


def marked(article: Article, place: Place, statements: Sequence[Span] = ()) -> list[Piece]:
    """The text with its marks, from the faintest to the strongest."""
    layers = {
        "ts-boilerplate": article.boilerplate,
        "ts-said": statements,
        "ts-in-passage": [place.passage] if place.passage else [],
    }
    return pieces(article.text, place.quotations, layers)


def _within(article: str, start: int, end: int, answer: Answer | None) -> list[Span]:
    """Of the answer's quotations the parts inside a passage, counted from its beginning."""
    said: Sequence[Quotation] = answer.statements if answer else ()
    inside = [s for s in said if s.article == article and s.start < end and s.end > start]
    return [Span(max(s.start, start) - start, min(s.end, end) - start) for s in inside]
