"""The claim in a question's words."""

import pytest

from assistant.ask.claim import claim_of, is_proposition, is_wrapped, straight, topic_of, turned
from indexer.parse import parse


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("that the dam leaks?", "the dam leaks"),
        ("the reports that the dam leaks", "the dam leaks"),
        ("that there are reports", ""),  # one word of content holds no claim
        ("about the claim that the dam leaks", "the dam leaks"),
        ("that the dam leaks, and who denies it", "the dam leaks"),
        ("that the dam leaks, and if so, when", "the dam leaks"),
        ("it", ""),
        ("so", ""),
        ("", ""),
    ],
)
def test_what_stands_around_a_claim_is_stripped(words: str, claim: str) -> None:
    assert claim_of(words) == claim


def test_a_verb_that_takes_hearers_first_loses_them() -> None:
    assert claim_of("reporters on Monday that the dam leaks", tells=True) == "the dam leaks"
    assert claim_of("reporters on Monday that the dam leaks") == "reporters on Monday that the dam leaks"


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("about Kosovo", "Kosovo"),
        ("about Kosovo, and who denies it", "Kosovo"),
        ("to reporters about the dam", "the dam"),
        ("anything about the dam", "the dam"),
        ("when asked about the dam", "the dam"),
        ("", ""),
    ],
)
def test_what_somebody_spoke_about(words: str, topic: str) -> None:
    assert topic_of(words) == topic


@pytest.mark.parametrize(
    ("words", "wrapped"), [("the allegation that he lied", True), ("any rumours of war", True), ("that he lied", False)]
)
def test_what_announces_a_claim(words: str, wrapped: bool) -> None:
    assert is_wrapped(words) is wrapped


@pytest.mark.parametrize(
    ("asked", "proposition"),
    [
        ("Was the winning bid late", "the winning bid was late"),
        ("Is the dam unsafe", "the dam is unsafe"),
        ("Is the dam near Tarnholm unsafe", "the dam near Tarnholm is unsafe"),
        ("Was the harbour sold", "the harbour was sold"),
        ("Is the mayor", ""),
        ("Is Trump a racist", "Trump is a racist"),
        ("Was Nemtsov murdered by Chechens", "Nemtsov was murdered by Chechens"),
        ("Is Huma Abedin a Saudi agent", "Huma Abedin is a Saudi agent"),
        ("Are the Kurds allies of Washington", "the Kurds are allies of Washington"),
        ("Will Trump release his taxes", "Trump will release his taxes"),
        ("Were there riots in Kosovo", "there were riots in Kosovo"),
        ("Is Crimea part of Russia", "Crimea is part of Russia"),
        ("Did the dam leak", "the dam did leak"),
        ("Has anybody paid", "anybody has paid"),
        ("Is", ""),
    ],
)
def test_a_question_is_put_straight(asked: str, proposition: str) -> None:
    (doc,) = parse([asked])
    assert straight(list(doc), parse) == proposition


def test_a_verb_that_stands_first_goes_behind_its_subject() -> None:
    (doc,) = parse(["were 340 households told to pack"])
    assert turned(list(doc)) == "340 households were told to pack"


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("Did he say that the dam leaks", True),
        ("Did he say the dam was leaking", True),
        ("Did he oppose the war", False),
        ("Did he support the man who leaks", False),
    ],
)
def test_a_clause_of_its_own_is_a_proposition(said: str, clause: bool) -> None:
    (doc,) = parse([said])
    verb = doc[2]
    assert is_proposition(verb, doc.text[verb.idx + len(verb) :].strip()) is clause
