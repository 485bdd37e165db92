"""Read articles out of files, folders, web pages and feeds; what cannot be read is reported, and the rest goes on."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from indexer.errors import InputError
from indexer.load.base import why_unreadable
from indexer.load.feed import load_feed
from indexer.load.html import load_html
from indexer.load.jsonl import load_jsonl
from indexer.load.markdown import load_markdown
from indexer.load.pdf import load_pdf
from indexer.load.text import load_text
from indexer.load.walk import articles_in
from indexer.load.web import is_url, load_url
from indexer.records import Article, Failure

_Loader = Callable[..., Iterator[Article | Failure]]
_LOADERS: dict[str, _Loader] = {
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
_LINE = re.compile(r"#(\d+)$")  # an origin names a line as "file#7", a report as "file:7"
# In a folder, .xml is seldom a feed.
IN_FOLDERS = frozenset(_LOADERS) - {".xml"}


def load(
    inputs: Sequence[str], *, max_mb: float = 20, skipped: Callable[[Path], None] = lambda path: None
) -> Iterator[Article | Failure]:
    """Read every article of the inputs.

    Args:
        inputs: Files, folders (searched through, in the order of names) and http(s) addresses.
        max_mb: Most million bytes an article may have, its file included.
        skipped: Told each file of a folder that is no article by its type or name; one named itself is a failure.

    Yields:
        Articles in the order of the inputs, and a failure for everything that could not be read. Ids are unique:
        a second article of the same id is a failure. A file that is named twice is read once.
    """
    places: dict[str, str] = {}
    for found in _load(inputs, max_mb, skipped):
        if not isinstance(found, Article):
            yield found
        elif found.id not in places:
            places[found.id] = found.origin
            yield found
        elif found.origin != places[found.id]:
            why = f"has the id {found.id!r} of {places[found.id]}: give one of them another id"
            yield Failure(where=_LINE.sub(r":\1", found.origin), why=why)


def _load(inputs: Sequence[str], max_mb: float, skipped: Callable[[Path], None]) -> Iterator[Article | Failure]:
    seen: set[Path] = set()
    for given in inputs:
        if is_url(given):
            yield from _guarded(given, load_url(given, max_mb=max_mb))
            continue
        try:
            path = Path(given).expanduser().resolve()
            is_folder = path.is_dir()
        except (OSError, ValueError, RuntimeError) as error:
            yield Failure(where=given, why=_why_no_path(error))
            continue
        for file in articles_in(path, IN_FOLDERS, skipped) if is_folder else [path]:
            if isinstance(file, Failure):
                yield file
            elif file not in seen:
                seen.add(file)
                yield from _load_file(file, max_mb)


def _load_file(path: Path, max_mb: float) -> Iterator[Article | Failure]:
    loader = _LOADERS.get(path.suffix.lower())
    if loader is not None:
        yield from _guarded(path.as_posix(), loader(path, max_mb=max_mb))
    elif not path.exists():
        yield Failure(where=path.as_posix(), why=why_unreadable(FileNotFoundError()))
    else:
        kinds = ", ".join(sorted(_LOADERS))
        yield Failure(
            where=path.as_posix(), why=f"is of a type we cannot read ({path.suffix or 'no ending'}): use {kinds}"
        )


def _guarded(where: str, found: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    try:
        yield from found
    except InputError as error:
        yield Failure(where=where, why=str(error))


def _why_no_path(error: Exception) -> str:
    return why_unreadable(error) if isinstance(error, OSError) else f"is no path ({error}): check the spelling"
