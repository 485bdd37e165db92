"""What happens on a question and on a click: each handler takes what the page has, and tells what to show."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

import gradio as gr
from markupsafe import Markup

from assistant.answer import Answer, Hearing
from assistant.ask.filters import limits
from assistant.records import Filters, Scope
from assistant.show.browse import added_of, chips_of, rulings_pane
from assistant.show.json import as_json
from assistant.show.markdown import transcript
from assistant.show.page import Turn, conversation, conversations, evidence, turn_of
from assistant.show.wording import count, extent
from assistant.web.adding import Adding, where_of
from assistant.web.changes import Changes, listed
from assistant.web.focus import opened
from assistant.web.library import Library
from assistant.web.link import asked_by, link_to
from assistant.web.session import Session, answered, full, kept, light, restored
from indexer.errors import UserError

LONGEST = 2000  # letters of a question
Shown = tuple[object, ...]
_log = logging.getLogger(__name__)


class Asker(Protocol):
    """What the page needs of an assistant."""

    def ask(self, text: str, filters: Filters = ..., /) -> Answer:
        """Answer one question."""

    def whole(self, text: str, before: Answer | None, /) -> str:
        """A follow-up made whole."""

    def steps(self, text: str, filters: Filters = ..., /) -> Iterator[Hearing | Answer]:
        """Answer one question, telling what is heard on the way."""


class Chat:
    """The handlers of one page. They share the assistant and the catalog; whatever is a reader's is in the session.

    Args:
        provider: Gives the assistant; may wait for models, and may raise a UserError, which is shown.
        library: The catalog.
        start: What an empty conversation says.
        ready: Whether the assistant answers at once.
        changes: What a reader may change, None where nothing.
        adding: Adds articles, None where a reader may add none.
        index_path: Shown beside what the index holds.
    """

    def __init__(
        self,
        provider: Callable[[], Asker],
        library: Library,
        start: Markup,
        ready: Callable[[], bool] = lambda: True,
        changes: Changes | None = None,
        adding: Adding | None = None,
        index_path: str = "",
    ) -> None:
        self._path = index_path
        self._changes, self._adding = changes, adding
        self._provider, self._library, self._start, self._ready = provider, library, start, ready

    def respond(
        self,
        typed: str,
        chosen: list[str] | None,
        after: str | None,
        before: str | None,
        speaker: str | None,
        without: list[str],
        session: Session,
    ) -> Iterator[Shown]:
        """One turn, as it comes: the question, how it was understood, what is heard, and the answer at once."""
        question = " ".join(typed.split())
        if not question:
            yield (gr.skip(),) * 9
            return
        turns = session.shown.turns
        number = len(turns)
        _, last = session.shown.last()
        loading = "Loading the models; only the first question waits for them"
        waiting = "Searching the articles" if self._ready() else loading
        turn = Turn(question=question[:LONGEST], waiting=waiting)
        turns.append(replace(turn, waiting="", stopped=True))  # as it is left where it is stopped
        yield self._sent(turn, number), gr.skip(), "", [], session, gr.skip(), gr.skip(), *_busy(True)
        try:
            if len(question) > LONGEST:
                raise UserError(f"a question of {len(question):,} letters is too long: ask in {LONGEST:,} or less")
            filters = limits(publishers=chosen or (), after=after, before=before, speaker=speaker or "")
            filters = replace(filters, without=tuple(without))
            assistant = self._provider()
            whole = assistant.whole(question, last)
            turn = replace(turn, filters=filters, read_as=whole if whole != question else "")
            for step in assistant.steps(whole, filters):
                if isinstance(step, Answer):
                    turn = answered(turn, step, link=link_to(whole, filters, self._library.fingerprint()))
                else:
                    told = f"{step.judged} of {step.of} statements judged" if step.of else "Searching the articles"
                    turn = replace(turn, hearing=step, waiting=f"{told}; no level before the last")
                    yield self._sent(turn, number), *(gr.skip(),) * 8
        except Exception as error:  # the edge of the program: a page that waits for ever tells nobody anything
            turn = replace(turn, error=_told(error), waiting="", hearing=None)
        turns[number] = light(turn)
        pane = evidence(turn.answer, number) if turn.answer else gr.skip()
        yield (
            self._sent(turn, number),
            pane,
            gr.skip(),
            gr.skip(),
            session,
            kept(session),
            _shelved(session),
            *_busy(False),
        )

    def stopped(self, session: Session) -> Shown:
        """After a question was left: its turn as it stands."""
        turns = session.shown.turns
        sent = self._sent(turns[-1], len(turns) - 1) if turns and turns[-1].stopped else gr.skip()
        return sent, kept(session), *_busy(False)

    def arrive(self, data: object, session: Session, request: gr.Request) -> Shown:
        """What the browser kept, shown again; and the question of a link, into the box.

        A question that was asked before the browser had answered stays: what is kept is put before it.
        """
        back = restored(data)
        began = bool(session.shown.turns)
        if began:
            back.conversations, back.current = [*back.conversations, *session.conversations], session.current
        question, filters, of = asked_by(dict(request.query_params))
        if began or not question:
            shown = (gr.skip(), gr.skip()) if began else (self._all_of(back), _pane(back))
            return back, shown[0], _shelved(back), shown[1], *(gr.skip(),) * 6
        back.begin()
        note = ""
        if of and of != self._library.fingerprint():
            note = "The index has changed since this link was made: the answer may differ."
        limited = list(filters.publishers), filters.after or None, filters.before or None, filters.speaker or None
        return back, self._all_of(back), _shelved(back), _pane(back), question, note, *limited

    def choose(self, session: Session, words: str, event: gr.EventData) -> Shown:
        """Another conversation."""
        session.choose(_given(event, "id"))
        return self._turned(session, words)

    def begin(self, session: Session, words: str) -> Shown:
        """A new conversation."""
        session.begin()
        return self._turned(session, words)

    def rename(self, session: Session, words: str, event: gr.EventData) -> Shown:
        """A conversation called otherwise."""
        session.rename(_given(event, "id"), _given(event, "name"))
        return session, gr.skip(), gr.skip(), _shelved(session, words), kept(session)

    def delete(self, session: Session, words: str, event: gr.EventData) -> Shown:
        """A conversation taken out."""
        was = session.current
        session.delete(_given(event, "id"))
        if session.current == was:
            return session, gr.skip(), gr.skip(), _shelved(session, words), kept(session)
        return self._turned(session, words)

    def export(self, session: Session) -> object:
        """The conversation as a file of Markdown, for the browser to save."""
        turns = map(full, session.shown.turns)
        told = [(turn.question, turn.answer) for turn in turns if turn.answer]
        text = transcript(session.shown.title, told)
        return {"save": {"name": f"{_file_name(session.shown.title)}.md", "text": text}} if told else gr.skip()

    def open(self, session: Session, event: gr.EventData) -> Markup:
        """The pane that a click asks for."""
        return opened(_data(event), session.shown.answer, self._library)

    def contest(self, session: Session, event: gr.EventData) -> Shown:
        """What the reader says otherwise, written down; and the question to be asked again, into the box."""
        try:
            again = self._allowed().contest(_data(event), session.shown.answer)
        except UserError as error:
            return self._ruled(str(error)), ""
        return self._ruled(), again

    def undo(self, event: gr.EventData) -> Markup:
        """A ruling taken back."""
        try:
            self._allowed().undo(_data(event))
        except UserError as error:
            return self._ruled(str(error))
        return self._ruled()

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

    def add(self, files: list[str] | None, addresses: str) -> Iterator[Shown]:
        """Articles added: how far it is, then what came of it, and what the index holds now."""
        if self._adding is None:
            return
        kept = (gr.skip(),) * 4
        try:
            for step in self._adding.run(files or [], addresses):
                if isinstance(step, int):
                    yield added_of(None, where_of, note=f"{count(step, 'article')} read"), *kept
                    continue
                publishers = gr.update(choices=self._library.publishers())
                yield added_of(step, where_of), None, "", publishers, self.held(self._library.scope())
        except Exception as error:  # the edge of the program
            yield added_of(None, where_of, note=_told(error)), *kept

    def held(self, scope: Scope | None) -> Markup:
        """What the index holds, and where it is."""
        return Markup(" · ").join(filter(None, (extent(scope) if scope else "", self._path)))

    def take(self, event: gr.EventData) -> tuple[str, list[str]]:
        """A question that was clicked, into the box; and what is not to be taken from its words."""
        return _given(event, "question"), _given(event, "without").split()

    def chips(self, chosen: list[str] | None, after: str | None, before: str | None, speaker: str | None) -> Markup:
        """The limits that the reader set, each to be taken off."""
        told = [
            *(("publisher", name) for name in chosen or ()),
            ("speaker", speaker),
            ("from", after),
            ("until", before),
        ]
        return chips_of([(name, value) for name, value in told if value])

    def drop(
        self, chosen: list[str] | None, after: str | None, before: str | None, speaker: str | None, event: gr.EventData
    ) -> Shown:
        """The limits without one."""
        name, value = _given(event, "name"), _given(event, "value")
        left = [one for one in chosen or () if (name, value) != ("publisher", one)]
        return (
            left,
            None if name == "from" else after,
            None if name == "until" else before,
            None if name == "speaker" else speaker,
        )

    def ask(self, question: str) -> dict[str, Any]:
        """Answer one question; the reply is the answer as JSON."""
        try:
            written = json.dumps(as_json(self._provider().ask(question)), ensure_ascii=False)
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error
        # Gradio cannot send half a surrogate pair.
        found: dict[str, Any] = json.loads(written.encode("utf-8", "replace"))
        return found

    def search(self, session: Session, words: str) -> Markup:
        """The conversations that hold some words."""
        return _shelved(session, words)

    def _sent(self, turn: Turn, number: int) -> dict[str, Any]:
        """One turn, for the page to put in its place."""
        return {"turn": turn_of(turn, number, contest=self._changes is not None), "number": number}

    def _turned(self, session: Session, words: str) -> Shown:
        return session, self._all_of(session), _pane(session), _shelved(session, words), kept(session)

    def _all_of(self, session: Session) -> dict[str, Any]:
        """The whole conversation, for the page."""
        turns = [full(turn) for turn in session.shown.turns]
        told = conversation(turns, self._start, contest=self._changes is not None)
        return {"all": told, "scroll": True, "of": session.current}


def _shelved(session: Session, words: str = "") -> Markup:
    return conversations(session.found(words), session.current)


def _busy(busy: bool) -> tuple[object, object]:
    """The buttons to ask and to stop."""
    return gr.update(visible=not busy), gr.update(visible=busy)


def _pane(session: Session) -> Markup:
    """The evidence of the last answer."""
    number, answer = session.shown.last()
    return evidence(answer, max(number, 0))


def _data(event: gr.EventData) -> Mapping[str, Any]:
    return event._data if isinstance(event._data, Mapping) else {}


def _given(event: gr.EventData, name: str) -> str:
    return str(_data(event).get(name) or "")


def _file_name(title: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in title).split())[:60] or "conversation"


def _told(error: Exception) -> str:
    """What a reader is told of an error; one that is not theirs to mend goes to the log."""
    if isinstance(error, UserError):
        return str(error)
    _log.exception("a question failed")
    return f"this is a fault in twosource ({type(error).__name__}): the terminal that runs `twosource chat` shows more"
