"""The Markdown that other programs get."""

import re

import pytest

from assistant.answer import Paragraph, Run
from assistant.outline import with_text
from assistant.records import Match, Question
from assistant.show.markdown import markdown
from tests.assistant.cases import SEED, answered, article, hit, question, said

TOLD = article("seed", "Eastern Desk", SEED, "2017-10-09")
TILLERSON = said(
    TOLD, "Russia arms the Taliban", "Rex Tillerson", role="US Secretary of State", venue="press conference"
)
MINISTRY = said(TOLD, "a campaign of disinformation", "The Foreign Ministry", ordinal=1, stance="denies")
KABULOV = said(
    TOLD, "“We have never sent them\nweapons,”", "Zamir Kabulov", ordinal=2, stance="denies", via=("Interfax",)
)
MATCHES = [TILLERSON, MINISTRY, KABULOV]
CORPUS = "this corpus (28 articles, 5 Aug 2017 to 9 Oct 2017)"


def written(matches: list[Match], asked: Question | None = None) -> str:
    return markdown(answered(matches, asked, [hit(TOLD)]))


def test_deniers_stand_apart_and_every_quotation_has_its_mark() -> None:
    assert written(MATCHES).split("\n\n") == [
        "Asserted by **Rex Tillerson** [1]; denied by **The Foreign Ministry** [1] and **Zamir Kabulov** [1].",
        "Asserted by:",
        "- **Rex Tillerson** (US Secretary of State), press conference: “Russia arms the Taliban” [1]",
        "Denied by:",
        "- **The Foreign Ministry**: “a campaign of disinformation” [1]\n"
        "- **Zamir Kabulov**, via Interfax: “We have never sent them weapons,” [1]",
        "**In this corpus: single source, one article, disputed.** One voice, one article: nobody else in "
        f"{CORPUS} reports it.",
    ]


def test_who_denies_is_answered_by_the_deniers_first() -> None:
    first, heading, *_ = written(MATCHES, question(deny=True)).split("\n\n")
    assert first.startswith("Denied by **The Foreign Ministry**") and heading == "Denied by:"
    assert "**In this corpus, of the claim itself and not of its denial: single" in written(
        MATCHES, question(deny=True)
    )


@pytest.mark.parametrize(
    ("matches", "asked", "told"),
    [
        ([MINISTRY], question(), f"Nobody in {CORPUS} is found asserting it; denied by **The Foreign Ministry** [1]."),
        (
            [TILLERSON],
            question(deny=True),
            f"Nobody in {CORPUS} is found denying it; asserted by **Rex Tillerson** [1].",
        ),
        ([], question(), f"Nobody in {CORPUS} is found saying it. Nearest passages: [1]"),
        ([], question(deny=True), f"Nobody in {CORPUS} is found denying it. Nearest passages: [1]"),
        ([], question("what-said", speaker="Jill Stein"), f"Nothing of the kind by Jill Stein is found in {CORPUS}."),
        (
            [TILLERSON],
            question("what-said", speaker="Rex Tillerson"),
            "**Rex Tillerson**: one statement in one article [1]",
        ),
        (
            [TILLERSON],
            question("when-where", speaker="Rex Tillerson"),
            "**Press conference** (published 9 Oct 2017): **Rex Tillerson** [1].",
        ),
        ([], question("plain", "Which ministry spoke of disinformation?", claim=""), "The nearest passages say:"),
    ],
)
def test_the_first_line_answers(matches: list[Match], asked: Question, told: str) -> None:
    assert written(matches, asked).startswith(told)


def test_each_voice_is_named_once() -> None:
    again = said(TOLD, "Russia arms", "Secretary Rex Tillerson", ordinal=3)
    lines = [line for line in written([TILLERSON, again]).split("\n") if line.startswith("- ")]
    assert len(lines) == 1 and lines[0].count("Tillerson") == 1


def test_when_it_was_said_is_missing_and_told_so() -> None:
    assert written([TILLERSON], question("when-where", speaker="Rex Tillerson")).endswith(
        "The articles do not tell when it was said."
    )


def test_what_somebody_said_is_dated() -> None:
    text = written([TILLERSON], question("what-said", speaker="Rex Tillerson"))
    assert "What was said:" in text and "published 9 Oct 2017" in text and "“Russia arms the Taliban” [1]" in text


def test_a_plain_question_gets_the_best_sentence_and_no_level() -> None:
    asked = question("plain", "Which ministry spoke of disinformation?", claim="")
    text = written([], asked)
    best = "- “The Foreign Ministry in Moscow called it a campaign of disinformation.” (Eastern Desk, 9 Oct 2017) [1]"
    assert best in text.split("\n\n")
    assert text.endswith("what somebody said.") and "No level is given" in text
    nothing = markdown(answered([], asked, [hit(TOLD)], abstained=True))
    assert nothing.startswith(f"Nothing in {CORPUS} answers this. Nearest passages: [1]")


def test_marks_and_tags_in_an_article_stay_text() -> None:
    evil = article("evil", "Desk", "He said [7] **bold** <script>alert(1)</script> https://x.test ok.")
    text = markdown(answered([said(evil, evil.text, "Mallory [8] **x**")]))
    assert set(re.findall(r"(?<!\\)\[(\d+)", text)) == {"1"}
    assert "<script" not in text.replace("\\<script", "")


def test_a_long_quotation_is_cut_outside_of_its_marks() -> None:
    long = article("long", "Desk", "word " * 100 + "end.")
    assert "word” … [1]" in markdown(answered([said(long, long.text, "X")]))


def test_more_statements_than_are_listed_are_counted_and_keep_their_marks() -> None:
    many = [said(TOLD, "Russia arms the Taliban", f"Voice {chr(65 + n)}", ordinal=n) for n in range(10)]
    assert "- Further: two statements by Voice I and Voice J [1]" in written(many)


def test_unnamed_voices_are_told() -> None:
    text = written([said(TOLD, "Russia arms the Taliban", "a senior official", unnamed=True)])
    assert "The articles do not tell who the unnamed voice is." in text
    assert "unnamed voices only" in text


def test_what_is_only_implied_is_told_so() -> None:
    implied = said(TOLD, "Russia arms the Taliban", "Rex Tillerson", strength="implies")
    assert "Nobody says it in so many words; the statements imply it." in written([implied])


def test_a_models_text_comes_first_with_the_level_behind_it() -> None:
    text = (
        Paragraph(runs=(Run(text="He *said* so "), Run(mark=1), Run(text="."))),
        Paragraph(runs=(Run(text="One "), Run(mark=1)), listed=True),
        Paragraph(runs=(Run(text="Two "), Run(mark=1)), listed=True),
    )
    told = markdown(with_text(answered(MATCHES, hits=[hit(TOLD)]), text))
    assert told.startswith("He \\*said\\* so [1].\n\n- One [1]\n- Two [1]\n\n**In this corpus: single source")
