"""The passages of an answer as a list, each one opening its article."""

from assistant.notes.cite import MARK
from assistant.records import Answer, Hit
from assistant.show.wording import source_of
from assistant.web.markup import mark, text


def cited(answer: Answer) -> set[int]:
    """Numbers of the passages that the answer's words or statements rest on."""
    marks = {int(n) for n in MARK.findall(answer.markdown)}
    return (marks | {match.passage for match in answer.matches}) & set(range(1, len(answer.passages) + 1))


def passages(answer: Answer, turn: int) -> str:
    """The cited passages by number, then those that are only near."""
    used = set() if answer.abstained else cited(answer)
    numbered = list(enumerate(answer.passages, 1))
    first = "".join(_passage(hit, n, answer, turn) for n, hit in numbered if n in used)
    rest = "".join(_passage(hit, n, answer, turn) for n, hit in numbered if n not in used)
    out = f"<h2>Cited passages</h2>{first}" if first else ""
    if rest and first:
        out += f'<details class="ts-more"><summary>Near, but not cited</summary>{rest}</details>'
    elif rest:
        out += f'<h2>Nearest passages</h2><p class="ts-dim">The answer does not rest on them.</p>{rest}'
    return pane(out or '<p class="ts-dim">No passage was found.</p>')


def pane(content: str) -> str:
    """The frame of everything on the right."""
    return f'<aside class="ts ts-pane" aria-label="Evidence">{content}</aside>'


def nothing_yet() -> str:
    """Before the first answer."""
    return pane(
        '<h2>Evidence</h2><p class="ts-dim">The passages behind an answer appear here. '
        "Choose a mark like [1] to read one in its article.</p>"
    )


def _passage(hit: Hit, number: int, answer: Answer, turn: int) -> str:
    passage, article = hit.passage, hit.article
    source = " · ".join(map(text, source_of(article)))
    spans = sorted(
        (max(m.statement.start, passage.start), min(m.statement.end, passage.end))
        for m in answer.matches
        if m.article.id == article.id and m.statement.start < passage.end and m.statement.end > passage.start
    )
    words, last = "", passage.start
    for start, end in spans:
        if start < last:
            continue
        words += text(article.text[last:start]) + f"<mark>{text(article.text[start:end])}</mark>"
        last = end
    words += text(article.text[last : passage.end])
    return (
        f'<article class="ts-passage" data-turn="{turn}" data-open="passage" data-item="{number}">'
        f"<header>{mark(turn, number)}<div><strong>{text(article.title or article.id)}</strong>"
        f'<span class="ts-dim">{source}</span></div></header><p class="ts-words">{words}</p></article>'
    )
