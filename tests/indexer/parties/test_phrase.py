"""What a source phrase says of who it is: a row a phrase."""

import pytest

from indexer.parse import parse_names
from indexer.parties.phrase import Phrase, read, sentence_of


def reading(source: str) -> Phrase:
    return read(parse_names([sentence_of(source)])[0])


@pytest.mark.parametrize(
    ("source", "kind", "name", "noun"),
    [
        ("US Army Gen. Curtis Scaparotti", "person", "Curtis Scaparotti", ""),
        ("Concord resident Whit Symms", "person", "Whit Symms", "resident"),
        (
            "Stephen Loomis, president of the Cleveland Police Patrolmen's Association",
            "person",
            "Stephen Loomis",
            "president",
        ),
        ("the presumptive GOP presidential nominee, Donald Trump,", "person", "Donald Trump", "nominee"),
        ("Clinton campaign manager Robby Mook", "person", "Robby Mook", "manager"),
        ("Mayor Bill de Blasio", "person", "Bill de Blasio", "mayor"),
        ("Mr. Nevins of Showtime", "person", "Nevins", ""),
        ("a senior official in Kabul", "role", "", "official"),
        ("The senator", "role", "", "senator"),
        ("a spokesman for the Clinton campaign", "role", "", "spokesman"),
        ("Sanders aides", "group", "", "aide"),
        ("27 percent of voters", "group", "", "voter"),
        ("White House and Pentagon spokesmen", "group", "", "spokesman"),
        ("the Sanders campaign", "body", "", "campaign"),
        ("the New York Police Department", "body", "New York Police Department", ""),
        ("the FBI", "body", "FBI", ""),
        ("CNN", "outlet", "CNN", ""),
        ("Northbridge Courier", "outlet", "Northbridge Courier", ""),
        ("Bill Press", "person", "Bill Press", ""),
        ("a Quinnipiac University poll", "document", "", "poll"),
        ("a report from the State Department's inspector general", "document", "", "report"),
        ("a new super PAC", "body", "", "pac"),
        ("America Rising, a conservative political action committee,", "body", "America Rising", "committee"),
        ("Feldman, a Republican strategist,", "person", "Feldman", "strategist"),
    ],
)
def test_kind_name_and_description(source: str, kind: str, name: str, noun: str) -> None:
    found = reading(source)
    assert (found.kind, found.name) == (kind, name)
    assert not noun or noun in found.nouns


@pytest.mark.parametrize(
    ("source", "owner"),
    [
        ("Clinton's aides", "Clinton"),
        ("Sanders aides", "Sanders"),
        ("the Sanders campaign", "Sanders"),
        ("a spokesman for the Democratic National Convention", "Democratic National Convention"),
        ("Jenna Golden, Twitter’s director of political advertising,", "Twitter"),
        ("his campaign", "his"),
        ("Clinton campaign manager Robby Mook", "Clinton"),
    ],
)
def test_whom_a_description_hangs_on(source: str, owner: str) -> None:
    assert owner in reading(source).owners


def test_people_that_are_listed() -> None:
    assert reading("both Mr. Rubio and Mr. Cruz").members == ("Rubio", "Cruz")
    assert reading("the two leading Republicans, Donald J. Trump and Senator Ted Cruz,").members == (
        "Donald J. Trump",
        "Ted Cruz",
    )
    assert reading("Ted Cruz").members == ()


def test_who_was_is_no_longer() -> None:
    assert "former" in reading("former Obama adviser David Axelrod").nouns
    assert "former" not in reading("Obama adviser David Axelrod").nouns
