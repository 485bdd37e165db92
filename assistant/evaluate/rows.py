"""Cuts a question set's file into rows with their line numbers, so that errors can name the line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from indexer.errors import InputError


def json_rows(text: str, path: Path) -> Iterator[tuple[int, Any]]:
    """Rows of JSON lines, each with its line number; blank lines are skipped."""
    # Not splitlines(): it also breaks at U+2028 and the like, which JSON strings may hold.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{path}:{number}: not JSON at column {error.colno} ({error.msg}): write one JSON object a line"
            ) from None
        yield number, row


def yaml_rows(text: str, path: Path) -> Iterator[tuple[int, Any]]:
    """Rows of a YAML list, or of the list under `questions`, each with the line it starts on."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == "questions"), node)
        if node is not None and not isinstance(node, yaml.SequenceNode):
            raise InputError(f'{path}:{node.start_mark.line + 1}: expected a list of questions: start each with "- "')
        items = node.value if node else []
        rows = [(item.start_mark.line + 1, loader.construct_object(item, deep=True)) for item in items]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}: not YAML ({error.problem}): mend that line") from None
    except yaml.YAMLError as error:
        raise InputError(f"{path}: not YAML ({error}): save it as plain UTF-8 text") from None
    finally:
        loader.dispose()
    yield from rows
