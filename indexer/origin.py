"""Where an article was read from, as text that can be stored, printed and compared. Pure."""

import os
import re
from pathlib import Path

_LINE = re.compile(r"(\.(?:jsonl|ndjson))#(\d+)\Z", re.IGNORECASE)


def shown(path: Path) -> str:
    r"""A path as text; bytes of its name that are no UTF-8 stand as "\xe9"."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def line_of(path: Path, number: int) -> str:
    """The origin of a line of a .jsonl file: "articles.jsonl#7"."""
    return f"{shown(path)}#{number}"


def file_of(origin: str) -> str:
    """The file of an origin, without its line: "articles.jsonl#7" lies in "articles.jsonl"; "story #2.txt" is one."""
    return _LINE.sub(r"\1", origin)


def place_of(origin: str) -> str:
    """An origin as reports and compilers write it: "articles.jsonl:7"."""
    return _LINE.sub(r"\1:\2", origin)
