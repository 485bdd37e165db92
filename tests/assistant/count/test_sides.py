"""Who is on both sides of a claim."""

from assistant.count.sides import both_sides
from indexer.parties.same import Comparer
from tests.assistant.cases import match
from tests.parties import voices


def sides(*told: tuple[str, str]) -> list[str]:
    matches = [match(chain, stance=stance, where=f"{n}") for n, (chain, stance) in enumerate(told)]
    return both_sides(matches, voices(matches), Comparer())


def test_a_voice_that_asserts_and_denies_is_told_once_with_where() -> None:
    found = sides(("Ann Dorn > Post", "asserts"), ("Ann Dorn > Times", "denies"), ("Ann Dorn > Star", "denies"))
    assert found == ["On both sides: Ann Dorn, asserting it in Post, denying it in Times."]


def test_a_paper_may_report_both() -> None:
    assert sides(("Post", "asserts"), ("Post", "denies")) == []
    assert sides(("CNN > Post", "asserts"), ("CNN > Times", "denies")) == []


def test_two_people_are_on_a_side_each() -> None:
    assert sides(("Ann Dorn > Post", "asserts"), ("Bo Lind > Post", "denies")) == []
    assert sides(("Dorn > Post", "asserts"), ("Ann Dorn > Times", "denies")) == []  # not known to be one
    assert sides(("Ann Dorn > Post", "asserts"), ("Ann Dorn > Times", "questions")) == []
