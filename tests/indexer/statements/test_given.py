"""Given names, and whose they mostly are."""

import pytest

from indexer.statements.given import gender_of, is_given, leaning_of


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Zamir", "m"), ("Angela", "f"), ("Anne-Marie", "f"), ("Leslie", ""), ("Reservoir", ""), ("", ""), ("J.", "")],
)
def test_what_a_given_name_tells(name: str, gender: str) -> None:
    assert gender_of(name) == gender


@pytest.mark.parametrize(
    ("word", "given"), [("Ida", True), ("Leslie", True), ("Kim", True), ("Engineer", False), ("", False)]
)
def test_what_is_a_given_name(word: str, given: bool) -> None:
    assert is_given(word) is given


@pytest.mark.parametrize(
    ("name", "gender"), [("Bernie", "m"), ("Jasmin", "f"), ("Ida", "f"), ("Leslie", ""), ("Reservoir", "")]
)
def test_whose_a_name_rather_is(name: str, gender: str) -> None:
    assert leaning_of(name) == gender
