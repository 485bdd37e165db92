"""Makes notes out of an answer or of passages: Markdown footnotes, BibTeX, CSL-JSON, RIS, CSV.

The command line calls `cite(answer, style)` for `twosource cite "QUESTION" [--format md|bibtex|csl|ris|csv] [--last]`.
Quotations are sliced out of their articles and escaped for the format, so that reading a note back gives the article's
characters; BibTeX and RIS alone have no line breaks, and show a run of white space as one space.
"""

from collections.abc import Callable

from assistant.answer import Answer, Cited, Quotation, Source
from assistant.notes import bibtex, csl, markdown, ris, table
from assistant.notes.record import Note, Notes
from assistant.outline import cited
from assistant.show.labels import level_code, standing
from assistant.show.wording import name_of
from indexer.errors import UserError

WRITERS: dict[str, Callable[[Notes], str]] = {
    "md": markdown.write,
    "bibtex": bibtex.write,
    "csl": csl.write,
    "ris": ris.write,
    "csv": table.write,
}
FORMATS = tuple(WRITERS)


def cite(answer: Answer, style: str = "md") -> str:
    """Write notes of an answer: its statements, and the passages it cites that hold none of them.

    Args:
        style: The format, one of `FORMATS`.

    Returns:
        The notes, ending in a line break.

    Raises:
        UserError: The format is unknown, or the answer found nothing to cite.
    """
    check_format(style)
    notes = notes_of(answer)
    if not notes.notes:
        raise UserError(
            f"nothing to cite for {notes.question!r}: no answer was found; ask in other words, or widen the filters"
        )
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
        notes = [_of_statement(said, answer.articles[said.article]) for said in answer.statements]
        covered = {said.passage for said in answer.statements}
        further = (answer.passages[n - 1] for n in sorted(cited(answer) - covered))
        notes += [_of_passage(passage, answer.articles[passage.article]) for passage in further]
    found = answer.corroboration
    return Notes(
        notes=tuple(dict.fromkeys(notes)),
        question=answer.question.text,
        level=level_code(found.level, found.reason) if found else "",
        standing=standing(found, deny=answer.question.deny) if found else "",
        disputed=found is not None and found.disputed,
        explanation=found.explanation if found else "",
    )


def _of_statement(said: Quotation, source: Source) -> Note:
    return Note(
        article=said.article,
        source=source,
        start=said.start,
        end=said.end,
        quote=said.quote,
        speaker=name_of(said),
        role=said.role,
        stance=said.stance,
        strength=said.strength,
    )


def _of_passage(passage: Cited, source: Source) -> Note:
    return Note(article=passage.article, source=source, start=passage.start, end=passage.end, quote=passage.text)
