"""The one line that says the answer: who asserts it, who denies it, each with a mark."""

from collections.abc import Sequence

from assistant.records import Answer, Match
from assistant.show.quoting import speaker_of
from assistant.show.wording import count, listing, searched, sentence
from assistant.web.markup import blocks, mark, text
from indexer.parties.personal import name_words

_NAMED = 5  # voices before the rest is only counted


def headline(answer: Answer, turn: int) -> tuple[str, str]:
    """The first line of an answer, and the rest of its text, both as HTML.

    A list of statements gets a line made of its voices; prose has its own first line.
    """
    said = blocks(answer.markdown, turn, len(answer.passages))
    listed = bool(said) and (said[0].startswith("<ul>") or said[0].endswith(":</p>"))
    if not answer.matches or not listed:
        return (said[0] if said else ""), "".join(said[1:])
    return f"<p>{_line(answer, turn)}</p>", "".join(said)


def _line(answer: Answer, turn: int) -> str:
    question = answer.question
    if question.kind in ("what-said", "when-where"):
        who = text(sentence(speaker_of(answer.matches[0])))
        marks = "".join(mark(turn, n) for n in sorted({m.passage for m in answer.matches if m.passage}))
        sources = count(len({m.article.id for m in answer.matches}), "article")
        return f"{who}: {count(len(answer.matches), 'statement')} in {sources} {marks}"
    asserting = _voices([m for m in answer.matches if m.stance == "asserts"], turn)
    denying = _voices([m for m in answer.matches if m.stance == "denies"], turn)
    says = f"{_names(asserting)} {'says' if len(asserting) == 1 else 'say'} so" if asserting else ""
    denies = f"{_names(denying)} {'denies' if len(denying) == 1 else 'deny'} it" if denying else ""
    if question.deny:
        parts = [denies or f"Nobody in {text(searched(answer.scope))} is found denying it", says]
    else:
        parts = [says or f"Nobody in {text(searched(answer.scope))} is found asserting it", denies]
    return "; ".join(part for part in parts if part) + "."


def _names(voices: Sequence[str]) -> str:
    return listing(voices, most=_NAMED)


def _voices(matches: Sequence[Match], turn: int) -> list[str]:
    """Each voice once, with the mark of its best statement."""
    best: dict[tuple[str, ...], Match] = {}
    for match in matches:
        best.setdefault(name_words(speaker_of(match)), match)
    return [text(speaker_of(m)) + (f" {mark(turn, m.passage)}" if m.passage else "") for m in best.values()]
