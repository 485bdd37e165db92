"""An article as HTML with a passage and a quotation marked in place."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.show.wording import day, publisher_of
from assistant.web.evidence import pane
from assistant.web.markup import safe_url, text, text_fragment
from indexer.records import Article, Copy, Span

# From the faintest to the strongest: where spans lie over each other, a piece of text carries every class it is in.
_CLASSES = ("ts-boilerplate", "ts-said", "ts-in-passage")


def article_pane(
    article: Article,
    *,
    turn: int,
    number: int = 0,
    passage: Span | None = None,
    quotations: Sequence[Span] = (),
    statements: Sequence[Span] = (),
    copies: Sequence[tuple[Article, Copy]] = (),
) -> str:
    """The whole article.

    Args:
        turn: Whose evidence list the way back leads to.
        number: The passage's number in the answer, 0 where it has none.
        passage: What is highlighted.
        quotations: What is highlighted strongly; the first one (or else the passage) is scrolled to.
        statements: Everybody else's statements, lightly marked.
        copies: Articles that print the same text, each with why we think so.
    """
    facts = " · ".join(
        text(part) for part in (publisher_of(article), ", ".join(article.authors), day(article.published)) if part
    )
    shown = quotations[0] if quotations else passage
    link = _original(article, shown.of(article.text) if shown else "")
    body = text_marked(article, passage=passage, quotations=quotations, statements=statements)
    which = f"Passage [{number}]" if number else "Article"
    back = f'data-open="list" data-turn="{turn}" data-item="{number}"'
    return pane(
        f'<nav><button type="button" class="ts-back" {back}>← All passages</button>'
        f'<button type="button" class="ts-back ts-narrow" data-return>↑ To the answer</button>'
        f'<span class="ts-dim">{which}</span></nav>'
        f'<h2 tabindex="-1" class="ts-title">{text(article.title or article.id)}</h2><p class="ts-facts">{facts}</p>'
        f"{link}{_also(copies)}"
        f'<div class="ts-article" tabindex="0" role="document" aria-label="Text of the article">{body}</div>'
    )


def text_marked(
    article: Article, *, passage: Span | None, quotations: Sequence[Span] = (), statements: Sequence[Span] = ()
) -> str:
    """The text with its marks; taken out of the tags it is exactly the article's text."""
    layers = (article.boilerplate, statements, (passage,) if passage else ())
    strong = _apart(quotations, len(article.text))
    out: list[str] = []
    last = 0
    for position, span in enumerate(strong):
        out.append(_pieces(article.text, last, span.start, layers))
        inside = _pieces(article.text, span.start, span.end, layers)
        target = " data-target" if position == 0 else ""
        out.append(f'<mark class="ts-quotation"{target}>{inside}</mark>')
        last = span.end
    out.append(_pieces(article.text, last, len(article.text), layers))
    return "".join(out)


def _apart(spans: Sequence[Span], length: int) -> list[Span]:
    """In order and without overlap, so that each can be one element; the earlier one gives way to none."""
    out: list[Span] = []
    for start, end in sorted(spans):
        start = max(start, out[-1].end if out else 0)
        if start < (end := min(end, length)):
            out.append(Span(start, end))
    return out


def _pieces(words: str, start: int, end: int, layers: Sequence[Sequence[Span]]) -> str:
    cuts = {start, end} | {cut for layer in layers for span in layer for cut in span if start < cut < end}
    edges = sorted(cuts)
    out: list[str] = []
    for left, right in pairwise(edges):
        classes = [
            name
            for name, layer in zip(_CLASSES, layers, strict=True)
            if any(span.start < right and span.end > left for span in layer)
        ]
        piece = text(words[left:right])
        out.append(f'<span class="{" ".join(classes)}">{piece}</span>' if classes else piece)
    return "".join(out)


def _original(article: Article, words: str) -> str:
    if not (url := safe_url(article.url)):
        return ""
    address = text(text_fragment(url, words))
    rel = "noopener noreferrer nofollow"
    return f'<p class="ts-original"><a href="{address}" target="_blank" rel="{rel}">Original page ↗</a></p>'


def _also(copies: Sequence[tuple[Article, Copy]]) -> str:
    if not copies:
        return ""
    items = "".join(
        f"<li>{text(publisher_of(other))}: {text(other.title or other.id)} "
        f'<span class="ts-dim">{text(copy.why)}</span></li>'
        for other, copy in copies
    )
    return f'<details class="ts-also"><summary>Also printed by {len(copies)}</summary><ul>{items}</ul></details>'
