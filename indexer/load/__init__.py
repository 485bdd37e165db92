"""Read articles out of files, folders, web pages and feeds; what cannot be read is reported, and the rest goes on."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from indexer.errors import told
from indexer.load.one import LOADERS
from indexer.load.walk import articles_in
from indexer.load.web import is_url
from indexer.origin import place_of, shown
from indexer.records import Article, Failure

Read = Callable[[str], Iterator[Article | Failure]]
# In a folder, .xml is seldom a feed.
IN_FOLDERS = frozenset(LOADERS) - {".xml"}


def load(
    inputs: Sequence[str], *, read: Read, skipped: Callable[[Path], None] = lambda _: None
) -> Iterator[Article | Failure]:
    """Read every article of the inputs.

    Args:
        inputs: Files, folders (searched through, in the order of names) and http(s) addresses.
        read: Reads one file or address: `ReadingProcess.read`, which no input can stop, or `read_input` right here.
        skipped: Told each file of a folder that is no article by its type or name; one named itself is a failure.

    Yields:
        Articles in the order of the inputs, and a failure for everything that could not be read. Ids are unique:
        a second article of the same id is a failure. A file that is named twice is read once.
    """
    places: dict[str, str] = {}
    for found in _load(inputs, read, skipped):
        if not isinstance(found, Article):
            yield found
        elif found.id not in places:
            places[found.id] = found.origin
            yield found
        elif found.origin != places[found.id]:
            why = f"has the id {found.id!r} of {places[found.id]}: give one of them another id"
            yield Failure(where=place_of(found.origin), why=why)


def _load(inputs: Sequence[str], read: Read, skipped: Callable[[Path], None]) -> Iterator[Article | Failure]:
    seen: set[Path] = set()
    for given in inputs:
        if is_url(given):
            yield from read(given)
            continue
        try:
            path = Path(given).expanduser().resolve()
            files = articles_in(path, IN_FOLDERS, skipped) if path.is_dir() else iter([path])
        except (ValueError, RuntimeError) as error:  # a NUL in it, or no home to expand "~" to
            yield Failure(where=shown(Path(given)), why=f"is no path ({error}): check the spelling")
            continue
        except OSError as error:
            yield Failure(where=shown(Path(given)), why=told(error))
            continue
        for file in files:
            if isinstance(file, Failure):
                yield file
            elif file not in seen:
                seen.add(file)
                yield from read(str(file))
