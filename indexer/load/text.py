"""Load a .txt file: the text is the whole file, the title its first line."""

from collections.abc import Iterator
from pathlib import Path

from indexer.load.base import Metadata, id_of_path, make_article, newlines, read_bytes
from indexer.load.encoding import decode
from indexer.origin import shown
from indexer.records import Article


def load_text(path: Path, *, max_mb: float) -> Iterator[Article]:
    """One article.

    Raises:
        InputError: It cannot be read, or is no text.
    """
    text = newlines(decode(read_bytes(path, max_mb)))
    yield make_article(id=id_of_path(path), text=text, origin=shown(path), metadata=Metadata(), max_mb=max_mb)
