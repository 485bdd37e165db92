"""Who did what to whom, read by the real parser."""

import pytest

from assistant.judge.parts import order, swapped
from assistant.terms import stem
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


@pytest.mark.parametrize(
    ("claim", "sentences", "expected"),
    [
        (
            "Russia arms the Taliban",
            ["The Taliban is supplying weapons to Russia.", "Russia is supplying weapons to the Taliban."],
            [True, False],
        ),
        (
            "The Taliban were armed by Russia",
            ["The Taliban is supplying weapons to Russia.", "Russia is supplying weapons to the Taliban."],
            [True, False],
        ),
        ("Russia arms the Taliban", ["The Taliban and Russia."], [False]),
        (
            "Russia arms the Taliban",
            ["The Taliban is supplying weapons to Russia.", "The Taliban and Russia."],
            [True, True],
        ),
    ],
)
def test_parts_that_are_swapped(claim: str, sentences: list[str], expected: list[bool]) -> None:
    asked, *docs = parse([claim, *sentences])
    first, second = ("taliban", "russia") if claim.startswith("The") else ("russia", "taliban")
    assert swapped(asked, docs, stem(first), stem(second), ["a"] * len(docs)) == expected
