"""What a reader says otherwise, from the chat."""

from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.web.changes import Changes, listed
from assistant.web.serve import may_change
from indexer.errors import UserError
from indexer.parties.rulings import Ruling, Unsaid
from tests.web.conftest import SampleAssistant

ANSWER = SampleAssistant().ask("Who opened the gate?")


def answer_of(number: int) -> Answer | None:
    return ANSWER if number == 0 else None


@pytest.fixture
def changes(tmp_path: Path) -> Changes:
    return Changes(tmp_path / "index")


@pytest.mark.parametrize(
    ("click", "ruling"),
    [
        (
            {"contest": "not_the_same", "names": '["Ann Lee", "A. Lee"]', "turn": "0"},
            Ruling("not_the_same", ("Ann Lee", "A. Lee")),
        ),
        ({"contest": "one_owner", "names": '["Sun", "Times"]', "turn": "0"}, Ruling("one_owner", ("Sun", "Times"))),
        (
            {"contest": "does_not_say", "item": "1", "turn": "0"},
            Unsaid("the gate was opened on purpose", "gate", "somebody had opened the gate by hand"),
        ),
    ],
)
def test_a_click_rules_and_can_be_taken_back(changes: Changes, click: dict[str, str], ruling: Ruling | Unsaid) -> None:
    assert changes.contest(click, answer_of) == "Who opened the gate?"
    assert listed(changes.rulings()) == [ruling]
    changes.undo({"item": "7"})
    changes.undo({"item": "x"})
    assert listed(changes.rulings()) == [ruling]
    changes.undo({"item": "0"})
    assert listed(changes.rulings()) == []


@pytest.mark.parametrize(
    "click",
    [
        {},
        {"contest": "same"},
        {"contest": "same", "names": "nonsense"},
        {"contest": "same", "names": '["A"]'},
        {"contest": "same", "names": '["A", "a"]'},
        {"contest": "every", "names": '["A", "B"]'},
        {"contest": "does_not_say", "item": "9", "turn": "0"},
        {"contest": "does_not_say", "item": "0", "turn": "5"},
        {"contest": ["same"], "names": {"a": 1}, "turn": {}},
    ],
)
def test_a_forged_click_rules_nothing(changes: Changes, click: dict[str, object]) -> None:
    with pytest.raises(UserError):
        changes.contest(click, answer_of)
    assert listed(changes.rulings()) == []


@pytest.mark.parametrize(
    ("setting", "host", "may"),
    [
        ("here", "127.0.0.1", True),
        ("here", "localhost", True),
        ("here", "::1", True),
        ("here", "0.0.0.0", False),
        ("here", "192.168.0.7", False),
        ("here", "example.org", False),
        ("always", "0.0.0.0", True),
        ("never", "127.0.0.1", False),
    ],
)
def test_others_on_the_network_change_nothing_unless_it_is_set(setting: str, host: str, may: bool) -> None:
    assert may_change(setting, host) is may  # type: ignore[arg-type]
