"""What the controls of the page do beside asking: limits, rulings, articles that are added."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr
from markupsafe import Markup

from assistant.show.browse import added_of, chips_of, rulings_pane
from assistant.show.wording import count, extent
from assistant.web.adding import Adding, where_of
from assistant.web.changes import Changes, listed
from assistant.web.front import Front, Held
from assistant.web.session import Session
from assistant.web.updates import as_updates
from indexer.errors import UserError

Shown = tuple[object, ...]
_log = logging.getLogger(__name__)


class Controls:
    """The handlers of the controls of one page.

    Args:
        front: What the page shows of it before a question.
        index_path: Shown beside what the index holds.
        changes: What a reader may rule, None where nothing.
        adding: Adds articles, None where a reader may add none.
    """

    def __init__(
        self, front: Front, index_path: str, changes: Changes | None = None, adding: Adding | None = None
    ) -> None:
        self._front, self._path, self._changes, self._adding = front, index_path, changes, adding

    @as_updates
    def contest(self, session: Session, event: gr.EventData) -> Shown:
        """What the reader says otherwise, written down; and the question to be asked again."""
        try:
            again = self._allowed().contest(data_of(event), session.shown.answer)
        except UserError as error:
            return self._ruled(str(error)), ""
        return self._ruled(), again

    @as_updates
    def undo(self, event: gr.EventData) -> Markup:
        """A ruling taken back."""
        try:
            self._allowed().undo(data_of(event))
        except UserError as error:
            return self._ruled(str(error))
        return self._ruled()

    @as_updates
    def ruled(self) -> Markup:
        """All rulings."""
        return self._ruled()

    def _allowed(self) -> Changes:
        if self._changes is None:
            raise UserError("this chat may change nothing: see the setting chat_changes")
        return self._changes

    def _ruled(self, note: str = "") -> Markup:
        try:
            rulings = self._allowed().rulings()
        except UserError as error:
            return rulings_pane([], file="", note=note or str(error))
        return rulings_pane(listed(rulings), file=rulings.file or "a file", note=note)

    @as_updates
    def add(self, files: list[str] | None, addresses: str) -> Iterator[Shown]:
        """Articles added: how far it is, then what came of it, and what the index holds now."""
        if self._adding is None:
            return
        kept = (gr.skip(),) * 5
        try:
            for step in self._adding.run(files or [], addresses):
                if isinstance(step, int):
                    yield added_of(None, where_of, note=f"{count(step, 'article')} read"), *kept
                    continue
                yield added_of(step, where_of), None, "", *self.held()
        except Exception as error:  # the edge of the program
            yield added_of(None, where_of, note=reader_told(error)), *kept

    @as_updates
    def held(self) -> Shown:
        """What the index holds now, and where it is; publishers and speakers to choose from."""
        held = self._front.held()
        return self.headline(held), gr.update(choices=held.publishers), gr.update(choices=held.speakers)

    def headline(self, held: Held) -> Markup:
        """What the index holds, and where it is."""
        return Markup(" · ").join((extent(held.scope), self._path))

    @as_updates
    def chips(self, chosen: list[str] | None, after: str | None, before: str | None, speaker: str | None) -> Markup:
        """The limits that the reader set, each to be taken off."""
        told = [
            *(("publisher", name) for name in chosen or ()),
            ("speaker", speaker),
            ("from", after),
            ("until", before),
        ]
        return chips_of([(name, value) for name, value in told if value])

    @as_updates
    def drop(
        self, chosen: list[str] | None, after: str | None, before: str | None, speaker: str | None, event: gr.EventData
    ) -> Shown:
        """The limits without one."""
        name, value = given(event, "name"), given(event, "value")
        left = [one for one in chosen or () if (name, value) != ("publisher", one)]
        return (
            left,
            None if name == "from" else after,
            None if name == "until" else before,
            None if name == "speaker" else speaker,
        )


def data_of(event: gr.EventData) -> Mapping[str, Any]:
    """What came with a click: anything."""
    return event._data if isinstance(event._data, Mapping) else {}


def given(event: gr.EventData, name: str) -> str:
    """One of the things that came with a click, as text."""
    return str(data_of(event).get(name) or "")


def reader_told(error: Exception) -> str:
    """What a reader is told of an error; one that is not theirs to mend goes to the log."""
    if isinstance(error, UserError):
        return str(error)
    _log.exception("a question failed")
    return f"this is a fault in twosource ({type(error).__name__}): the terminal that runs `twosource chat` shows more"
