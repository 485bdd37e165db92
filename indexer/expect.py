"""How many articles inputs may hold, counted without reading them, for the time left on a progress bar."""

from collections.abc import Sequence
from pathlib import Path

from indexer.load import IN_FOLDERS
from indexer.load.walk import articles_in


def expected(inputs: Sequence[str]) -> int:
    """An estimate: a file or an address is one article, and a .jsonl file one a line."""
    return sum(_expected(Path(one).expanduser()) if "://" not in one else 1 for one in inputs)


def _expected(path: Path) -> int:
    try:
        files = articles_in(path, IN_FOLDERS, lambda _: None) if path.is_dir() else [path]
        return sum(_lines(file) if isinstance(file, Path) else 1 for file in files)
    except (OSError, ValueError):
        return 1  # reading it will say what is wrong


def _lines(file: Path) -> int:
    if file.suffix.lower() not in (".jsonl", ".ndjson"):
        return 1
    with file.open("rb") as lines:
        return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b"")) or 1
