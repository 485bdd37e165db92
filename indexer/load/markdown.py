"""Load a .md file: YAML front matter gives the metadata, the text is what follows it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.errors import InputError
from indexer.load.base import Metadata, id_of_path, make_article, newlines, plain, read_bytes
from indexer.load.encoding import decode
from indexer.origin import shown
from indexer.records import Article

_FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MOST_VALUES = 10_000
_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")
_HEADING = re.compile(r"\A#{1,2}[^\S\n]+(.{1,200}?)[^\S\n]*#*[^\S\n]*$", re.MULTILINE)


def load_markdown(path: Path, *, max_mb: float) -> Iterator[Article]:
    """One article; its id is the front matter's `id`, else made of the path.

    Raises:
        InputError: It cannot be read, or its front matter is no YAML mapping.
    """
    front, text = split_front_matter(newlines(decode(read_bytes(path, max_mb))))
    heading = _HEADING.match(text)
    yield make_article(
        id=plain(front.get("id")) or id_of_path(path),
        text=text,
        origin=shown(path),
        metadata=Metadata(
            title=front.get("title") or (heading.group(1) if heading else ""),
            publisher=front.get("publisher") or front.get("source"),
            published=front.get("published") or front.get("date"),
            authors=front.get("authors") or front.get("author"),
            url=front.get("url"),
            language=front.get("language") or front.get("lang"),
        ),
        max_mb=max_mb,
    )


def _check_size(front: object) -> None:
    """Refuse values that refer to themselves, or to others that do so again and again: a few lines can mean millions.

    Raises:
        InputError: Written out, the front matter would have more than `_MOST_VALUES` values.
    """
    waiting, count = [front], 0
    while waiting:
        value = waiting.pop()
        count += 1
        if count > _MOST_VALUES:
            raise InputError(
                f"its front matter stands for more than {_MOST_VALUES} values, by names that refer to others (YAML's "
                "* and &): write the values out"
            )
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple | set):
            waiting += value


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Front matter as a mapping, and the text behind it without leading blank lines.

    Raises:
        InputError: What stands between the "---" lines is no YAML mapping.
    """
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    from frontmatter.default_handlers import YAMLHandler

    try:
        front = YAMLHandler().load(found.group(1))
    except Exception as error:  # PyYAML raises its own errors, ValueError for impossible dates, RecursionError
        reason = " ".join(str(error).split())[:200]
        raise InputError(
            f"its front matter is not valid YAML ({reason}): mend the lines between the --- lines"
        ) from error
    if front is None:
        front = {}
    if not isinstance(front, dict):
        raise InputError("its front matter is not a list of `key: value` lines: mend the lines between the --- lines")
    _check_size(front)
    return front, _BLANK_LINES.sub("", text[found.end() :])
