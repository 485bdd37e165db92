"""What an answer says, as data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Cited, Group, Missing, Paragraph, Run
from assistant.outline import cited, nearest, with_text
from assistant.records import Match, Question
from assistant.terms import stems
from tests.assistant.cases import SEED, answered, article, hit, question, said

TOLD = article("seed", "Eastern Desk", SEED, "2017-10-09")
ASSERTED = said(TOLD, "Russia arms the Taliban", "Rex Tillerson", venue="press conference")
AGAIN = said(TOLD, "Russia arms", "Secretary Tillerson", ordinal=1, when="August 22")
UNNAMED = said(TOLD, "Russia arms", "an official", ordinal=2, unnamed=True, strength="implies")
DENIED = said(TOLD, "a campaign of disinformation", "The Foreign Ministry", ordinal=3, stance="denies")
DOUBTED = said(TOLD, "the Taliban", "Ann Lee", ordinal=4, stance="questions")
WHERE = question("when-where", speaker="Rex Tillerson")
WHAT = question("what-said", speaker="Rex Tillerson")
DENY = question(deny=True)
PLAIN = question("plain", "Which ministry spoke of disinformation?", claim="")


@pytest.mark.parametrize(
    ("matches", "asked", "headline", "stances", "not_found"),
    [
        ([ASSERTED, DENIED], question(), "voices", ["asserts", "denies"], ()),
        ([DOUBTED, DENIED, ASSERTED], question(), "voices", ["asserts", "denies", "questions"], ()),
        ([ASSERTED, DENIED, DOUBTED], DENY, "voices", ["denies", "asserts", "questions"], ()),
        ([ASSERTED], DENY, "voices", ["asserts"], ("denial",)),
        ([DENIED], question("evidence"), "voices", ["denies"], ("assertion",)),
        ([UNNAMED], question(), "voices", ["asserts"], ("names",)),
        ([UNNAMED], WHAT, "statements", ["asserts"], ()),
        ([ASSERTED], WHERE, "place", ["asserts"], ("when",)),
        ([ASSERTED, AGAIN], WHERE, "place", ["asserts"], ()),
        ([DENIED], WHERE, "place", ["denies"], ("when", "where")),
        ([], question(), "nothing", [], ("saying",)),
        ([], WHAT, "nothing", [], ("saying",)),
        ([], DENY, "nothing", [], ("denial",)),
        ([], PLAIN, "passages", [], ()),
    ],
)
def test_what_an_answer_says(
    matches: list[Match], asked: Question, headline: str, stances: list[str], not_found: tuple[Missing, ...]
) -> None:
    told = answered(matches, asked, [hit(TOLD)]).outline
    assert (told.headline, [group.stance for group in told.groups], told.not_found) == (headline, stances, not_found)


def test_a_question_that_nothing_near_answers() -> None:
    told = answered([], PLAIN, [hit(TOLD)], abstained=True)
    assert (told.outline.headline, told.outline.not_found, cited(told)) == ("nothing", ("answer",), set())
    assert answered([], PLAIN, []).outline.not_found == ("answer",)


def test_each_voice_has_one_place_and_its_best_that_a_passage_holds() -> None:
    elsewhere = article("far", "Post", SEED)
    unshown = Match(statement=AGAIN.statement, article=elsewhere, stance="asserts")  # passage 0
    (group,) = answered([unshown, ASSERTED, AGAIN, UNNAMED]).outline.groups
    assert group == Group(stance="asserts", statements=(0, 1, 2, 3), voices=(1, 2, 3))
    (group,) = answered([unshown]).outline.groups
    assert group.voices == (0,)


@pytest.mark.parametrize(
    ("matches", "lead"),
    [([ASSERTED, AGAIN], 0), ([DENIED, ASSERTED], 1), ([DENIED], 0), ([UNNAMED, AGAIN], 1)],
)
def test_time_and_place_are_those_of_the_best_assertion_that_has_any(matches: list[Match], lead: int) -> None:
    assert answered(matches, WHERE).outline.lead == lead


@pytest.mark.parametrize(
    ("matches", "implied", "unnamed"),
    [([UNNAMED], True, 1), ([UNNAMED, ASSERTED], False, 1), ([DENIED], False, 0), ([ASSERTED], False, 0)],
)
def test_what_is_doubtful_of_those_who_assert(matches: list[Match], implied: bool, unnamed: int) -> None:
    told = answered(matches).outline
    assert (told.only_implied, told.unnamed) == (implied, unnamed)


def test_what_is_quoted_is_what_stands_there() -> None:
    told = answered([ASSERTED, DENIED])
    for quotation in told.statements:
        assert SEED[quotation.start : quotation.end] == quotation.quote == quotation.shown
        assert told.articles[quotation.article].publisher == quotation.publisher == "Eastern Desk"
    assert all(SEED[p.start : p.end] == p.text for p in told.passages)


def test_an_article_s_own_words_are_its_publisher_s() -> None:
    (own,) = answered([said(TOLD, "Russia arms", "")]).statements
    assert own.speaker == "Eastern Desk"


def test_cited_are_the_passages_of_statements_and_of_a_models_marks() -> None:
    told = answered([ASSERTED], hits=[hit(TOLD), hit(TOLD, 0, 50), hit(TOLD, 60)])
    assert cited(told) == {1}
    assert cited(with_text(told, (Paragraph(runs=(Run(text="So "), Run(mark=3))),))) == {1, 3}
    assert cited(answered([], PLAIN, [hit(TOLD), hit(TOLD, 0, 50)])) == {1, 2}


def passage(text: str, start: int = 7) -> Cited:
    return Cited(
        n=1, article="a", title="", publisher="", published="", url="", start=start, end=start + len(text), text=text
    )


@pytest.mark.parametrize(
    ("text", "wanted", "sentence"),
    [
        ("One came. Two ministers went! Three?", "ministers", "Two ministers went!"),
        ("One came. Two went.", "ministers", "One came."),
        ("“We went.” Nobody believed the ministers.", "ministers", "Nobody believed the ministers."),
        ("He said: “The ministers went.” Nobody came.", "ministers", "He said: “The ministers went.”"),
        ("Heading without an end\n\nMinisters went", "ministers", "Ministers went"),
        ("Mr. Lee of 3.5 ministers", "ministers", "Lee of 3.5 ministers"),
        ("She left. The dam was finished in 1968.", "dam", "The dam was finished in 1968."),
        ("   ", "ministers", ""),
        ("", "ministers", ""),
    ],
)
def test_the_sentence_that_is_nearest(text: str, wanted: str, sentence: str) -> None:
    found = nearest(passage(text), stems(wanted))
    assert text[found.start - 7 : found.end - 7] == sentence


@given(st.text(alphabet='Ab .!?\n"”’)', max_size=40))
def test_it_lies_in_its_passage(text: str) -> None:
    found = nearest(passage(text), frozenset())
    assert 7 <= found.start <= found.end <= 7 + len(text)
