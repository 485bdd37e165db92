"""What a reader's browser keeps: conversations with their turns, packed small. What comes back is not trusted."""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import uuid4

from assistant.answer import Answer
from assistant.notes.cite import cite, notes_of
from assistant.records import Filters
from assistant.show.json import as_json, from_json
from assistant.show.page import Turn
from assistant.show.printing import as_text
from indexer.errors import InputError

MOST_CONVERSATIONS = 50
LARGEST = 1_000_000  # letters that a browser surely keeps; beyond, answers of the oldest conversations go first
GONE = "this answer is not kept any more: ask again"
_UNPACKED = 5_000_000  # letters that one answer may unpack to
Json = dict[str, Any]


@dataclass(slots=True)
class Conversation:
    """Questions and what came of them, in order.

    Attributes:
        name: As the reader calls it; "" is called by its first question.
    """

    id: str = field(default_factory=lambda: uuid4().hex)
    name: str = ""
    turns: list[Turn] = field(default_factory=list)

    def answer(self, number: int) -> Answer | None:
        """The answer of a turn, None where there is no such turn or it has none."""
        return full(self.turns[number]).answer if 0 <= number < len(self.turns) else None

    def last(self) -> tuple[int, Answer | None]:
        """The last turn that has an answer, and the answer; (-1, None) where there is none."""
        number = next((n for n in reversed(range(len(self.turns))) if self.turns[n].packed), -1)
        return number, self.answer(number)

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return self.name or (self.turns[0].question if self.turns else "New conversation")


@dataclass(slots=True, weakref_slot=True, eq=False)
class Reader:
    """Whoever uses one browser: their conversations, the newest last. Its tabs share them."""

    id: str = field(default_factory=lambda: uuid4().hex)
    conversations: list[Conversation] = field(default_factory=lambda: [Conversation()])


@dataclass(slots=True)
class Session:
    """One tab.

    Attributes:
        current: The conversation that is shown.
        seen: How many turns of it are on the page.
        unkept: The browser does not keep all of it yet.
        arrived: What the browser keeps was read. Before, nothing may be written: it would take that one's place.
    """

    reader: Reader = field(default_factory=Reader)
    current: str = ""
    seen: int = 0
    unkept: bool = False
    arrived: bool = False

    @property
    def conversations(self) -> list[Conversation]:
        """The reader's."""
        return self.reader.conversations

    @property
    def shown(self) -> Conversation:
        """The conversation that is shown: a new one where there is none."""
        return next((c for c in self.conversations if c.id == self.current), None) or self.begin()

    def begin(self) -> Conversation:
        """Show an empty conversation, a new one unless there is one."""
        empty = next((c for c in self.conversations if not c.turns and not c.name), None)
        if empty is None:
            empty = Conversation()
            self.conversations.append(empty)
            del self.conversations[:-MOST_CONVERSATIONS]
        self.current = empty.id
        return empty

    def choose(self, id: str) -> None:
        """Show a conversation; an id that is none changes nothing."""
        if any(c.id == id for c in self.conversations):
            self.current = id

    def delete(self, id: str) -> None:
        """Take a conversation out."""
        self.conversations[:] = [c for c in self.conversations if c.id != id]
        if self.current == id:
            self.current = self.conversations[-1].id if self.conversations else ""

    def rename(self, id: str, name: str) -> None:
        """Call a conversation otherwise; "" by its first question again."""
        for conversation in self.conversations:
            if conversation.id == id:
                conversation.name = " ".join(name.split())[:120]

    def found(self, words: str) -> list[Conversation]:
        """Those whose name or questions hold all words, the newest first; all that hold anything for no words."""
        wanted = words.casefold().split()
        told = [c for c in reversed(self.conversations) if c.turns or c.name]
        return [c for c in told if all(w in _words_of(c) for w in wanted)]


def kept(session: Session) -> Json:
    """The session as the browser keeps it. Where it is too large, the oldest answers go, never the questions."""
    session.unkept = False
    told: list[Json] = []
    room = LARGEST
    for conversation in reversed(session.conversations):
        turns = []
        for turn in reversed(conversation.turns):
            room -= len(turn.packed) + len(turn.question)
            answer = {"answer": turn.packed, "link": turn.link} if turn.packed and room > 0 else {}
            limited = {name: value for name, value in asdict(turn.filters).items() if value}
            whole = {"question": turn.question, "read_as": turn.read_as, "filters": limited, **answer}
            turns.append({name: value for name, value in whole.items() if value})
        told.append({"id": conversation.id, "name": conversation.name, "turns": turns[::-1]})
    return {"reader": session.reader.id, "conversations": told[::-1], "current": session.current}


def restored(data: object) -> Session:
    """The session out of what a browser kept. What cannot be read is left out; an answer that cannot says so.

    A browser that kept nothing gets a reader of its own, which is to be kept.
    """
    held = data.get("conversations") if isinstance(data, Mapping) else None
    conversations = [_conversation(one) for one in held[-MOST_CONVERSATIONS:]] if isinstance(held, list) else []
    id = data.get("reader") if isinstance(data, Mapping) else None
    known = isinstance(id, str) and id.isalnum() and len(id) == len(uuid4().hex)
    reader = Reader(conversations=[c for c in conversations if c is not None])
    if known:
        reader.id = str(id)
    session = Session(reader, unkept=not known)
    session.choose(str(data.get("current")) if isinstance(data, Mapping) else "")
    return session


def answered(turn: Turn, answer: Answer, *, link: str = "") -> Turn:
    """The turn with its answer, ready to be shown."""
    notes = cite(answer) if notes_of(answer).notes else ""
    return replace(turn, answer=answer, notes=notes, link=link, waiting="", hearing=None)


def light(turn: Turn) -> Turn:
    """The turn as a session holds it: its answer packed, a tenth as large."""
    return replace(turn, answer=None, notes="", packed=_packed(turn.answer)) if turn.answer else turn


def full(turn: Turn) -> Turn:
    """The turn as it is shown: with its answer; one that cannot be read asks to be asked again."""
    if not turn.packed:
        return turn
    try:
        return answered(turn, from_json(_unpacked(turn.packed)), link=turn.link)
    except (InputError, ValueError, zlib.error):
        return replace(turn, packed="", link="", error=GONE)


def _conversation(data: object) -> Conversation | None:
    if not isinstance(data, Mapping) or not isinstance(data.get("turns"), list):
        return None
    turns = [_turn(one) for one in data["turns"]]
    return Conversation(
        id=str(data.get("id"))[:64], name=str(data.get("name") or "")[:120], turns=[t for t in turns if t is not None]
    )


def _turn(data: object) -> Turn | None:
    if not isinstance(data, Mapping) or not isinstance(data.get("question"), str):
        return None
    turn = Turn(
        question=data["question"], read_as=str(data.get("read_as") or ""), filters=_filters(data.get("filters"))
    )
    link, packed = str(data.get("link") or ""), data.get("answer")
    if not isinstance(packed, str) or not packed:
        return replace(turn, error=GONE)
    return replace(turn, packed=packed, link=link if link.startswith("?") else "")


def _filters(data: object) -> Filters:
    held = data if isinstance(data, Mapping) else {}

    def words(name: str) -> str:
        return str(held.get(name) or "")

    publishers = held.get("publishers")
    named = tuple(p for p in publishers if isinstance(p, str)) if isinstance(publishers, list | tuple) else ()
    return Filters(publishers=named, after=words("after"), before=words("before"), speaker=words("speaker"))


def _packed(answer: Answer) -> str:
    return base64.b85encode(zlib.compress(as_text(as_json(answer)).encode("utf-8"), 9)).decode("ascii")


def _unpacked(packed: str) -> Json:
    unpacking = zlib.decompressobj()
    data = json.loads(unpacking.decompress(base64.b85decode(packed), _UNPACKED))
    if not isinstance(data, dict) or unpacking.unconsumed_tail:
        raise ValueError("no answer")
    return data


def _words_of(conversation: Conversation) -> str:
    return " ".join([conversation.name, *(turn.question for turn in conversation.turns)]).casefold()
