"""Which names count as one."""

import pytest

from assistant.names import Likeness, Party, likeness, outlet_key


def voice(text: str) -> Party:
    name, _, role = text.partition(" | ")
    return Party(name, "voice", role=role, unnamed=name[:1].islower())


def masthead(name: str) -> Party:
    return Party(name, "outlet", masthead=True)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Rex Tillerson", "Secretary of State Rex Tillerson | x", Likeness.SAME),
        ("Tillerson", "Rex Tillerson", Likeness.SAME),
        ("R. Tillerson", "Rex Tillerson", Likeness.SAME),
        ("Donald J. Trump", "Donald Trump", Likeness.SAME),
        ("Peña Nieto", "Enrique Pena Nieto", Likeness.SAME),
        ("Trump\N{RIGHT SINGLE QUOTATION MARK}s", "Donald Trump", Likeness.SAME),
        ("FBI", "Federal Bureau of Investigation", Likeness.SAME),
        ("Bill Clinton", "Hillary Clinton", Likeness.DIFFERENT),
        ("Rob Smith", "Robert Smith", Likeness.UNKNOWN),
        ("James Comey | FBI director", "FBI", Likeness.UNKNOWN),
        ("Robby Mook | Clinton campaign manager", "Hillary Clinton", Likeness.DIFFERENT),
        ("a senior official", "two officials", Likeness.UNKNOWN),
        ("a Clinton aide", "a Trump aide", Likeness.DIFFERENT),
        ("a Clinton spokesman", "a Trump adviser", Likeness.DIFFERENT),
        ("a Republican aide", "a Trump aide", Likeness.UNKNOWN),
        ("a U.S. official", "a Pentagon official", Likeness.UNKNOWN),
        ("a White House official", "a Trump aide", Likeness.UNKNOWN),
        ("a Russian diplomat", "an American general", Likeness.DIFFERENT),
        ("a senior official", "Rex Tillerson | Secretary of State", Likeness.UNKNOWN),
        ("an American official", "Zamir Kabulov | Russian envoy", Likeness.DIFFERENT),
        ("a villager", "Zamir Kabulov | Russian envoy", Likeness.DIFFERENT),
        ("a villager", "the militants", Likeness.UNKNOWN),
    ],
)
def test_two_voices_differ_only_where_their_names_or_descriptions_say_so(a: str, b: str, expected: Likeness) -> None:
    assert likeness(voice(a), voice(b)) == likeness(voice(b), voice(a)) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (masthead("The New York Times"), masthead("NYT"), Likeness.SAME),
        (masthead("The Times"), masthead("The New York Times"), Likeness.DIFFERENT),
        (Party("The Times", "outlet"), masthead("The New York Times"), Likeness.UNKNOWN),
        (masthead(""), masthead("Reuters"), Likeness.UNKNOWN),
        (masthead(""), masthead(""), Likeness.UNKNOWN),
        (voice("CNN"), masthead("CNN.com"), Likeness.SAME),
        (voice("Rex Tillerson"), masthead("Reuters"), Likeness.DIFFERENT),
        (voice("local media"), masthead("Reuters"), Likeness.UNKNOWN),
        (Party("AP", "outlet"), Party("The Associated Press", "outlet"), Likeness.SAME),
        (Party("Gen. Smith", "outlet"), voice("John Smith"), Likeness.SAME),
        (Party("text of a", "text"), Party("text of a", "text"), Likeness.SAME),
        (Party("text of a", "text"), masthead(""), Likeness.DIFFERENT),
    ],
)
def test_an_outlet_is_one_under_all_its_spellings(a: Party, b: Party, expected: Likeness) -> None:
    assert likeness(a, b) == likeness(b, a) == expected


def test_an_unknown_outlet_has_no_key() -> None:
    assert outlet_key("") == ""
    assert outlet_key("Ведомости") == "ведомости"
