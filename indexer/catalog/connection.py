"""Open the SQLite file, and turn what SQLite reports into errors that a user can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import IndexBusyError, IndexDamagedError, IndexMissingError, StorageError

FILE = "catalog.sqlite3"
BUSY_SECONDS = 10.0

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_STORAGE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about the file at `path` as errors of ours; a mistake in our SQL stays what it is.

    Raises:
        IndexBusyError, IndexDamagedError, StorageError: Saying which file, and what to do.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
        if code in _BUSY:
            raise IndexBusyError(
                f"another process is writing to {path}: wait until it is done, then try again"
            ) from error
        if code in _DAMAGED or "no such table" in str(error) or "no such column" in str(error):
            raise IndexDamagedError(
                f"{path} is damaged ({error}): restore it from a backup, or delete the folder and index again"
            ) from error
        if code in _STORAGE:
            raise StorageError(
                f"{path} cannot be written or read ({error}): free some space, or check the folder's permissions"
            ) from error
        raise


def connect(folder: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the catalog of an index folder; the file must exist unless `write`.

    The threads of the web chat share it: SQLite serialises their calls, and every statement is fetched whole.

    Raises:
        IndexMissingError: There is no catalog here.
        StorageError: The folder cannot be used.
    """
    path = folder / FILE
    if write:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"cannot make the folder {folder} ({error.strerror}): choose another --index") from error
    elif not path.is_file():
        raise IndexMissingError(folder)
    with explained(path):
        return _writer(path) if write else _reader(path)


def _writer(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    # Safe against a killed process in WAL mode; a power cut may cost the last transactions, never the file.
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _reader(path: Path) -> sqlite3.Connection:
    uri = path.resolve().as_uri()
    try:
        db = _open(f"{uri}?mode=ro")
    except sqlite3.OperationalError:
        # WAL needs a file beside the catalog; on a read-only disk nobody writes, and SQLite may be told so.
        db = _open(f"{uri}?mode=ro&immutable=1")
    return db


def _open(uri: str) -> sqlite3.Connection:
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        db.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error:
        db.close()
        raise
    return db
