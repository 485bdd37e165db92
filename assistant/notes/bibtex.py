"""Notes as BibTeX: one entry an article, its quotations in the entry's note."""

import re
import unicodedata

from assistant.answer import Source
from assistant.notes.record import Notes, date_parts, one_line, web_address

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}


def write(notes: Notes) -> str:
    """Entries with unique keys like `post2017taliban`; UTF-8, which biber and modern BibTeX read."""
    keys: set[str] = set()
    entries = []
    for _, source, quoted in notes.by_article():
        fields = {
            # Braces keep a name in one piece, whatever commas or "and" it holds.
            "author": " and ".join(f"{{{escape(author)}}}" for author in source.authors),
            # Twice: BibTeX styles change the case of a title that stands in one pair of braces.
            "title": f"{{{escape(source.title)}}}" if source.title else "",
            "journal": escape(source.publisher),
            **_date(source),
            "url": _address(source.url),
            "note": escape(" ".join(notes.remark(note) for note in quoted)),
        }
        body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        entries.append(f"@article{{{_key(source, keys)},\n{body}}}\n")
    return "\n".join(entries)


def escape(text: str) -> str:
    """The text as TeX shows it: specials as commands, braces as words, so that entries stay balanced."""
    return "".join(SPECIAL.get(sign, sign) for sign in one_line(text))


def _date(source: Source) -> dict[str, str]:
    names = ("year", "month", "day")
    return {name: str(part) for name, part in zip(names, date_parts(source.published), strict=False)}


def _address(url: str) -> str:
    unsafe = {"{": "%7B", "}": "%7D", "\\": "%5C"}
    return "".join(unsafe.get(sign, sign) for sign in web_address(url))


def _key(source: Source, taken: set[str]) -> str:
    name = unicodedata.normalize("NFKD", f"{source.publisher} {source.title}")
    words = re.findall(r"[a-z0-9]+", re.sub(r"^the ", "", name.encode("ascii", "ignore").decode().lower()))
    year = source.published[:4] if date_parts(source.published) else ""
    base = (words[0] if words else "article") + year + max(words[1:], key=len, default="")
    key, n = base, 1
    while key in taken:
        n += 1
        key = f"{base}-{n}"
    taken.add(key)
    return key
