"""Read one input, whatever it is: everything that can be wrong with it becomes a failure of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.errors import InputError, told
from indexer.load.feed import load_feed
from indexer.load.html import load_html
from indexer.load.jsonl import load_jsonl
from indexer.load.markdown import load_markdown
from indexer.load.pdf import load_pdf
from indexer.load.text import load_text
from indexer.load.web import is_url, load_url
from indexer.origin import shown
from indexer.records import Article, Failure

LOADERS: dict[str, Callable[..., Iterator[Article | Failure]]] = {
    ".txt": load_text,
    ".text": load_text,
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".jsonl": load_jsonl,
    ".ndjson": load_jsonl,
    ".html": load_html,
    ".htm": load_html,
    ".xhtml": load_html,
    ".pdf": load_pdf,
    ".rss": load_feed,
    ".atom": load_feed,
    ".xml": load_feed,
}


def read_input(given: str, *, max_mb: float) -> Iterator[Article | Failure]:
    """The articles of one file or address, and a failure for what could not be read; nothing is raised.

    Args:
        given: A path, or an http(s) address.
        max_mb: Most million bytes an article may have, its file included.
    """
    try:
        yield from load_url(given, max_mb=max_mb) if is_url(given) else _load_file(Path(given), max_mb)
    except Exception as error:  # an input is any bytes at all, and must not stop the others
        yield Failure(where=given if is_url(given) else shown(Path(given)), why=told(error))


def _load_file(path: Path, max_mb: float) -> Iterator[Article | Failure]:
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        path.stat()
        kinds = ", ".join(sorted(LOADERS))
        raise InputError(f"is of a type we cannot read ({path.suffix or 'no ending'}): use {kinds}")
    yield from loader(path, max_mb=max_mb)
