"""What a click asks for: which article to open, and which of its characters to mark. Nothing in a click is trusted."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from markupsafe import Markup

from assistant.answer import Answer
from assistant.show.page import Place, article_pane, evidence
from indexer.records import Article, Copy, Span, Statement


class Shelf(Protocol):
    """The part of the catalog that the page reads."""

    def article(self, id: str, /) -> Article | None:
        """The article, None where it is gone."""

    def statements_of(self, article_id: str, /) -> list[Statement]:
        """Its statements, in order."""

    def fingerprint(self) -> str:
        """Of what the index holds."""

    def copies(self, ids: Sequence[str]) -> list[Copy]:
        """Which article prints which other's text, in the lineages of some."""


def opened(click: Mapping[str, Any], answers: Sequence[Answer | None], shelf: Shelf) -> Markup:
    """The evidence pane that a click asks for: an article, or the list of an answer's passages.

    Args:
        click: "turn" (position in `answers`), "open" ("passage", "statement", "chain" or "list") and "item".
        answers: The session's answers.
        shelf: The catalog.
    """
    turn, item = _number(click.get("turn")), _number(click.get("item"))
    answer = answers[turn] if 0 <= turn < len(answers) else None
    if answer is None:
        return evidence(None)
    found = None if click.get("open") == "list" else _place(str(click.get("open")), item, answer)
    if found is None:
        return evidence(answer, turn)
    article = shelf.article(found[0])
    if article is None:
        return article_pane(None, found[1], turn=turn)
    statements = [Span(s.start, s.end) for s in shelf.statements_of(article.id) if s.kind != "narration"]
    return article_pane(article, found[1], turn=turn, statements=statements, copies=_copies(article, shelf))


def _place(what: str, item: int, answer: Answer) -> tuple[str, Place] | None:
    """Which article, and where in it."""
    if what == "passage" and 1 <= item <= len(answer.passages):
        passage = answer.passages[item - 1]
        within = [said for said in answer.statements if said.passage == item]
        return passage.article, Place(
            number=item,
            passage=Span(passage.start, passage.end),
            quotations=tuple(Span(said.start, said.end) for said in within),
            quote=within[0].quote if within else passage.text,
        )
    if what == "statement" and 0 <= item < len(answer.statements):
        said = answer.statements[item]
        holder = answer.passages[said.passage - 1] if said.passage else None
        around = Span(holder.start, holder.end) if holder else None
        quotation = Span(said.start, said.end)
        return said.article, Place(number=said.passage, passage=around, quotations=(quotation,), quote=said.quote)
    chains = answer.corroboration.chains if answer.corroboration else ()
    if what == "chain" and 0 <= item < len(chains):
        return chains[item].article, Place(quotations=(Span(chains[item].start, chains[item].end),))
    return None


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
