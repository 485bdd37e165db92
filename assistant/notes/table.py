"""Notes as CSV: a row a quotation, safe to open in a spreadsheet."""

import csv
import io

from assistant.notes.record import Note, Notes, web_address
from assistant.show.safe import safe


def write(notes: Notes) -> str:
    """RFC 4180, with a header row. A cell that a spreadsheet would run as a formula starts with an apostrophe."""
    rows = [_row(note, notes) for note in notes.notes]
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, list(rows[0]) if rows else [])
    table.writeheader()
    table.writerows({name: harmless(cell) for name, cell in row.items()} for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """The cell without signs that a terminal obeys, with an apostrophe before a sign that starts a formula."""
    cell = safe(cell)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def _row(note: Note, notes: Notes) -> dict[str, str]:
    source = note.source
    return {
        "quote": note.quote,
        "speaker": note.speaker,
        "role": note.role,
        "stance": note.stance,
        "strength": note.strength,
        "title": source.title,
        "publisher": source.publisher,
        "authors": "; ".join(source.authors),
        "published": source.published,
        "url": web_address(source.url),
        "article": note.article,
        "start": str(note.start),
        "end": str(note.end),
        "question": notes.question,
        "corroboration": notes.level,
        "disputed": ("yes" if notes.disputed else "no") if notes.level else "",
    }
