"""Notes as RIS, which EndNote, Mendeley and others read: one record an article, a note a quotation."""

from assistant.notes.record import Notes, date_parts, one_line, web_address


def write(notes: Notes) -> str:
    """Records of type NEWS; lines end in CR LF, as the format asks."""
    lines: list[str] = []
    for article, source, quoted in notes.by_article():
        parts = date_parts(source.published)
        date = "/".join(f"{part:02d}" for part in parts) + "/" * (3 - len(parts)) if parts else ""
        fields = [
            ("TY", "NEWS"),
            *(("AU", author) for author in source.authors),
            ("TI", source.title),
            ("T2", source.publisher),
            ("PY", f"{parts[0]:04d}" if parts else ""),
            ("DA", date),
            ("UR", web_address(source.url)),
            ("LA", source.language),
            ("AN", article),
            *(("N1", notes.remark(note)) for note in quoted),
        ]
        # A tag is read at the start of any line: a line break inside a text would let the text write fields.
        lines += [f"{tag}  - {one_line(value)}" for tag, value in fields if value] + ["ER  - ", ""]
    return "\r\n".join(lines) + "\r\n" if lines else ""
