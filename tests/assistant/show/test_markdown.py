"""What the extractive answer says."""

import re

from assistant.count.corroborate import corroborate
from assistant.records import Corroboration, Match, Question, QuestionKind, Scope
from assistant.show.markdown import compose
from tests.assistant.cases import SEED, article, hit, said

SCOPE = Scope(articles=28, first="2017-08-05", last="2017-10-09")
TOLD = article("seed", "Eastern Desk", SEED, "2017-10-09")
HITS = [hit(TOLD)]
TILLERSON = said(
    TOLD, "Russia arms the Taliban", "Rex Tillerson", role="US Secretary of State", venue="press conference"
)
MINISTRY = said(TOLD, "a campaign of disinformation", "The Foreign Ministry", ordinal=1, stance="denies")
KABULOV = said(
    TOLD, "“We have never sent them\nweapons,”", "Zamir Kabulov", ordinal=2, stance="denies", via=("Interfax",)
)
MATCHES = [TILLERSON, MINISTRY, KABULOV]


def question(kind: QuestionKind, text: str = "Who said that Russia arms the Taliban?", **more: object) -> Question:
    return Question(text=text, kind=kind, claim="Russia arms the Taliban", **more)  # type: ignore[arg-type]


def composed(asked: Question, matches: list[Match], *, weak: bool = False) -> str:
    found = corroborate(matches, [], SCOPE, kind=asked.kind, speaker=asked.speaker) if asked.claim else None
    return compose(asked, HITS, matches, found, SCOPE, weak=weak)


def test_deniers_stand_apart_and_every_quotation_has_its_mark() -> None:
    text = composed(question("who-said"), MATCHES)
    assert text.split("\n\n") == [
        "- **Rex Tillerson** (US Secretary of State), press conference: “Russia arms the Taliban” [1]",
        "Denied by:",
        "- **The Foreign Ministry**: “a campaign of disinformation” [1]\n"
        "- **Zamir Kabulov**, via Interfax: “We have never sent them weapons,” [1]",
        "**Single source, one article, disputed.** One voice, one article: nobody else in this corpus "
        "(28 articles, 5 Aug 2017 to 9 Oct 2017) reports it.",
    ]


def test_who_denies_is_answered_by_the_deniers_first() -> None:
    assert composed(question("who-said", deny=True), MATCHES).startswith("Denied by:")


def test_a_claim_that_is_only_denied_has_nobody_asserting_it() -> None:
    text = composed(question("who-said"), [MINISTRY])
    assert (
        "Nobody in this corpus (28 articles, 5 Aug 2017 to 9 Oct 2017) is found asserting it; The Foreign Ministry denies it."
        in text
    )
    assert "**No evidence, disputed.**" in text


def test_each_voice_is_named_once() -> None:
    again = said(TOLD, "Russia arms", "Secretary Rex Tillerson", ordinal=3)
    assert composed(question("evidence"), [TILLERSON, again]).count("Tillerson") == 1


def test_when_and_where_lead_and_what_is_missing_is_told() -> None:
    text = composed(question("when-where", speaker="Rex Tillerson"), [TILLERSON])
    assert text.startswith("**press conference** (published 9 Oct 2017). **Rex Tillerson**")
    assert "The articles do not tell when it was said." in text


def test_what_somebody_said_is_dated() -> None:
    text = composed(question("what-said", speaker="Rex Tillerson"), [TILLERSON])
    assert "published 9 Oct 2017" in text and "“Russia arms the Taliban” [1]" in text


def test_nothing_found_is_said_plainly_with_the_nearest_passages() -> None:
    assert composed(question("who-said"), []) == (
        "Nobody is found saying this in this corpus (28 articles, 5 Aug 2017 to 9 Oct 2017). Nearest passages: [1]"
    )
    assert composed(question("evidence", speaker="Jill Stein"), []).startswith("Jill Stein is not found saying this")


def test_a_plain_question_gets_the_best_sentence() -> None:
    asked = Question(text="Which ministry spoke of disinformation?", kind="plain", claim="")
    assert (
        "“The Foreign Ministry in Moscow called it a campaign of disinformation.” (Eastern Desk, 9 Oct 2017) [1]"
        in composed(asked, [])
    )
    assert composed(asked, [], weak=True).startswith("Nothing in this corpus (28 articles")
    assert composed(asked, []).endswith("what somebody said.") and "No level is given" in composed(asked, [])


def test_marks_and_tags_in_an_article_stay_text() -> None:
    evil = article("evil", "Desk", "He said [7] **bold** <script>alert(1)</script> https://x.test ok.")
    match = said(evil, evil.text, "Mallory [8] **x**")
    text = compose(question("who-said"), [hit(evil)], [match], Corroboration(level="single-source"), SCOPE)
    assert re.findall(r"(?<!\\)\[(\d+)", text) == ["1"]
    assert "<script" not in text.replace("\\<script", "")


def test_a_long_quotation_is_cut_outside_of_its_marks() -> None:
    long = article("long", "Desk", "word " * 100 + "end.")
    text = compose(
        question("who-said"), [hit(long)], [said(long, long.text, "X")], Corroboration(level="no-evidence"), SCOPE
    )
    assert "word” … [1]" in text


def test_unnamed_voices_are_told() -> None:
    text = composed(question("who-said"), [said(TOLD, "Russia arms the Taliban", "a senior official", unnamed=True)])
    assert "The articles do not tell who the unnamed voice is." in text
    assert "unnamed voices only" in text
