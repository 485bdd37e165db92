"""The articles of a catalog of an earlier layout, which is read for nothing else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from indexer.catalog import rows
from indexer.catalog.connection import FILE, connect, explained
from indexer.catalog.schema import VERSION
from indexer.records import Article


def is_earlier(folder: Path) -> bool:
    """Whether an index has another layout than today's.

    Raises:
        IndexMissingError, IndexDamagedError: There is none, or it cannot be read.
    """
    with closing(connect(folder, write=False)) as db, explained(folder / FILE):
        found = db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return not found or found[0] != VERSION


def articles_in(folder: Path) -> Iterator[Article]:
    """All articles of an index, whatever its layout and their state.

    Raises:
        IndexMissingError, IndexDamagedError: There is none, or its articles cannot be read.
    """
    with closing(connect(folder, write=False)) as db, explained(folder / FILE):
        for (key,) in db.execute("SELECT key FROM articles ORDER BY key").fetchall():
            row = db.execute(f"SELECT {rows.ARTICLE} FROM articles WHERE key = ?", (key,)).fetchone()
            yield rows.article_of(row)
