"""What a click asks for: which article to open, and which of its characters to mark. Nothing in a click is trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.records import Answer
from assistant.web.article import article_pane
from assistant.web.evidence import nothing_yet, passages
from indexer.records import Article, Copy, Span, Statement


class Shelf(Protocol):
    """The part of the catalog that the page reads."""

    def article(self, id: str, /) -> Article | None:
        """The article, None where it is gone."""

    def statements_of(self, article_id: str, /) -> list[Statement]:
        """Its statements, in order."""

    def copies(self, ids: Sequence[str]) -> list[Copy]:
        """Which article prints which other's text, in the lineages of some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """A place in an article.

    Attributes:
        number: The answer's passage that holds it, 0 where none does.
        passage: That passage's span, None where there is none.
        quotations: Spans to mark strongly.
    """

    article: Article
    number: int = 0
    passage: Span | None = None
    quotations: tuple[Span, ...] = ()


def opened(click: Mapping[str, Any], answers: Sequence[Answer | None], shelf: Shelf | None) -> str:
    """The evidence pane that a click asks for: an article, or the list of an answer's passages.

    Args:
        click: "turn" (position in `answers`), "open" ("passage", "statement", "chain" or "list") and "item".
        answers: The session's answers.
        shelf: The catalog, None to show the article without other statements and copies.
    """
    turn, item = _number(click.get("turn")), _number(click.get("item"))
    answer = answers[turn] if 0 <= turn < len(answers) else None
    if answer is None:
        return nothing_yet()
    focus = None if click.get("open") == "list" else _focus(str(click.get("open")), item, answer, shelf)
    if focus is None:
        return passages(answer, turn)
    article = focus.article
    return article_pane(
        article,
        turn=turn,
        number=focus.number,
        passage=focus.passage,
        quotations=focus.quotations,
        statements=[Span(s.start, s.end) for s in shelf.statements_of(article.id) if s.kind != "narration"]
        if shelf
        else [],
        copies=_copies(article, shelf) if shelf else [],
    )


def _focus(what: str, item: int, answer: Answer, shelf: Shelf | None) -> Focus | None:
    if what == "passage" and 1 <= item <= len(answer.passages):
        hit = answer.passages[item - 1]
        span = Span(hit.passage.start, hit.passage.end)
        within = tuple(Span(m.statement.start, m.statement.end) for m in answer.matches if m.passage == item)
        return Focus(article=hit.article, number=item, passage=span, quotations=within)
    if what == "statement" and 0 <= item < len(answer.matches):
        match = answer.matches[item]
        quotation = Span(match.statement.start, match.statement.end)
        holder = answer.passages[match.passage - 1].passage if 1 <= match.passage <= len(answer.passages) else None
        around = Span(holder.start, holder.end) if holder else None
        return Focus(article=match.article, number=match.passage, passage=around, quotations=(quotation,))
    chains = answer.corroboration.chains if answer.corroboration else ()
    if what == "chain" and 0 <= item < len(chains):
        chain = chains[item]
        article = _known(answer).get(chain.article) or (shelf.article(chain.article) if shelf else None)
        return Focus(article=article, quotations=(Span(chain.start, chain.end),)) if article else None
    return None


def _known(answer: Answer) -> dict[str, Article]:
    articles = [hit.article for hit in answer.passages] + [match.article for match in answer.matches]
    return {article.id: article for article in articles}


def _copies(article: Article, shelf: Shelf) -> list[tuple[Article, Copy]]:
    out: list[tuple[Article, Copy]] = []
    for copy in shelf.copies([article.id]):
        other = copy.of if copy.article_id == article.id else copy.article_id if copy.of == article.id else ""
        if other and (found := shelf.article(other)):
            out.append((found, copy))
    return out


def _number(value: object) -> int:
    """A number out of a click; -1, which is nowhere, for anything else."""
    digits = str(value)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else -1
