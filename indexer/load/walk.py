"""Find the articles' files in a folder."""

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from indexer.errors import told
from indexer.origin import shown
from indexer.records import Failure

# What lies beside articles in a folder and is about the folder. Named by itself, such a file is read.
_ABOUT_THE_FOLDER = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|changelog|contributing|provenance)\b.*", re.IGNORECASE
)


def articles_in(folder: Path, kinds: Collection[str], skipped: Callable[[Path], None]) -> Iterator[Path | Failure]:
    """The files of the given kinds in a folder and below it, in the order of names; hidden ones are left out.

    Yields:
        Resolved paths; a failure for a folder that may not be read, and for a folder that holds no such file.
    """
    passed_over = 0

    def count(path: Path) -> None:
        nonlocal passed_over
        passed_over += 1
        skipped(path)

    empty = True
    for found in _walk(folder, kinds, count, {folder}):
        empty = False
        yield found
    if empty:
        others = f" ({passed_over} files of other kinds)" if passed_over else ""
        yield Failure(where=shown(folder), why=f"holds no article{others}: use {', '.join(sorted(kinds))}")


def _walk(
    folder: Path, kinds: Collection[str], skipped: Callable[[Path], None], entered: set[Path]
) -> Iterator[Path | Failure]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield Failure(where=shown(folder), why=told(error))
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        try:
            real = path.resolve()
            is_folder = real.is_dir()
        except (OSError, RuntimeError) as error:
            yield Failure(where=shown(path), why=f"cannot be followed ({error}): remove or mend the link")
            continue
        if is_folder:
            if real not in entered:  # a link back up would otherwise be walked for ever
                entered.add(real)
                yield from _walk(real, kinds, skipped, entered)
        elif path.suffix.lower() not in kinds or _ABOUT_THE_FOLDER.fullmatch(path.stem):
            skipped(path)
        else:
            yield real
