"""Transcripts and interviews: who speaks when."""

import pytest

from indexer.statements.cast import cast_of
from indexer.statements.turns import Turn, turns_of

HEARING = """The committee took up the harbour again on Tuesday. Minister Lucan Holt was there.

CHAIR: When will the dredging begin?

MR HOLT: In May. The ship has been hired.

He drank some water.

It was hot.

CHAIR: We meet again in March.

The sitting was closed."""

INTERVIEW = """An interview with Dario Venn

Dario Venn led the port. He spoke to the Salt Coast Gazette.

Q: Did you know the cranes were unsafe?

A: No. Nobody told me anything.

Q: Who kept it from you?

A: The company did.

Gazette: And the letter?

Venn: I never signed that letter."""

BROADCAST = """HELENA WARD, HOST: Minister, is the dam safe?

KARIM SOLANO, WATER MINISTER: The dam is safe.

WARD: The engineers saw three cracks in the dam.

SOLANO (to the audience): There are no cracks in the dam."""


def turns(text: str) -> list[Turn]:
    return turns_of(text, cast_of(text))


def told(text: str) -> list[tuple[str, str, bool]]:
    return [(turn.voice.name, turn.content.of(text)[:14], turn.asks) for turn in turns(text)]


def test_a_hearing() -> None:
    assert told(HEARING) == [
        ("CHAIR", "When will the ", True),
        ("Lucan Holt", "In May. The sh", False),
        ("Lucan Holt", "He drank some ", False),
        ("Lucan Holt", "It was hot.", False),
        ("CHAIR", "We meet again ", False),
    ]
    assert [turn.voice.unnamed for turn in turns(HEARING)] == [True, False, False, False, True]


def test_an_interview_whose_answers_are_who_is_interviewed() -> None:
    assert [(name, asks) for name, _, asks in told(INTERVIEW)] == [
        ("Q", True), ("Dario Venn", False), ("Q", True), ("Dario Venn", False), ("Gazette", True), ("Dario Venn", False),
    ]  # fmt: skip


def test_a_broadcast_whose_short_labels_are_the_long_ones() -> None:
    assert [name for name, _, _ in told(BROADCAST)] == ["Helena Ward", "Karim Solano", "Helena Ward", "Karim Solano"]
    assert turns(BROADCAST)[1].voice.role == "water minister"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ann Dorn spoke.\n\nMore: a dam\n\nPhoto: a quay\n\nMore: a ship\n\nPhoto: a crane", id="teasers"),
        pytest.param("Ann Dorn: 1,769.\n\nBo Lind: 1,600.\n\nAnn Dorn: 500.\n\nBo Lind: 46.", id="a table"),
        pytest.param("WASHINGTON: Ann Dorn said so.\n\nBERLIN: Bo Lind did not.\n\nPARIS: Nobody did.", id="datelines"),
        pytest.param(
            "Ann Dorn: the quay is unsafe, she said.\n\nAnn Dorn: the dam is not, she said.", id="one speaker"
        ),
        pytest.param(
            "Ann Dorn said: “It is.”\n\nBo Lind said: “It is not.”\n\nAnn Dorn said: “It is.”", id="quotations"
        ),
    ],
)
def test_what_is_no_transcript_has_no_turns(text: str) -> None:
    assert turns(text) == []
