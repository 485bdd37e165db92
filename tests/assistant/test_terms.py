"""Words as they are compared: which are one word's forms, and which only look alike."""

import pytest

from assistant.terms import content_words, holds, same_stem, stem, stems_between


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("russia", "russian", True),
        ("nigeria", "nigerian", True),
        ("india", "indian", True),
        ("iran", "iraq", False),
        ("niger", "nigeria", False),
        ("india", "indiana", False),
    ],
)
def test_a_country_and_its_people_share_a_stem_but_strangers_do_not(one: str, other: str, same: bool) -> None:
    assert same_stem(one, other) is same


def test_a_word_is_held_in_another_form_of_it_where_it_is_long_enough_to_tell() -> None:
    assert holds({stem("arming")}, stem("arms")) and holds({stem("afghanistan")}, stem("afghan"))
    assert not holds({stem("dams")}, stem("dame"))


def test_words_that_carry_content() -> None:
    assert content_words("Who said that the dam’s gate 3 is unsafe?") == ["dam", "gate", "3", "unsafe"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 100, {"the", "dam", "leak"}),
        (4, 7, {"dam"}),
        (5, 10, {"leak"}),
        (5, 9, set()),
        (-9, 1, {"the"}),
        (50, 60, set()),
    ],
)
def test_stems_of_the_words_that_begin_between_two_places(start: int, end: int, expected: set[str]) -> None:
    assert stems_between("The dams leak", start, end) == expected
