"""Writes a reader's rulings into their file, and takes them out again; what else the file holds, comments too, stays.

A file is replaced as a whole, so that whoever reads it meanwhile reads the old one or the new one.
"""

import os
from pathlib import Path

import tomlkit
from filelock import FileLock
from tomlkit.exceptions import TOMLKitError

from indexer.errors import SettingsError, UserError
from indexer.parties.rulings import UNSAID, Ruling, Rulings, Unsaid, read_rulings, rulings_file


def rule(index: Path, ruling: Ruling | Unsaid) -> Rulings:
    """Write a ruling; one that is there already changes nothing.

    Returns:
        All rulings on the index.

    Raises:
        UserError: It contradicts another, names nobody, or the file cannot be written or read.
    """
    return _changed(index, ruling, there=True)


def take_back(index: Path, ruling: Ruling | Unsaid) -> Rulings:
    """Take a ruling out of the file; one that is not there changes nothing. As `rule` otherwise."""
    return _changed(index, ruling, there=False)


def _changed(index: Path, ruling: Ruling | Unsaid, *, there: bool) -> Rulings:
    file = rulings_file(index)
    key, given = (UNSAID, list(ruling)) if isinstance(ruling, Unsaid) else (ruling.kind, list(ruling.names))
    try:
        with FileLock(f"{file}.lock", timeout=10):
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            document = tomlkit.parse(before)
            kept = [one for one in document.get(key, []) if list(one) != given]
            document[key] = [*kept, given] if there else kept
            _write(file, tomlkit.dumps(document))
            try:
                return read_rulings(index)
            except SettingsError:
                _write(file, before)
                raise
    except TOMLKitError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}") from error
    except (OSError, UnicodeError, TimeoutError) as error:
        raise UserError(f"{file} cannot be written ({error}): check who may write there") from error


def _write(file: Path, text: str) -> None:
    """Replace the file as a whole; an empty one is none."""
    if not text.strip():
        file.unlink(missing_ok=True)
        return
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, file)
