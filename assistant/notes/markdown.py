"""Notes as Markdown: each quotation with a footnote."""

import re

from assistant.notes.record import Note, Notes, one_line, web_address
from assistant.show.safe import safe

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&^!=])")
# What starts a list, a rule or a heading only at the beginning of a line.
AT_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)


def write(notes: Notes) -> str:
    """Block quotations with footnotes [^1], [^2], ..., under the question and its corroboration level."""
    parts = []
    if notes.question:
        parts.append(f"## {_line(notes.question)}")
        if notes.standing:  # none where the question holds no claim
            parts.append(f"**{_line(notes.standing)}.** {_line(notes.explanation)}".rstrip())
    for number, note in enumerate(notes.notes, 1):
        quoted = "\n".join(f"> {line}".rstrip() for line in escape(note.quote).split("\n"))
        parts.append(f"{quoted}[^{number}]")
    parts += [f"[^{number}]: {_footnote(note, notes)}" for number, note in enumerate(notes.notes, 1)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """The text with Markdown's signs made plain, so that it is shown as it is."""
    escaped = SPECIAL.sub(r"\\\1", safe(text))
    return AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] in "-+" else f"{m[1]}{m[2]}\\", escaped)


def _footnote(note: Note, notes: Notes) -> str:
    said = f"{_line(note.said_by)}, in: " if note.said_by else ""
    tail = f" {_line(notes.standing)}." if notes.standing else ""
    return f"{said}{_source(note)}; {_line(note.place)}.{tail}"


def _source(note: Note) -> str:
    article = note.source
    url = web_address(article.url)
    # An address in angle brackets ends at ">", and has no escapes.
    link = f"<{url.replace('<', '%3C').replace('>', '%3E')}>" if url else ""
    title = f"“{_line(article.title)}”" if article.title else ""
    fields = [_line(", ".join(article.authors)), title, _line(article.publisher), _line(article.published), link]
    return ", ".join(field for field in fields if field) or _line(note.article)


def _line(text: str) -> str:
    """As `escape`, on one line: a heading or a footnote ends at a line break."""
    return escape(one_line(text))
