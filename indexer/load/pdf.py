"""Load a .pdf file: the only module that imports pypdf. Lines that only the page's width broke are joined."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import InputError
from indexer.load.base import Metadata, id_of_path, make_article, newlines, read_bytes
from indexer.origin import shown
from indexer.records import Article

_ENDS_PARAGRAPH = re.compile(r"[.!?…:][\"'”’)\]]*$")
_FULL_LINE = 0.85  # of the page's usual line length: a shorter line that ends a sentence ends a paragraph
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


def load_pdf(path: Path, *, max_mb: float) -> Iterator[Article]:
    """One article.

    Raises:
        InputError: It cannot be read, is locked, or holds pictures of text only.
    """
    yield article_of_pdf(read_bytes(path, max_mb), id=id_of_path(path), origin=shown(path), url="", max_mb=max_mb)


def article_of_pdf(data: bytes, *, id: str, origin: str, url: str, max_mb: float) -> Article:
    """The article of one PDF document.

    Raises:
        InputError: As `load_pdf`.
    """
    if not data:
        raise InputError("is empty: there is nothing to index")
    pages, title, author = _read(data)
    text = "\n\n".join(filter(None, (_reflowed(newlines(page)) for page in pages)))
    if not text.strip():
        raise InputError("holds no text, perhaps only pictures of pages: run it through text recognition (OCR) first")
    # A PDF's creation date is the file's, not the publication's, so it is left out.
    return make_article(
        id=id,
        text=text.replace("\0", ""),
        origin=origin,
        metadata=Metadata(title=title, authors=author, url=url),
        max_mb=max_mb,
    )


def _read(data: bytes) -> tuple[list[str], str, str]:
    """The pages' texts, the title and the author."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # its warnings are about the file's making, not its text
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("is locked by a password: save a copy without one")
        pages = [page.extract_text() for page in reader.pages]
        about = reader.metadata
        return pages, (about and about.title) or "", (about and about.author) or ""
    except InputError:
        raise
    except Exception as error:  # pypdf raises many kinds on broken files, and RecursionError
        raise InputError(f"cannot be read as a PDF ({type(error).__name__}): open it and save it again") from error


def _reflowed(page: str) -> str:
    """A page's lines as paragraphs: PDF knows lines only."""
    lines = [line.strip() for line in page.split("\n")]
    while lines and (not lines[-1] or _PAGE_NUMBER.fullmatch(lines[-1])):
        lines.pop()
    lengths = sorted(len(line) for line in lines if line)
    full = _FULL_LINE * lengths[int(len(lengths) * 0.9)] if lengths else 0
    text = ""
    ended = True
    for line in lines:
        if not line:
            ended = True
            continue
        if not text:
            text = line
        elif ended:
            text += "\n\n" + line
        elif text.endswith("-") and text[-2:-1].isalpha() and line[0].islower():
            text = text[:-1] + line
        else:
            text += " " + line
        short = len(line) < full
        ended = short and (bool(_ENDS_PARAGRAPH.search(line)) or len(line) < full / 2)
    return text
