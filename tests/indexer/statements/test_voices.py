"""Source spans resolved to voices."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.parse import entities
from indexer.records import Span
from indexer.statements.cast import cast_of, role_near
from indexer.statements.names import is_outlet, longest_form, name_runs, same_person, split_title
from indexer.statements.pronouns import Voice
from indexer.statements.voices import voice_of

TEXT = (
    "US Secretary of State Rex Tillerson spoke on Tuesday. Later the US Army Gen. Curtis Scaparotti agreed. "
    "The general was brief. A senior official was not. The Russian Foreign Ministry denied it."
)


def voice(source: str, before: list[tuple[int, Voice]] | None = None) -> Voice:
    start = TEXT.index(source)
    return voice_of(Span(start, start + len(source)), cast_of(TEXT), before or [])


@pytest.mark.parametrize(
    ("source", "name", "unnamed"),
    [
        pytest.param("US Secretary of State Rex Tillerson", "Rex Tillerson", False, id="title and name"),
        pytest.param("The general", "Curtis Scaparotti", False, id="a description takes the voice so described"),
        pytest.param("A senior official", "A senior official", True, id="unnamed"),
        pytest.param("The Russian Foreign Ministry", "Russian Foreign Ministry", False, id="a body is named"),
    ],
)
def test_a_source_span_names_its_voice(source: str, name: str, unnamed: bool) -> None:
    found = voice(source)
    assert (found.name, found.unnamed) == (name, unnamed)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Joe Hunter was there. Bill Trump isn't a conservative, he said.", "Joe Hunter", id="not whom he names"
        ),
        pytest.param(
            "Joe Hunter was there. The bid from Ostrand Terminals was late, he said.", "Joe Hunter", id="nor what"
        ),
        pytest.param("Joe Hunter went to Quayle Haven. It was late, he said.", "Joe Hunter", id="nor a place"),
        pytest.param("Joe Hunter went to San Diego. It was late, he said.", "Joe Hunter", id="nor a place known"),
    ],
)
def test_who_says_something_is_not_whom_they_name_in_it(text: str, name: str) -> None:
    said, pronoun = text.index(". ") + 2, text.index("he said")
    content = [Span(said, pronoun - 2)]
    assert voice_of(Span(pronoun, pronoun + 2), cast_of(text, entities), [], content=content).name == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        pytest.param("vice president at Calder Research", "Joram Wise", id="one's office"),
        pytest.param("critics like Wise", "critics like Wise", id="many are not one"),
        pytest.param("whose campaign", "whose campaign", id="nor what is his"),
        pytest.param("these people", "these people", id="nor who is pointed at"),
    ],
)
def test_an_office_right_after_a_name_is_its_bearers(source: str, name: str) -> None:
    text = f"From Joram Wise, {source}: no."
    start = text.index(source)
    assert voice_of(Span(start, start + len(source)), cast_of(text), []).name == name


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ann Dorn, a nurse, said so.", "a nurse"),
        ("Ann Dorn, during multiple interviews on Thursday, said so.", ""),
        ("They met Ann Dorn, where she attacked some lawmakers, and left.", ""),
    ],
)
def test_a_description_is_no_other_part_of_the_sentence(text: str, role: str) -> None:
    assert role_near("Ann Dorn", cast_of(text)) == role


def test_a_description_is_his_whose_title_and_name_follow_it() -> None:
    text = "This was stated by the commander in Europe, US Army Gen. Curtis Scaparotti: “It is so.”"
    start = text.index("the commander in Europe")
    assert voice_of(Span(start, start + 23), cast_of(text), []).name == "Curtis Scaparotti"


def test_a_description_is_no_things_that_stands_near() -> None:
    text = "Democrats had sued after Ohio eliminated what had been called the “Golden Week”. Democrats said no."
    start = text.rindex("Democrats")
    assert voice_of(Span(start, start + 9), cast_of(text, entities), []).name == "Democrats"


@pytest.mark.parametrize(("name", "is_one"), [("Fox News", True), ("USA Today", True), ("Today", False), ("TV", False)])
def test_a_word_in_outlets_names_is_none_alone(name: str, is_one: bool) -> None:
    assert is_outlet(name) == is_one


def test_he_is_rather_a_name_that_is_taken_for_a_persons() -> None:
    text = "It was given by Andrei Novikov, the head of the CIS Anti-Terrorism Center. In the interview he said so."
    pronoun = text.index("he said")
    assert voice_of(Span(pronoun, pronoun + 2), cast_of(text, entities), []).name == "Andrei Novikov"


def test_he_may_be_one_of_a_kind_who_spoke() -> None:
    text = "One California delegate tried to give passes away. He was unable, he said."
    pronoun, before = text.index("he said"), Voice(name="One California delegate", unnamed=True)
    assert voice_of(Span(pronoun, pronoun + 2), cast_of(text, entities), [(0, before)]).name == before.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She wrote to the Dam Inspectorate, which confirmed it.", "Dam Inspectorate"),
        ("Rex Tillerson, who confirmed it, left.", "Rex Tillerson"),
        ("Rex Tillerson met an envoy who confirmed it.", "an envoy"),
        ("Alan Berger, a doctor from Englewood, New Jersey, who confirmed it, left.", "Alan Berger"),
        ("Jeb Bush, the former Florida governor, who confirmed it, left.", "Jeb Bush"),
        ("It drew the ire of lawmakers who thought so.", "lawmakers"),
        ("Among those who confirmed it are two clerks.", "those"),
        ("An envoy of the Democrats, who were told of it, left.", "the Democrats"),
    ],
)
def test_a_relative_pronoun_is_the_name_right_before_it(text: str, name: str) -> None:
    at = re.search(r"who|which", text)
    assert at and voice_of(Span(*at.span()), cast_of(text), []).name == name


@pytest.mark.parametrize(
    ("text", "source", "name", "role"),
    [
        ("The White House was told. A bill crafted by the House followed.", "the House", "House", ""),
        ("U.S. presses for a truce.", "U.S.", "U.S.", ""),
        ("It ends. The director of the European Centre, Ina Kirsch, said so.", "The director of the European Centre, Ina Kirsch", "Ina Kirsch", "The director of the European Centre"),
        ("First his wife, longtime Harbour Guild aide Huma Abed, said so.", "his wife, longtime Harbour Guild aide Huma Abed", "Huma Abed", "his wife"),
        ("The mayor of the city of Umbra, Upper Ostrand, said so.", "The mayor of the city of Umbra, Upper Ostrand", "The mayor of the city of Umbra, Upper Ostrand", ""),
        ("The Podesta Group's CEO, Kimberley Fritts, said so.", "The Podesta Group's CEO, Kimberley Fritts,", "Kimberley Fritts",
         "The Podesta Group's CEO"),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole_and_alone(text: str, source: str, name: str, role: str) -> None:
    at = text.index(source)
    found = voice_of(Span(at, at + len(source)), cast_of(text), [])
    assert (found.name, found.role) == (name, role)


def test_two_people_of_one_surname_are_never_merged() -> None:
    assert not same_person("Hillary Clinton", "Bill Clinton")
    assert longest_form("Clinton", ["Hillary Clinton", "Bill Clinton"]) == "Clinton"
    assert longest_form("Tillerson", ["Rex Tillerson"]) == "Rex Tillerson"


@pytest.mark.parametrize(
    ("printed", "title", "name"),
    [
        ("US Army Gen. Curtis Scaparotti", "US Army Gen.", "Curtis Scaparotti"),
        ("Engineer Tor Bakk", "Engineer", "Tor Bakk"),
        ("Comedian Sarah J. Silverman", "Comedian", "Sarah J. Silverman"),
        ("Mary Ann Dorn", "", "Mary Ann Dorn"),
        ("Kim Jong Un", "", "Kim Jong Un"),
        ("New York Times", "", "New York Times"),
        ("West Virginia Council", "", "West Virginia Council"),
    ],
)
def test_titles_are_split_off(printed: str, title: str, name: str) -> None:
    assert split_title(printed) == (title, name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sheikh Abdul-Rahman al-Tamimi ibn Saqr said so.", ["Sheikh Abdul-Rahman al-Tamimi ibn Saqr"]),
        ("Mayor Jiří Šťastný and Ólafur Þór met Łukasz Żak.", ["Mayor Jiří Šťastný", "Ólafur Þór", "Łukasz Żak"]),
        ("President Abdel Fattah el-Sisi left.", ["President Abdel Fattah el-Sisi"]),
        ("Сергей Лавров said so.", ["Сергей Лавров"]),
    ],
)
def test_names_with_particles_and_of_other_letters(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in name_runs(text)] == names


@given(st.text(max_size=300))
def test_any_text_has_name_runs_inside_it(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in name_runs(text))
    cast_of(text)


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Ann Dorn met Peter Lang. She was late, she said.", "she said", "Ann Dorn"),
        ("Peter Lang met Ann Dorn. He was late, he said.", "he said", "Peter Lang"),
        ("Peter Lang met Anne-Marie Dorn. He was late, he said.", "he said", "Peter Lang"),
        (
            "Qavrit Dorn met Mrs. Lang, of the Lang family of Umbra Lang. Mr. Dorn was late, he said.",
            "he said",
            "Qavrit Dorn",
        ),
        ("Ruth Dorn saw Peter Lang. Mrs. Dorn and Mr. Dorn were away, he said.", "he said", "Ruth Dorn"),
        ("Ruth Dorn saw Peter Lang. Mrs. Dorn was away. Dorn was late, he said.", "he said", "Peter Lang"),
        ("Ann Dorn left. While she spares Bernie Lang, her critics, she said, do not.", "she said", "Ann Dorn"),
        ("Jasmin Dorn left. He was late, he said.", "he said", "Jasmin Dorn"),
        ("Peter Lang met Qavrit Dorn. It was late, he said.", "he said", "Qavrit Dorn"),
    ],
)
def test_a_given_name_and_an_honorific_tell_he_from_she(text: str, pronoun: str, name: str) -> None:
    at = text.index(pronoun)
    assert voice_of(Span(at, at + pronoun.index(" ")), cast_of(text), []).name == name
