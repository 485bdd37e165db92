"""Given names, and whose they mostly are."""

import pytest

from indexer.statements.given import gender_of


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Zamir", "m"), ("Angela", "f"), ("Anne-Marie", "f"), ("Leslie", ""), ("Reservoir", ""), ("", ""), ("J.", "")],
)
def test_what_a_given_name_tells(name: str, gender: str) -> None:
    assert gender_of(name) == gender
