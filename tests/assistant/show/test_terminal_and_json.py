"""An answer on a terminal, and as JSON."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.count.corroborate import corroborate
from assistant.records import Answer, Match, Question, Scope
from assistant.show.json import as_json, from_json
from assistant.show.markdown import compose
from assistant.show.terminal import plain
from indexer.errors import InputError
from tests.assistant.cases import SEED, article, hit, said

SCOPE = Scope(articles=28, first="2017-08-05", last="2017-10-09")
TOLD = article("seed", "Eastern Desk", SEED, "2017-10-09")


def answer(matches: list[Match] | None = None) -> Answer:
    if matches is None:
        matches = [
            said(
                TOLD, "Russia arms the Taliban", "Rex Tillerson", role="US Secretary of State", venue="press conference"
            ),
            said(
                TOLD,
                "“We have never sent them\nweapons,”",
                "Zamir Kabulov",
                ordinal=1,
                stance="denies",
                via=("Interfax",),
            ),
        ]
    asked = Question(text="Who said that Russia arms the Taliban?", kind="who-said", claim="Russia arms the Taliban")
    found = corroborate(matches, [], SCOPE)
    hits = (hit(TOLD, score=0.5),)
    return Answer(
        question=asked,
        abstained=not matches,
        markdown=compose(asked, hits, matches, found, SCOPE),
        passages=hits,
        matches=tuple(matches),
        corroboration=found,
        scope=SCOPE,
        seconds=0.25,
    )


def test_an_answer_reads_well_on_a_terminal() -> None:
    assert plain(answer(), width=80) == (
        """\
Who said that Russia arms the Taliban?

[SINGLE SOURCE · ONE ARTICLE · DISPUTED]

Asserted by

  Rex Tillerson, US Secretary of State
    “Russia arms the Taliban”
    press conference · Eastern Desk · 9 Oct 2017 [1]

Denied by

  Zamir Kabulov
    “We have never sent them weapons,”
    via Interfax · Eastern Desk · 9 Oct 2017 [1]

One voice, one article: nobody else in this corpus (28 articles, 5 Aug 2017 to 9
Oct 2017) reports it.

Passages
  [1] Title of seed · Eastern Desk · 9 Oct 2017 · seed 0-"""
        + str(len(SEED))
        + """

Searched this corpus (28 articles, 5 Aug 2017 to 9 Oct 2017) in 0.25 s.
"""
    )


def test_no_line_is_wider_than_asked() -> None:
    assert max(map(len, plain(answer(), width=50).splitlines())) <= 50


def test_nothing_found_says_so() -> None:
    text = plain(answer([]))
    assert "[NO EVIDENCE]" in text and "Nobody is found saying this" in text and "[1] Title of seed" in text


def test_article_text_cannot_steer_the_terminal() -> None:
    evil = article(
        "evil\x1b[2J", "Desk\x07", "He said \x1b[31mred\x1b]8;;http://x\x07 \u202eabc\x9b ok.", "2017\x1b[1m"
    )
    evil = replace(evil, title="\x1b]0;title\x07")
    shown = replace(
        answer([]), passages=(hit(evil),), matches=(said(evil, evil.text, "Mal\x1b[5mlory", role="\x08boss"),)
    )
    text = plain(replace(shown, markdown="x \x1b[31m [1]", abstained=True), color=False)
    assert not set(text) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160), 0x202E]))


def test_colour_is_only_ours() -> None:
    assert "\x1b[33m[SINGLE SOURCE" in plain(answer(), color=True)
    assert "\x1b" not in plain(answer())


def test_what_a_model_wrote_is_shown_with_what_was_struck() -> None:
    written = replace(
        answer(), written=True, markdown="Rex Tillerson said so [1].", struck=(("He lied.", "it cites nothing"),)
    )
    text = plain(written)
    assert "Rex Tillerson said so [1]." in text and "He lied. (it cites nothing)" in text


def test_json_has_the_documented_keys_and_exact_quotes() -> None:
    data = as_json(answer())
    assert list(data)[:8] == [
        "question", "kind", "abstained", "answer", "passages", "statements", "corroboration", "seconds",
    ]  # fmt: skip
    assert list(data["passages"][0]) == [
        "n", "article", "title", "publisher", "published", "url", "start", "end", "text", "score",
    ]  # fmt: skip
    assert list(data["statements"][0])[:15] == [
        "speaker", "role", "unnamed", "stance", "kind", "venue", "when", "via",
        "article", "publisher", "start", "end", "quote", "passage", "strength",
    ]  # fmt: skip
    assert list(data["corroboration"])[:7] == [
        "level", "reason", "disputed", "independent_chains", "chains", "merged", "explanation",
    ]  # fmt: skip
    assert all(s["quote"] == SEED[s["start"] : s["end"]] for s in data["statements"])


def test_json_comes_back_as_the_answer_it_was() -> None:
    first = json.loads(json.dumps(as_json(answer())))
    assert as_json(from_json(first)) == first


@pytest.mark.parametrize("damage", ["passages", "corroboration", "seconds"])
def test_json_that_is_no_answer_is_refused(damage: str) -> None:
    data = as_json(answer())
    del data[damage]
    with pytest.raises(InputError, match="not an answer"):
        from_json(data)


def test_an_offset_beyond_all_articles_is_refused() -> None:
    data = as_json(answer())
    data["statements"][0]["start"] = 10**12
    with pytest.raises(InputError):
        from_json(data)


@given(st.text(max_size=300))
def test_any_quotation_can_be_shown(text: str) -> None:
    told = article("x", "Desk", text or "x")
    shown = replace(answer([]), matches=(said(told, told.text, text[:20]),), passages=(hit(told),))
    assert plain(shown) and json.dumps(as_json(shown))
