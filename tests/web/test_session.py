"""What a browser keeps, and how it comes back."""

import json
from dataclasses import replace

import pytest

from assistant.records import Filters
from assistant.show.page import Turn
from assistant.web import session as module
from assistant.web.session import Conversation, Reader, Session, answered, full, kept, light, restored
from tests.web.conftest import SampleAssistant

ANSWER = SampleAssistant().ask("Who opened the gate?")


def turn(question: str = "Who opened the gate?") -> Turn:
    filters = Filters(publishers=("Aldmere Post",), after="2019")
    return light(answered(Turn(question=question, filters=filters), ANSWER, link="?q=x"))


def of(*conversations: Conversation) -> Session:
    return Session(Reader(conversations=list(conversations)), current=conversations[-1].id, arrived=True)


def test_what_is_kept_comes_back_as_it_was() -> None:
    left = Turn(question="And then?", stopped=True)
    session = of(Conversation(name="Gates", turns=[turn()]), Conversation(turns=[turn("Who?"), left]))
    back = restored(json.loads(json.dumps(kept(session))))
    assert back.current == session.current and [c.title for c in back.conversations] == ["Gates", "Who?"]
    assert back.conversations[0] == session.conversations[0]
    assert back.shown.turns[0] == session.shown.turns[0]
    assert back.shown.answer(0) == ANSWER and back.shown.last() == (0, ANSWER)
    assert back.shown.answer(1) is None and "ask again" in back.shown.turns[1].error
    shown = full(back.shown.turns[0])
    assert shown.answer == ANSWER and "[^1]" in shown.notes and shown.link == "?q=x"


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x",
        {},
        {"conversations": 3},
        {"conversations": [None, {}, {"turns": 3}]},
        {"conversations": [{"id": 1, "turns": [None, {}, {"question": 3}]}], "current": ["x"]},
    ],
)
def test_what_is_nonsense_begins_anew(data: object) -> None:
    assert not restored(data).shown.turns


@pytest.mark.parametrize("id", [None, "", 3, "../" * 11, "x" * 31, "ä" * 33])
def test_a_reader_without_a_usable_name_gets_one_that_is_to_be_kept(id: object) -> None:
    session = restored({"reader": id})
    assert session.unkept and session.reader.id != id
    again = restored(kept(session))
    assert not again.unkept and again.reader.id == session.reader.id and again.reader is not session.reader


@pytest.mark.parametrize("answer", ["", "nonsense", 3, None, "c-ri{0ssOh0ss"])
def test_an_answer_that_cannot_be_read_is_to_be_asked_again(answer: object) -> None:
    data = {"conversations": [{"id": "a", "turns": [{"question": "Who?", "answer": answer, "link": "javascript:x"}]}]}
    (told,) = map(full, restored({**data, "current": "a"}).shown.turns)
    assert told.question == "Who?" and "ask again" in told.error and not told.link


def test_no_answer_unpacks_beyond_all_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_UNPACKED", 1000)
    (told,) = map(full, restored(kept(of(Conversation(turns=[turn()])))).shown.turns)
    assert "ask again" in told.error


def test_where_it_grows_too_large_the_oldest_answers_go_and_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    one = len(kept(of(Conversation(turns=[turn()])))["conversations"][0]["turns"][0]["answer"])
    monkeypatch.setattr(module, "LARGEST", int(2.5 * one))
    session = of(Conversation(turns=[turn("first")]), Conversation(turns=[turn("second"), turn("third")]))
    back = restored(kept(session))
    assert [bool(t.packed) for c in back.conversations for t in c.turns] == [False, True, True]
    assert [t.question for c in back.conversations for t in c.turns] == ["first", "second", "third"]


def test_beginning_choosing_naming_and_deleting() -> None:
    session = Session()
    first = session.begin()
    assert session.begin() is first  # an empty one is enough
    first.turns.append(turn())
    second = session.begin()
    assert session.shown is second and second is not first
    session.choose("nowhere")
    assert session.shown is second
    session.choose(first.id)
    session.rename(first.id, "  The \n gate " + "x" * 200)
    assert first.title.startswith("The gate x") and len(first.title) == 120
    session.rename(first.id, "")
    assert first.title == "Who opened the gate?"
    session.delete(first.id)
    assert session.shown is second
    session.delete(second.id)
    assert not session.shown.turns


def test_finding_looks_at_names_and_questions() -> None:
    session = of(Conversation(name="Gates", turns=[turn()]), Conversation(turns=[turn("Who paid?")]), Conversation())
    assert [c.title for c in session.found("")] == ["Who paid?", "Gates"]
    assert [c.title for c in session.found("GATE opened")] == ["Gates"]
    assert session.found("nothing such") == []


def test_there_are_no_more_conversations_than_a_browser_holds() -> None:
    session = Session()
    for n in range(60):
        session.begin().turns.append(replace(turn(), question=f"q{n}", packed=""))
    assert len(session.conversations) == module.MOST_CONVERSATIONS and session.shown.turns[0].question == "q59"
