"""Makes an index of an earlier layout anew out of the articles that it holds: nothing is looked for again."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from indexer.catalog import articles_in, is_earlier
from indexer.errors import InputError, StorageError
from indexer.pipeline import Progress, index
from indexer.records import IndexReport
from indexer.wiring import Index


def upgrade(
    folder: Path, opened: Callable[[Path], Index], progress: Callable[[Progress], None] = lambda _: None
) -> IndexReport:
    """Index the articles of an earlier layout's index into one of today's, which takes its place.

    The new one grows beside it (`index.new`), and a run that was stopped is gone on with; the earlier one is kept as
    `index.old`.

    Args:
        opened: Opens an index for writing, made where there is none.

    Raises:
        InputError: The index has today's layout.
        IndexMissingError, IndexDamagedError: There is none, or its articles cannot be read.
        StorageError: There is an `index.old` already, or a folder cannot be renamed.
    """
    folder = folder.resolve()
    new, old = (folder.with_name(f"{folder.name}.{which}") for which in ("new", "old"))
    if not is_earlier(folder):
        raise InputError(f"{folder} has today's layout: there is nothing to upgrade")
    if old.exists():
        raise StorageError(f"{old} is there already: move it away, then run `twosource upgrade` again")
    with closing(opened(new)) as fresh:
        parts = replace(fresh.parts(), load=lambda _, skipped: articles_in(folder))  # noqa: ARG005
        report = index([], parts, progress=progress)
    try:
        folder.rename(old)
        new.rename(folder)
    except OSError as error:
        raise StorageError(f"{new} could not take the place of {folder} ({error}): rename it yourself") from error
    return report
