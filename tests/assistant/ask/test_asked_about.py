"""Whom a question asks about."""

import pytest

from assistant.ask.asked_about import is_anybody, is_described, known_voice, phrase
from indexer.parse import parse

VOICES = [
    "Andrei Novikov",
    "Rex Tillerson",
    "Jill Stein",
    "Bill Clinton",
    "Hillary Clinton",
    "White House",
    "igor strand",
]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("also Rex Tillerson", "Rex Tillerson"),
        ("and the mayor", "the mayor"),
        ("Rex Tillerson actually", "Rex Tillerson"),
        ("the former captain Jan Marr", "Jan Marr"),
        ("the head of Democrats for Life", "the head of Democrats for Life"),
        ("", ""),
    ],
)
def test_the_words_that_name_somebody(words: str, named: str) -> None:
    (doc,) = parse([words])
    assert phrase(list(doc)) == named


@pytest.mark.parametrize("words", ["anyone", "the papers", "any articles", "somebody in Kabul", "you", "", "the"])
def test_nobody_in_particular(words: str) -> None:
    assert is_anybody(words)


@pytest.mark.parametrize("words", ["Rex Tillerson", "the mayor", "officials in Kabul", "the Russian Foreign Ministry"])
def test_somebody(words: str) -> None:
    assert not is_anybody(words)


@pytest.mark.parametrize(
    ("words", "described"),
    [
        ("Jill Stein's spokeswoman", True),
        ("the mayor of Aldmere", True),
        ("Jill Stein", False),
        ("the White House", False),
        ("Novikov", False),
    ],
)
def test_who_is_described_is_not_named(words: str, described: bool) -> None:
    (doc,) = parse([words])
    assert is_described(list(doc), words, VOICES) is described


@pytest.mark.parametrize(
    ("named", "voice"),
    [
        ("Novikov", "Andrei Novikov"),
        ("the White House", "White House"),
        ("Clinton", "Clinton"),  # two are called so
        ("Hillary Clinton", "Hillary Clinton"),
        ("Strand", "Igor Strand"),
        ("the Russian Foreign Ministry", "Russian Foreign Ministry"),
        ("Nobody Known", "Nobody Known"),
    ],
)
def test_which_voice_is_meant(named: str, voice: str) -> None:
    assert known_voice(named, VOICES) == voice
