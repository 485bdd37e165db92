"""Whose statements a question asks for."""

from dataclasses import replace

import pytest

from assistant.judge.speakers import by_speaker
from assistant.records import Candidate, Question
from indexer.parties.records import Party
from indexer.parties.rulings import Ruling, Rulings
from indexer.parties.same import Comparer
from indexer.parties.surnames import Surnames
from indexer.records import Article, Span, Statement
from tests.parties import party

ARTICLE = Article(id="a", text="Anna Novik spoke. The quay is safe, the general said.", publisher="Ledger")


def candidate(voice: str, meant: Party | None = None, role: str = "") -> Candidate:
    said = Statement(
        article_id="a",
        ordinal=0,
        start=18,
        end=34,
        context_start=18,
        context_end=53,
        voice=voice,
        role=role,
        unnamed=voice.islower(),
    )
    return Candidate(statement=said, article=ARTICLE, similarity=0.5, party=meant or party(voice, "a", role=role))


NOVIK = Party(kind="person", name="Anna Novik", inferred=True, article="a")
LIND = Party(kind="person", name="Bo Lind", inferred=True, article="a")


@pytest.mark.parametrize(
    ("speaker", "asked_of", "left"),
    [
        ("Novik", candidate("Anna Novik"), True),
        ("novik", candidate("Anna Novik"), True),
        ("Anna Novik", candidate("Novik"), True),
        ("Anna Novik", candidate("Eva Novik"), False),
        ("Novik", candidate("Novik campaign"), False),
        ("Novik", candidate("the general", NOVIK), True),
        ("Novik", candidate("the general"), False),
        ("Novik", candidate("the general", LIND), False),
        ("Lind", candidate("Anna Novik"), False),
        ("the harbour chief", candidate("Anna Novik", role="harbour chief"), True),
        ("the Kremlin's envoy", candidate("the envoy"), True),
        ("the Kremlin's envoy", candidate("the minister"), False),
        ("the head of the Harbour Guild", candidate("Anna Novik", role="director of the Harbour Guild"), True),
        ("the head of the Harbour Guild", candidate("Anna Novik", role="director of the Courier"), False),
        ("the US Secretary of State", candidate("Anna Novik", role="Secretary of State"), True),
        ("the US Secretary of State", candidate("Anna Novik", role="British Foreign Secretary"), False),
        ("the White House spokesman", candidate("Anna Novik", role="Kremlin spokesman"), False),
        ("the general", candidate("Anna Novik", role="Gen."), True),
        ("the general", candidate("Anna Novik", role="who wrote to the general"), False),
        ("the chief engineer", candidate("Anna Novik", role="chief engineer at the dam"), True),
        ("the chief engineer", candidate("Anna Novik", role="clerk of the chief engineer"), False),
        ("Captain Lind's mother", candidate("Captain Lind"), False),
        ("the Russian Foreign Ministry", candidate("Russian Foreign Ministry"), True),
        ("the Russian Foreign Ministry", candidate("the ministry"), False),
    ],
)
def test_a_speaker_is_found_by_name_by_role_and_by_whom_the_article_means(
    speaker: str, asked_of: Candidate, left: bool
) -> None:
    question = Question(text=f"What did {speaker} say?", kind="what-said", claim="the quay", speaker=speaker)
    known = Surnames()
    known.add([party("Anna Novik"), party("Bo Lind")])
    assert bool(by_speaker(question, [asked_of], Comparer(known.bearers))) is left


def test_whom_a_reader_rules_the_same_is_found_by_either_name() -> None:
    question = Question(text="What did Anna Novik say?", kind="what-said", claim="the quay", speaker="Anna Novik")
    rulings = Rulings((Ruling("same", ("Anna Novik", "A. Lund")),), "index.people.toml")
    assert not by_speaker(question, [candidate("A. Lund")])
    assert by_speaker(question, [candidate("A. Lund")], Comparer(rulings=rulings))


def test_she_is_no_charles() -> None:
    question = Question(text="What did Charles Novik say?", kind="what-said", claim="", speaker="Charles Novik")
    article = Article(id="a", text="She said that the quay is safe.", publisher="Ledger")
    told = candidate("Novik")
    known = Surnames()
    known.add([party("Charles Novik")])
    for start, end, left in ((0, 0, True), (0, 3, False)):
        said = replace(told.statement, source=(Span(start, end),) if end else ())
        found = by_speaker(question, [replace(told, statement=said, article=article)], Comparer(known.bearers))
        assert bool(found) is left


def test_what_one_article_says_of_somebody_holds_in_the_others() -> None:
    question = Question(text="What did the harbour chief say?", kind="what-said", claim="", speaker="harbour chief")
    told, plain, other = candidate("Anna Novik", role="harbour chief"), candidate("Anna Novik"), candidate("Bo Lind")
    assert by_speaker(question, [told, plain, other]) == [told, plain]
