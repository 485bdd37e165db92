"""What a reader may change from the chat: rulings on people, owners and statements. Nothing in a click is trusted."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

from assistant.answer import Answer
from assistant.web.focus import number_of
from indexer.errors import UserError
from indexer.parties.ruling import rule, take_back
from indexer.parties.rulings import Kind, Ruling, Rulings, Unsaid, read_rulings

Click = Mapping[str, Any]
LONGEST = 300  # letters of a name


class Changes:
    """The rulings on one index, as a reader makes them and takes them back.

    Args:
        index: The index's folder.
    """

    def __init__(self, index: Path) -> None:
        self._index = index

    def rulings(self) -> Rulings:
        """What is ruled.

        Raises:
            UserError: The file cannot be read.
        """
        return read_rulings(self._index)

    def contest(self, click: Click, answer_of: Callable[[int], Answer | None]) -> str:
        """Write what a click rules.

        Returns:
            The question whose answer it changes, to be asked again; "" where it is not known.

        Raises:
            UserError: The click rules nothing, or contradicts another ruling, or the file cannot be written.
        """
        answer = answer_of(number_of(click.get("turn")))
        rule(self._index, self._unsaid(click, answer) if click.get("contest") == "does_not_say" else _ruling(click))
        return answer.question.text if answer else ""

    def undo(self, click: Click) -> None:
        """Take back the ruling that a click names by its position in the list of all.

        Raises:
            UserError: The file cannot be written.
        """
        every, at = listed(self.rulings()), number_of(click.get("item"))
        if 0 <= at < len(every):
            take_back(self._index, every[at])

    def _unsaid(self, click: Click, answer: Answer | None) -> Unsaid:
        item = number_of(click.get("item"))
        if answer is None or not 0 <= item < len(answer.statements):
            raise UserError("there is no such statement: ask again")
        said = answer.statements[item]
        return Unsaid(answer.question.claim, said.article, said.quote)


def listed(rulings: Rulings) -> list[Ruling | Unsaid]:
    """All rulings in one list."""
    return [*rulings.every, *rulings.unsaid]


def _ruling(click: Click) -> Ruling:
    kind: Kind | None = next((kind for kind in get_args(Kind) if kind == click.get("contest")), None)
    try:
        names = json.loads(str(click.get("names")))
    except ValueError:
        names = None
    if kind is None or not isinstance(names, list) or len(names) != 2:
        raise UserError("that rules on nothing: choose two names")
    return Ruling(kind, tuple(str(name)[:LONGEST] for name in names))
