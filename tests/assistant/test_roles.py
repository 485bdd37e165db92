"""Who did what to whom, read by the real parser."""

import pytest

from assistant.roles import order
from assistant.words import governments, numbers, same_stem, stem
from indexer.parse import parse


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        pytest.param("Russia is supplying weapons to the Taliban.", "forward", id="active"),
        pytest.param("The Taliban is supplying weapons to Russia.", "backward", id="swapped"),
        pytest.param("The Taliban were armed by Russia.", "forward", id="passive"),
        pytest.param("The Taliban received weapons from Russia.", "forward", id="receiving"),
        pytest.param(
            "Two groups of Taliban are supplied weapons by the Russian authorities.", "forward", id="two objects"
        ),
        pytest.param("Taliban fighters got weapons from Russian representatives.", "forward", id="got from"),
        pytest.param("Russians are supplied weapons by the Taliban.", "backward", id="two objects swapped"),
        pytest.param("It rained in Kabul.", "unknown", id="neither is named"),
    ],
)
def test_the_doer_is_found_however_the_sentence_puts_it(sentence: str, way: str) -> None:
    assert order(parse([sentence])[0], stem("russia"), stem("taliban")) == way


def test_numbers_in_words_are_numbers() -> None:
    assert numbers("four metres, not 14") == {"4", "14"} and numbers("fourteen metres") == {"14"}


def test_a_country_and_its_people_share_a_stem_but_strangers_do_not() -> None:
    assert same_stem("russia", "russian") and not same_stem("iran", "iraq")
    assert not same_stem("niger", "nigeria") and not same_stem("india", "indiana")
    assert same_stem("nigeria", "nigerian") and same_stem("india", "indian")
    assert "russia" in governments("moscow") and governments("bridg") == ("bridg",)
