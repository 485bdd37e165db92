"""Notes as CSL-JSON, which Zotero, pandoc and others read: one item an article."""

from typing import Any

from assistant.notes.record import Notes, date_parts, web_address
from assistant.show.printing import as_text

QUOTATION = ("quote", "start", "end", "speaker", "role", "stance", "strength")


def write(notes: Notes) -> str:
    """Items of type article-newspaper. `note` tells everything to a reader, `custom.quotations` to a program."""
    items = []
    for article, source, quoted in notes.by_article():
        fields: dict[str, Any] = {
            "title": source.title,
            "author": [{"literal": author} for author in source.authors],
            "container-title": source.publisher,
            "issued": {"date-parts": [parts]} if (parts := date_parts(source.published)) else None,
            "URL": web_address(source.url),
            "language": source.language,
            "note": "\n".join(notes.remark(note) for note in quoted),
        }
        custom: dict[str, Any] = {"quotations": [{name: getattr(note, name) for name in QUOTATION} for note in quoted]}
        if notes.question:
            custom |= {"question": notes.question, "corroboration": notes.level, "disputed": notes.disputed}
        kept = {name: value for name, value in fields.items() if value}
        items.append({"id": article, "type": "article-newspaper", **kept, "custom": custom})
    return as_text(items, indent=2) + "\n"
