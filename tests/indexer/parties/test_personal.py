"""Two personal names: a row a pair."""

import pytest

from indexer.parties.personal import is_short_of, name_words, same_name
from indexer.parties.records import Same


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Hillary Clinton", "Hillary Rodham Clinton", "SAME"),
        ("Gen. John W. Nicholson", "John Nicholson", "SAME"),
        ("R. Tillerson", "Rex Tillerson", "SAME"),
        ("Mike Pence", "Michael Pence", "SAME"),
        ("Xi Jinping", "Jinping Xi", "SAME"),
        ("Ana Peña", "Ana Pena", "SAME"),
        ("Bill Clinton", "Hillary Clinton", "DIFFERENT"),
        ("Phil Bryant", "John Bryant", "DIFFERENT"),
        ("Ann Dorn", "Eva Lind", "DIFFERENT"),
        ("Robert Kennedy Jr.", "Robert Kennedy Sr.", "DIFFERENT"),
        # What is not known to differ:
        ("Rex Tillerson", "Tillerson", "UNKNOWN"),
        ("Clinton", "Clinton", "UNKNOWN"),
        ("Zamir Kabulov", "Samir Kabulow", "UNKNOWN"),
        ("Jon Husted", "Joh Husted", "UNKNOWN"),
        ("Boris Johnson", "Boris", "UNKNOWN"),
        ("Debbie Wasserman Schultz", "Wasserman", "UNKNOWN"),
        ("Donald Trump", "Donald Trump Jr.", "UNKNOWN"),
        ("George W. Bush", "George H. Bush", "UNKNOWN"),
        ("Enrique Peña Nieto", "Peña Nieto", "UNKNOWN"),
    ],
)
def test_two_names(a: str, b: str, expected: str) -> None:
    assert same_name(a, b) == same_name(b, a)
    assert same_name(a, b).same == Same[expected]
    assert bool(same_name(a, b).why) == (expected != "UNKNOWN")


def test_titles_suffixes_and_places_are_no_part_of_a_name() -> None:
    assert name_words("US Army Gen. Curtis Scaparotti") == ("curtis", "scaparotti")
    assert name_words("Adm. Harry B. Harris Jr.") == ("harry", "b", "harris")
    assert name_words("Sen. Bernie Sanders of Vermont") == ("bernie", "sanders")


def test_a_short_form_is_the_end_of_a_name() -> None:
    assert is_short_of("de Blasio", "Bill de Blasio") and is_short_of("Mr. Thiel", "Peter Thiel")
    assert not is_short_of("Bill", "Bill de Blasio") and not is_short_of("Peter Thiel", "Peter Thiel")
