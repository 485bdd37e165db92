"""Makes notes out of an answer or of passages: Markdown footnotes, BibTeX, CSL-JSON, RIS, CSV.

The command line calls `cite(answer, style)` for `twosource cite "QUESTION" [--format md|bibtex|csl|ris|csv] [--last]`.
Quotations are sliced out of their articles and escaped for the format, so that reading a note back gives the article's
characters; BibTeX and RIS alone have no line breaks, and show a run of white space as one space.
"""

import re
from collections.abc import Callable, Sequence

from assistant.notes import bibtex, csl, markdown, ris, table
from assistant.notes.record import Note, Notes
from assistant.records import Answer, Hit, Match
from assistant.show.labels import UNNAMED_VOICE, level_code, level_words
from indexer.errors import UserError

WRITERS: dict[str, Callable[[Notes], str]] = {
    "md": markdown.write,
    "bibtex": bibtex.write,
    "csl": csl.write,
    "ris": ris.write,
    "csv": table.write,
}
FORMATS = tuple(WRITERS)
MARK = re.compile(r"(?<!\\)\[(\d+)\]")


def cite(what: Answer | Sequence[Hit], style: str = "md") -> str:
    """Write notes.

    Args:
        what: An answer: its statements, and the passages it cites that hold none of them. Or passages, in any number.
        style: The format, one of `FORMATS`.

    Returns:
        The notes, ending in a line break.

    Raises:
        UserError: The format is unknown, or the answer found nothing to cite.
    """
    check_format(style)
    notes = notes_of(what) if isinstance(what, Answer) else Notes(notes=tuple(map(_of_passage, what)))
    if not notes.notes:
        about = f" for {notes.question!r}" if notes.question else ""
        raise UserError(f"nothing to cite{about}: no answer was found; ask in other words, or widen the filters")
    return WRITERS[style](notes)


def check_format(style: str) -> None:
    """Refuse a format that is none of ours.

    Raises:
        UserError: Naming those there are.
    """
    if style not in WRITERS:
        raise UserError(f"unknown format {style!r} for notes: choose one of {', '.join(FORMATS)}")


def notes_of(answer: Answer) -> Notes:
    """An answer's notes, statements first. An answer that abstained has none: its passages are only the nearest."""
    notes: list[Note] = []
    if not answer.abstained:
        notes = [_of_match(match) for match in answer.matches]
        covered = {match.passage for match in answer.matches}
        marked = [int(number) for number in MARK.findall(answer.markdown)]
        cited = [n for n in dict.fromkeys(marked) if 1 <= n <= len(answer.passages) and n not in covered]
        notes += [_of_passage(answer.passages[n - 1]) for n in cited]
    found = answer.corroboration
    return Notes(
        notes=tuple(dict.fromkeys(notes)),
        question=answer.question.text,
        level=level_code(found.level, found.reason) if found else "",
        words=tuple(level_words(found)) if found else (),
        disputed=found is not None and found.disputed,
        explanation=found.explanation if found else "",
    )


def _of_match(match: Match) -> Note:
    statement, article = match.statement, match.article
    return Note(
        article=article,
        start=statement.start,
        end=statement.end,
        quote=article.text[statement.start : statement.end],
        speaker=statement.voice or article.publisher or UNNAMED_VOICE,
        role=statement.role,
        stance=match.stance,
        strength=match.strength,
    )


def _of_passage(hit: Hit) -> Note:
    passage = hit.passage
    quote = hit.article.text[passage.start : passage.end]
    return Note(article=hit.article, start=passage.start, end=passage.end, quote=quote)
