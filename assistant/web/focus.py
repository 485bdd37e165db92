"""What a click opens: an article at some of its characters, a list, a person. Nothing in a click is trusted."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from assistant.answer import Answer
from assistant.ask.filters import limits
from assistant.show.browse import Asked, articles_pane, person_pane
from assistant.show.page import Place, article_pane, evidence
from assistant.web.browsing import Browsed, Library
from indexer.errors import UserError
from indexer.records import Span

Click = Mapping[str, Any]


def opened(click: Click, answer_of: Callable[[int], Answer | None], library: Library) -> Markup:
    """The evidence pane that a click asks for.

    Args:
        click: "open" says what: "passage", "statement" or "chain" (of the answer "turn" the one at "item"), "article"
            (with "article", "start", "end"), "articles" (with limits), "person" (with "name"); else the passages.
        answer_of: The answer of a turn of the session, None where there is none.
        library: The catalog.
    """
    turn, item, what = number_of(click.get("turn")), number_of(click.get("item")), str(click.get("open"))
    answer = answer_of(turn)
    back = turn if answer else None
    if what == "articles":
        return _articles(click, library, back)
    if what == "person":
        found = library.person(str(click.get("name"))[:200])
        return person_pane(*found, turn=back) if found else evidence(answer, turn)
    placed = _given(click) if what == "article" else _place(what, item, answer) if answer else None
    return _article(*placed, library, back) if placed else evidence(answer, turn)


def _article(id: str, place: Place, library: Library, turn: int | None) -> Markup:
    article = library.article(id)
    if article is None:
        return article_pane(None, place, turn=turn)
    return article_pane(
        article,
        place,
        turn=turn,
        statements=[Span(said.start, said.end) for said in library.statements_of(id)],
        copies=library.copies(article),
        credited=library.credited(id),
    )


def _articles(click: Click, library: Library, turn: int | None) -> Markup:
    def word(name: str) -> str:
        return " ".join(str(click.get(name) or "").split())[:200]

    asked = Asked(word("publisher"), word("after"), word("before"), word("words"), bool(click.get("oldest")))
    asked = asked._replace(start=max(number_of(click.get("start")), 0))
    publishers = library.publishers()
    try:
        dates = limits(after=asked.after, before=asked.before)
        browsed = library.browse(asked._replace(after=dates.after, before=dates.before))
        note = ""
    except UserError as error:
        browsed, note = Browsed([], 0, 0), str(error)
    return articles_pane(browsed, asked, publishers=publishers, page=library.PAGE, turn=turn, note=note)


def _given(click: Click) -> tuple[str, Place]:
    start, end = number_of(click.get("start")), number_of(click.get("end"))
    return str(click.get("article")), Place(quotations=(Span(start, end),) if 0 <= start < end else ())


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


def number_of(value: object) -> int:
    """A number out of a click; -1, which is nowhere, for anything else."""
    digits = str(value)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else -1
