"""What happens on a question and on a click: each handler takes what the page has, and tells what to show."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol
from weakref import WeakValueDictionary

import gradio as gr
from markupsafe import Markup

from assistant.answer import Answer, Hearing
from assistant.ask.filters import limits
from assistant.records import Filters
from assistant.show.json import as_json
from assistant.show.markdown import transcript
from assistant.show.page import Turn, conversation, conversations, evidence, turn_of
from assistant.web.browsing import Library
from assistant.web.controls import Shown, data_of, given, reader_told
from assistant.web.focus import opened
from assistant.web.link import asked_by, link_to
from assistant.web.session import Reader, Session, answered, full, kept, light, restored
from assistant.web.updates import as_updates
from indexer.errors import UserError

LONGEST = 2000  # letters of a question


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
        start: Gives what an empty conversation says.
        ready: Whether the assistant answers at once.
        contest: A reader can say otherwise, beside a flag and below a statement.
    """

    def __init__(
        self,
        provider: Callable[[], Asker],
        library: Library,
        start: Callable[[], Markup],
        ready: Callable[[], bool] = lambda: True,
        *,
        contest: bool = False,
    ) -> None:
        self._provider, self._library, self._start, self._ready = provider, library, start, ready
        self._contest = contest
        self._readers: WeakValueDictionary[str, Reader] = WeakValueDictionary()  # those who have a tab open

    @as_updates
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
            yield (gr.skip(),) * 7
            return
        if not session.arrived:  # of a page that this server does not know: what is kept must be read first
            yield {"again": typed, "at": time.monotonic()}, *(gr.skip(),) * 6  # a value seen before shows nothing
            return
        turns = session.shown.turns
        number = len(turns)
        _, last = session.shown.last()
        loading = "Loading the models; only the first question waits for them"
        waiting = "Searching the articles" if self._ready() else loading
        turn = Turn(question=question[:LONGEST], waiting=waiting)
        earlier = self._all_of(session) if session.seen != number else {}  # another tab went on with it
        turns.append(replace(turn, waiting="", stopped=True))  # as it is left where it is stopped
        session.seen = number + 1
        yield {**earlier, **self._sent(turn, number), "clear": True}, gr.skip(), [], session, gr.skip(), *_busy(True)
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
                    yield self._sent(turn, number), *(gr.skip(),) * 6
        except Exception as error:  # the edge of the program: a page that waits for ever tells nobody anything
            turn = replace(turn, error=reader_told(error), waiting="", hearing=None)
        turns[number], session.unkept = light(turn), True
        pane = evidence(turn.answer, number) if turn.answer else gr.skip()
        shelf = _shelved(session)
        yield self._sent(turn, number), pane, gr.skip(), session, shelf, gr.skip(), gr.skip()

    @as_updates
    def keep(self, session: Session) -> Shown:
        """What the browser keeps: a step of its own, since a long conversation takes a while to send."""
        return _kept(session) if session.unkept else gr.skip(), *_busy(False)

    @as_updates
    def stopped(self, session: Session) -> Shown:
        """After a question was left: its turn as it stands."""
        turns = session.shown.turns
        sent = self._sent(turns[-1], len(turns) - 1) if turns and turns[-1].stopped else gr.skip()
        return sent, _kept(session), *_busy(False)

    @as_updates
    def arrive(self, data: object, request: gr.Request) -> Shown:
        """What the browser kept, shown again; and the question of a link, to be asked."""
        back = restored(data)
        back.reader = self._readers.setdefault(back.reader.id, back.reader)
        back.arrived = True
        question, filters, of = asked_by(dict(request.query_params))
        if not question:
            return back, self._all_of(back), _shelved(back), _pane(back), "", *(gr.skip(),) * 5
        back.begin()
        note = ""
        if of and of != self._library.fingerprint():
            note = "The index has changed since this link was made: the answer may differ."
        limited = list(filters.publishers), filters.after or None, filters.before or None, filters.speaker or None
        return back, self._all_of(back), _shelved(back), _pane(back), question, note, *limited

    @as_updates
    def choose(self, session: Session, words: str, event: gr.EventData) -> Shown:
        """Another conversation."""
        session.choose(given(event, "id"))
        return self._turned(session, words)

    @as_updates
    def begin(self, session: Session, words: str) -> Shown:
        """A new conversation."""
        session.begin()
        return self._turned(session, words)

    @as_updates
    def rename(self, session: Session, words: str, event: gr.EventData) -> Shown:
        """A conversation called otherwise."""
        session.rename(given(event, "id"), given(event, "name"))
        return session, gr.skip(), gr.skip(), _shelved(session, words), _kept(session)

    @as_updates
    def delete(self, session: Session, words: str, event: gr.EventData) -> Shown:
        """A conversation taken out."""
        was = session.current
        session.delete(given(event, "id"))
        if session.current == was:
            return session, gr.skip(), gr.skip(), _shelved(session, words), _kept(session)
        return self._turned(session, words)

    @as_updates
    def export(self, session: Session) -> object:
        """The conversation as a file of Markdown, for the browser to save."""
        turns = map(full, session.shown.turns)
        told = [(turn.question, turn.answer) for turn in turns if turn.answer]
        text = transcript(session.shown.title, told)
        return {"save": {"name": f"{_file_name(session.shown.title)}.md", "text": text}} if told else gr.skip()

    @as_updates
    def open(self, session: Session, event: gr.EventData) -> Markup:
        """The pane that a click asks for."""
        return opened(data_of(event), session.shown.answer, self._library)

    @as_updates
    def take(self, event: gr.EventData) -> tuple[str, list[str]]:
        """A question that was clicked; and what is not to be taken from its words."""
        return given(event, "question"), given(event, "without").split()

    def ask(self, question: str) -> dict[str, Any]:
        """Answer one question; the reply is the answer as JSON."""
        try:
            written = json.dumps(as_json(self._provider().ask(question)), ensure_ascii=False)
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error
        # Gradio cannot send half a surrogate pair.
        found: dict[str, Any] = json.loads(written.encode("utf-8", "replace"))
        return found

    @as_updates
    def search(self, session: Session, words: str) -> Markup:
        """The conversations that hold some words."""
        return _shelved(session, words)

    def _sent(self, turn: Turn, number: int) -> dict[str, Any]:
        """One turn, for the page to put in its place."""
        return {"turn": turn_of(turn, number, contest=self._contest), "number": number}

    def _turned(self, session: Session, words: str) -> Shown:
        return session, self._all_of(session), _pane(session), _shelved(session, words), _kept(session)

    def _all_of(self, session: Session) -> dict[str, Any]:
        """The whole conversation, for the page."""
        turns = [full(turn) for turn in session.shown.turns]
        session.seen = len(turns)
        told = conversation(turns, self._start(), contest=self._contest)
        return {"all": told, "scroll": True, "of": session.current}


def _kept(session: Session) -> object:
    """What the browser is to keep; nothing where it is not known what it keeps already."""
    return kept(session) if session.arrived else gr.skip()


def _shelved(session: Session, words: str = "") -> Markup:
    return conversations(session.found(words), session.current)


def _busy(busy: bool) -> tuple[object, object]:
    """The buttons to ask and to stop."""
    return gr.update(visible=not busy), gr.update(visible=busy)


def _pane(session: Session) -> Markup:
    """The evidence of the last answer."""
    number, answer = session.shown.last()
    return evidence(answer, max(number, 0))


def _file_name(title: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in title).split())[:60] or "conversation"
