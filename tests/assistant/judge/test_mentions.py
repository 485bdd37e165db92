"""The names of a claim, and who mentions them."""

import pytest

from assistant.judge.mentions import governments, mentioned, names_of
from assistant.terms import stems

PRINTED = [
    "Last week Tillerson said that Moscow and Russia armed the Taliban.",
    "It was the Taliban, said Russia, and the inspectors moved.",
    "Inspectors moved in Moscow while Tillerson slept.",
]


@pytest.mark.parametrize(
    ("claim", "around", "share"),
    [
        ("Moscow gives weapons to the Taliban", "Russia arms the Taliban", 1.0),
        ("Moscow gives weapons to the Taliban", "Iran arms the Taliban", 0.5),
        ("Tillerson met Novikov", "Rex Tillerson spoke. He met Novikov.", 1.0),
        ("Tillerson met Novikov", "The senator spoke. He met Novikov.", 0.5),
        ("Russia arms the fighters", "Russian arms reach them", 1.0),
        ("the dam leaks", "the dam leaks", 1.0),
        ("Inspectors found cracks", "They found cracks, the inspectors", 1.0),
    ],
)
def test_the_share_of_a_claims_names_that_surroundings_mention(claim: str, around: str, share: float) -> None:
    assert mentioned(names_of(claim, PRINTED), stems(around)) == share


def test_a_capital_stands_for_its_government() -> None:
    assert "russia" in governments("moscow") and governments("bridg") == ("bridg",)


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ("Russia arms the Taliban", ["russia", "taliban"]),
        ("russia arms the taliban", ["russia", "taliban"]),
        ("Inspectors slept", []),
        ("the inspectors moved", []),
        ("the Inspectors moved", ["inspector"]),
        ("Tillerson slept", ["tillerson"]),
        ("Rex Tillerson met Andrei Novikov in Moscow", ["rex tillerson", "andrei novikov", "moscow"]),
        ("China slept", ["china"]),
        ("the dam leaks", []),
    ],
)
def test_how_the_articles_print_a_word_says_whether_it_is_a_name(claim: str, names: list[str]) -> None:
    assert [" ".join(name) for name in names_of(claim, PRINTED)] == names
