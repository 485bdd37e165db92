"""When an answer abstains: the two features, and what was fitted on them."""

import json
import math
from importlib.resources import files

import pytest

from assistant.ask.assistant import Assistant
from assistant.ask.relevance import Relevance, cover
from tests.assistant.cases import article, hit

FITTED = json.loads(files("assistant").joinpath("data", "abstain.json").read_text(encoding="utf-8"))
DAM = hit(article("a", "Post", "The engineer said that the dam had three cracks."))
BEES = hit(article("b", "Post", "Beekeepers lost a fifth of their colonies."))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("Who said that the dam has cracks?", 1.0, id="all"),
        pytest.param("Who said that the dam burst?", 0.5, id="half"),
        pytest.param("How do I bake bread?", 0.0, id="none"),
        pytest.param("who said that", 0.0, id="no content"),
        pytest.param("dams and colonies", 0.5, id="one passage, not two together"),
    ],
)
def test_cover_is_the_share_of_the_words_that_one_passage_holds(asked: str, expected: float) -> None:
    assert cover(asked, [DAM, BEES], lambda _: 1.0) == pytest.approx(expected)


def test_rare_words_count_more() -> None:
    rarity = {"dam": 1.0, "dragons": 3.0}
    assert cover("dam dragons", [DAM], lambda word: rarity[word]) == pytest.approx(0.25)


def test_the_chance_grows_with_both_and_the_threshold_stands_on_the_curve() -> None:
    assert (
        Relevance(0.9, 1.0).chance
        > Relevance(0.5, 1.0).chance
        > Relevance(0.5, 0.2).chance
        > Relevance(0.0, 0.0).chance
    )
    assert Relevance(0.0, 0.0).off_topic and not Relevance(0.9, 1.0).off_topic
    weights = FITTED["weights"]
    assert math.isclose(Relevance(0.0, 0.0).chance, 1 / (1 + math.exp(-weights["constant"])))
    point = min(FITTED["curve"], key=lambda one: abs(one["threshold"] - weights["threshold"]))
    assert point["answerable_refused"] <= 0.03 and point["off_topic_refused"] >= 0.75


@pytest.mark.parametrize(
    "asked", ["How do I bake sourdough bread?", "purple monkeys dishwasher flrbgl", "chess world champion 2021"]
)
def test_what_is_off_topic_is_refused(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked)
    assert answer.abstained and answer.passages and not answer.statements and answer.corroboration is None
