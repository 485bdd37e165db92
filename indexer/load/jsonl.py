"""Load a .jsonl file: one article a line; a bad line is reported and the others go on."""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer.errors import InputError, told
from indexer.load.base import Metadata, make_article
from indexer.load.encoding import BINARY
from indexer.origin import line_of, place_of
from indexer.records import Article, Failure

_ESCAPED = 6  # most bytes of a line for one byte of text, as "\\u00e9"
_METADATA = 1_000_000  # bytes of a line that may be other fields


def load_jsonl(path: Path, *, max_mb: float) -> Iterator[Article | Failure]:
    """An article or a failure for every line that is not blank.

    Raises:
        InputError: The file cannot be read at all.
    """
    longest = int(max_mb * 1_000_000 * _ESCAPED) + _METADATA
    empty = True
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file, longest), start=1):
                if number == 1 and b"\0" in line:
                    raise InputError(_why_not_utf_8(line))
                if not line.strip():
                    continue
                empty = False
                where = line_of(path, number)
                try:
                    yield _article(line, origin=where, longest=longest, max_mb=max_mb)
                except Exception as error:  # a line is any JSON at all, and must not stop the others
                    yield Failure(where=place_of(where), why=told(error))
    except OSError as error:
        raise InputError(told(error)) from error
    if empty:
        raise InputError("is empty: there is nothing to index")


def _lines(file: Any, longest: int) -> Iterator[bytes]:
    """Lines, of which one that is too long is given one byte too long, so that no line fills the memory."""
    while line := file.readline(longest + 1):
        yield line
        rest = line
        while len(rest) > longest and not rest.endswith(b"\n"):
            rest = file.readline(longest + 1)


def _article(line: bytes, *, origin: str, longest: int, max_mb: float) -> Article:
    if len(line) > longest and not line.endswith(b"\n"):
        raise InputError(f"is longer than an article may be ({max_mb:g} MB): split it, or raise max_article_mb")
    try:
        fields = json.loads(line.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError("is not in UTF-8: save the file again as UTF-8") from None
    except json.JSONDecodeError as error:
        # Within one line: where its "\n" is missed, json counts a second one.
        where = f"{error.msg} at character {min(error.pos, len(error.doc.rstrip())) + 1:,}"
        raise InputError(f"is not valid JSON ({where}): mend the line, each line must be one JSON object") from None
    except ValueError:  # Python's bound on the digits of a number
        raise InputError("is not an article (a number has thousands of digits): mend the line") from None
    except RecursionError:
        raise InputError("is not an article (its JSON is nested too deeply): mend the line") from None
    if not isinstance(fields, dict):
        raise InputError(f'is a JSON {_kind(fields)}, not an object: write {{"id": ..., "text": ...}}')
    return make_article(
        id=_id(fields),
        text=_text(fields),
        origin=origin,
        metadata=Metadata(
            title=fields.get("title"),
            publisher=fields.get("publisher"),
            published=fields.get("published"),
            authors=fields.get("authors") or fields.get("author"),
            url=fields.get("url"),
            language=fields.get("language"),
        ),
        max_mb=max_mb,
    )


def _id(fields: dict[str, Any]) -> str:
    given = fields.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if isinstance(given, float):
        raise InputError(f'has the number {given} as its "id": give the article a text or a whole number')
    if not isinstance(given, str) or not given.strip():
        raise InputError(f'has no usable "id" (found {_shown(given)}): give the article a text or a number as its id')
    return given


def _text(fields: dict[str, Any]) -> str:
    given = fields.get("text")
    if not isinstance(given, str):
        raise InputError(f'has no "text" (found {_shown(given)}): give the article\'s text as a JSON string')
    return given


def _shown(value: object) -> str:
    return "nothing" if value is None else f"a JSON {_kind(value)}"


def _kind(value: object) -> str:
    names = {dict: "object", list: "list", str: "string", bool: "boolean", type(None): "null"}
    return names.get(type(value), "number")


def _why_not_utf_8(line: bytes) -> str:
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "is in UTF-16, and .jsonl must be in UTF-8: save it again as UTF-8"
    return BINARY
