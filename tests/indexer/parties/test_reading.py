"""Whom the statements of an article are of: names, epithets, pronouns and owners over one article."""

import pytest

from indexer.parse import parse_names
from indexer.parties.reading import Phrases, parties_of
from indexer.parties.records import Party, Same
from indexer.parties.same import same
from indexer.records import Article, Statement
from tests.parties import said_by

TEXT = (
    "Florida Sen. Ann Dorn spoke in Tarn on Monday. Gov. Carl Lind listened.\n\n"
    "“The quay is unsafe,” the senator said. She added that the guild had known.\n\n"
    "The Lind campaign denied it. His aides said the quay was sound. Police said nothing was found, and the police left.\n\n"
    "The American channel had said so first. Mr. Moss, a spokesman for the Harbour Guild, said repairs would start. Mr. Moss spoke on Tuesday."
)


def party(source: str, voice: str, *, role: str = "", unnamed: bool = False) -> Party:
    """The party of a statement of that source, after those before it."""
    article = Article(id="a", text=TEXT, title="Lind and Dorn on the quay", publisher="Ledger")
    said = said_by(TEXT, source, voice, role=role, unnamed=unnamed)
    return parties_of(article, [said], Phrases(parse_names))[0]


def test_the_senator_is_who_is_titled_so() -> None:
    found = party("the senator", "the senator", unnamed=True)
    assert (found.kind, found.name, found.inferred) == ("person", "Ann Dorn", True)


def test_a_pronoun_is_the_voice_it_was_resolved_to_and_a_person() -> None:
    found = party("She", "Ann Dorn")
    assert (found.kind, found.name, found.inferred) == ("person", "Ann Dorn", False)


def test_an_owner_takes_its_longest_form() -> None:
    found = party("The Lind campaign", "Lind campaign")
    assert (found.kind, found.owners[:1]) == ("body", ("Carl Lind",))


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("They met Carl Lind. It was put to Lind, whose campaign denied it.", ("Carl Lind",)),
        ("They met the man at the quay, whose campaign denied it.", ()),
    ],
)
def test_whose_is_of_the_name_right_before(text: str, owners: tuple[str, ...]) -> None:
    said = said_by(text, "whose campaign", "whose campaign", unnamed=True)
    found = parties_of(Article(id="a", text=text), [said], Phrases(parse_names))[0]
    assert found.owners == owners


def test_a_word_that_the_article_prints_small_is_no_name() -> None:
    found = party("Police", "Police")
    assert (found.kind, found.named) == ("body", False)


def test_the_label_of_a_turn_is_no_name() -> None:
    text = "CHAIR: The hearing is open.\n\nFBI: We were not told."
    labels = [said_by(text, "CHAIR", "CHAIR", unnamed=True), said_by(text, "FBI", "FBI")]
    chair, body = parties_of(Article(id="a", text=text), labels, Phrases(parse_names))
    assert (chair.kind, chair.named, body.kind, body.named) == ("role", False, "body", True)


def test_a_channel_that_is_only_described_has_no_name() -> None:
    found = party("The American channel", "American channel")
    assert (found.kind, found.named) == ("outlet", False)
    assert same(found, Party(kind="outlet", name="CNN", article="b")).same == Same.UNKNOWN


def test_a_description_and_whom_it_is_of() -> None:
    found = party("Mr. Moss, a spokesman for the Harbour Guild,", "Moss", role="a spokesman for the Harbour Guild")
    assert (found.kind, found.name) == ("person", "Moss")
    assert "spokesman" in found.nouns and "Harbour Guild" in found.owners


def test_an_articles_own_sentence_is_its_publishers() -> None:
    article = Article(id="a", text=TEXT, publisher="Ledger")
    own = Statement(
        article_id="a", ordinal=0, start=0, end=5, context_start=0, context_end=5, voice="Ledger", kind="narration"
    )
    assert parties_of(article, [own], Phrases(parse_names)) == [
        Party(kind="outlet", name="Ledger", masthead=True, article="a")
    ]


def test_a_phrase_is_parsed_once_and_its_reading_does_not_depend_on_what_was_read_before() -> None:
    parsed: list[str] = []

    def parse(texts: list[str]) -> list:
        parsed.extend(texts)
        return parse_names(texts)

    phrases = Phrases(parse)
    first = phrases.read(["Ann Dorn", "the mayor", "Ann Dorn"])
    again = phrases.read(["the mayor", "a nurse"])
    assert len(parsed) == 3
    assert again["the mayor"] == first["the mayor"] == Phrases(parse_names).read(["the mayor"])["the mayor"]


def test_of_very_many_phrases_the_old_ones_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.parties.reading.KEPT", 2)
    phrases = Phrases(parse_names)
    phrases.read(["Ann Dorn", "the mayor"])
    assert set(phrases.read(["the mayor", "a nurse"])) == {"the mayor", "a nurse"}
