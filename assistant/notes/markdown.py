"""Notes as Markdown: each quotation with a footnote."""

import re

from assistant.notes.record import Note, Notes, web_address
from indexer.records import Article

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&^!=])")
# What starts a list, a rule or a heading only at the beginning of a line.
AT_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)


def write(notes: Notes) -> str:
    """Block quotations with footnotes [^1], [^2], ..., under the question and its corroboration level."""
    parts = []
    if notes.question:
        parts.append(f"## {escape(notes.question)}")
        if notes.standing:  # none where the question holds no claim
            parts.append(f"**{escape(notes.standing)}.** {escape(notes.explanation)}".rstrip())
    for number, note in enumerate(notes.notes, 1):
        quoted = "\n".join(f"> {line}".rstrip() for line in escape(note.quote).split("\n"))
        parts.append(f"{quoted}[^{number}]")
    parts += [f"[^{number}]: {_footnote(note, notes)}" for number, note in enumerate(notes.notes, 1)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """The text with Markdown's signs made plain, so that it is shown as it is."""
    escaped = SPECIAL.sub(r"\\\1", text)
    return AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] in "-+" else f"{m[1]}{m[2]}\\", escaped)


def _footnote(note: Note, notes: Notes) -> str:
    said = f"{escape(note.said_by)}, in: " if note.said_by else ""
    tail = f" {escape(notes.standing)}." if notes.standing else ""
    return f"{said}{_source(note.article)}; {escape(note.place)}.{tail}"


def _source(article: Article) -> str:
    url = web_address(article.url)
    # An address in angle brackets ends at ">", and has no escapes.
    link = f"<{url.replace('<', '%3C').replace('>', '%3E')}>" if url else ""
    title = f"“{escape(' '.join(article.title.split()))}”" if article.title else ""
    fields = [escape(", ".join(article.authors)), title, escape(article.publisher), escape(article.published), link]
    return ", ".join(field for field in fields if field) or escape(article.id)
