"""An answer and its evidence as HTML, without a browser."""

import re
from dataclasses import replace
from html import unescape

import pytest
from markupsafe import Markup

from assistant.answer import Answer, Hearing, Paragraph, Run, Struck
from assistant.notes.cite import cite
from assistant.outline import with_text
from assistant.records import Corroboration, Filters
from assistant.show.page import Place, Turn, article_pane, conversation, evidence, marked, turn_of, welcome
from indexer.records import Article, Copy, Span
from tests.assistant.cases import SEED, answered, article, hit, question, said

TOLD = replace(
    article("seed", "Eastern Desk", SEED, "2017-10-09"), url="https://desk.example/a?x=1", authors=("Jo Ferrant",)
)
MATCHES = [
    said(TOLD, "Russia arms the Taliban", "Rex Tillerson", role="US Secretary of State"),
    said(TOLD, "“We have never sent them\nweapons,”", "Zamir Kabulov", ordinal=1, stance="denies", via=("Interfax",)),
]
ANSWER = answered(MATCHES, hits=[hit(TOLD)])


def words_of(markup: str) -> str:
    """The text that a browser would show, roughly."""
    return unescape(re.sub(r"<[^>]*>", "", markup))


def shown(answer: Answer, **turn: str) -> str:
    return conversation([Turn(question=answer.question.text, answer=answer, **turn)], Markup(""))


def test_an_answer_says_who_and_keeps_deniers_apart() -> None:
    asserted, denied = shown(ANSWER).split("<h3>Denied by</h3>")
    assert "Russia arms the Taliban" in asserted and "US Secretary of State" in asserted
    assert "via Interfax" in denied and "“We have never sent them\nweapons,”" in denied
    assert ">denied</span>" in denied and ">denied</span>" not in asserted
    assert (
        words_of(asserted)
        .split("In this corpus:")[0]
        .endswith("Asserted by Rex Tillerson [1]; denied by Zamir Kabulov [1].")
    )


def test_why_it_is_here_shows_the_words_that_bear_the_claim() -> None:
    assert "Why it is here: read as asserting it: “Russia arms the Taliban”</p>" in shown(ANSWER)


def test_the_reasons_name_every_chain_and_what_they_share() -> None:
    twice = answered([*MATCHES, said(TOLD, "Russia arms", "Curtis Scaparotti", ordinal=2)])
    page = words_of(shown(twice))
    assert "From voice to you: 1 independent of 2" in page
    assert "Chains 1 and 2 share publisher: Eastern Desk." in page


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Corroboration(level="no-evidence"), ["No evidence"]),
        (
            Corroboration(level="single-source", reason="reprint", disputed=True),
            ["Single source · one text reprinted", "Disputed"],
        ),
        (Corroboration(level="corroborated", unnamed_only=True), ["Corroborated", "Unnamed voices only"]),
    ],
)
def test_a_badge_has_a_word_a_shape_and_a_meaning(found: Corroboration, words: list[str]) -> None:
    page = shown(replace(ANSWER, corroboration=found))
    badges = re.findall(r'<span class="ts-badge ts-[a-z-]+" title="[^"]+"><svg.*?</svg><span>(.*?)</span>', page)
    assert badges == words


def test_limits_are_chips_and_what_the_question_gave_is_told() -> None:
    limited = Filters(publishers=("Eastern Desk",), before="2017-12")
    page = shown(answered(MATCHES, question("what-said", filters=limited, speaker="Rex Tillerson", named=("speaker",))))
    chips = re.findall(r'<span class="ts-chip">([^<]*)<', page)
    assert [chip.strip() for chip in chips[:3]] == [
        "publishers: Eastern Desk",
        "speaker: Rex Tillerson (from your question)",
        "before: Dec 2017",
    ]
    assert page.count("data-without") == 1 and 'data-without="speaker"' in page


def test_many_statements_are_folded_and_none_is_lost() -> None:
    many = answered([said(TOLD, "Russia arms", f"Voice {chr(65 + n)}", ordinal=n) for n in range(9)])
    page = shown(many)
    assert page.count('<article class="ts-card">') == 9 and "<summary>3 more</summary>" in page


def test_what_is_heard_on_the_way_has_no_level_and_opens_nothing() -> None:
    hearing = Hearing(question=ANSWER.question, statements=ANSWER.statements[:1], judged=10, of=40)
    page = turn_of(Turn(question="?", hearing=hearing, waiting="10 of 40"), 3)
    assert 'data-number="3" data-state="going"' in page and "Who says “Russia arms the Taliban”" in page
    assert page.count("ts-card") == 1 and "ts-badge" not in page and "data-open" not in page
    stopped = turn_of(Turn(question="?", hearing=hearing, stopped=True), 3)
    assert 'data-state="stopped"' in stopped and "Nothing is said of the claim" in stopped


def test_a_turn_can_be_asked_again_edited_and_linked_to() -> None:
    page = turn_of(Turn(question='Who <b> "x"?', answer=ANSWER, read_as="Who said it?", link="?q=1&index=2"), 0)
    assert (
        'data-ask="Who said it?"' in page
        and 'data-edit="Who &lt;b&gt; &#34;x&#34;?"' in page
        and 'data-edit="Who said it?"' in page
    )
    assert "Read as: Who said it?" in page and 'data-link="?q=1&amp;index=2"' in page


def test_waiting_errors_and_notes_are_shown() -> None:
    page = conversation(
        [Turn(question="a", waiting="Searching"), Turn(question="b", error="no index: make one")], Markup("start")
    )
    assert ">Searching</p>" in page and "<p>No index: make one</p>" in page and "start" not in page
    assert conversation([], Markup("<b>start</b>")).count("<b>start</b>") == 1
    assert "Notes to copy" in shown(ANSWER, notes=cite(ANSWER)) and "Notes to copy" not in shown(ANSWER)


def test_a_models_text_is_told_first_and_what_was_struck_last() -> None:
    text = (
        Paragraph(runs=(Run(text="First "), Run(mark=1))),
        Paragraph(runs=(Run(text="Second "), Run(mark=1)), listed=True),
    )
    page = shown(replace(with_text(ANSWER, text), struck=(Struck(text="It rained.", why="no passage says so"),)))
    assert re.search(r'ts-headline"><p>First <button', page) and "<ul><li>Second <button" in page
    assert "<s>It rained.</s> <span>no passage says so</span>" in page


def test_a_question_without_a_claim_gets_its_sentences_and_no_badge() -> None:
    page = shown(answered([], question("plain", "Which ministry?", claim=""), [hit(TOLD)]))
    assert "ts-badge" not in page and "<li>“The Foreign Ministry in Moscow called it" in page
    assert "No level is given" in page


def test_evidence_is_what_is_cited_and_then_what_is_near() -> None:
    cited, near = evidence(answered(MATCHES, hits=[hit(TOLD), hit(TOLD, 0, 20)]), 3).split("Near, but not cited")
    assert (
        'data-number="3"' in cited and '<mark class="ts-quotation" data-target>Russia arms the Taliban</mark>' in cited
    )
    assert 'data-item="2"' in near
    nothing = evidence(answered([], hits=[hit(TOLD)]))
    assert "Nearest passages" in nothing and "Cited passages" not in nothing
    assert "No passage was found." in evidence(answered([], hits=[]))
    assert "appear here" in evidence(None)


def test_a_marked_article_is_still_its_text() -> None:
    told = replace(TOLD, boilerplate=(Span(3, 9),))
    place = Place(number=1, passage=Span(20, 120), quotations=(Span(0, 40), Span(30, 90), Span(30, 90)))
    pane = article_pane(told, place, statements=[Span(5, 25), Span(100, len(SEED))])
    body = pane[pane.index('aria-label="Text of the article">') :].partition(">")[2].removesuffix("</div></aside>")
    assert words_of(body) == SEED == "".join(words for piece in marked(told, place) for _, words in piece.parts)
    assert body.count("data-target") == 1 and "ts-boilerplate" in body


def test_an_article_has_its_source_its_original_and_its_copies() -> None:
    other = Article(id="again", text=SEED, title="Again", publisher="Coast Daily")
    place = Place(number=2, quotations=(Span(80, 103),), quote=SEED[80:103])
    pane = article_pane(
        TOLD, place, copies=[(other, Copy(article_id="again", of="seed", containment=1.0, why="One text."))]
    )
    assert "Passage [2]" in pane and "Eastern Desk · Jo Ferrant · 9 Oct 2017" in pane
    assert 'href="https://desk.example/a?x=1#:~:text=Russia%20arms%20the%20Taliban"' in pane
    assert "Also printed by 1" in pane and "Coast Daily: Again" in words_of(pane) and "indexed anew" not in pane


def test_an_article_that_changed_or_went_since_says_so() -> None:
    pane = article_pane(TOLD, Place(quotations=(Span(80, 103),), quote="what stood there before"))
    assert "indexed anew since the question was asked" in pane
    assert "no longer in the index" in article_pane(None, Place())


def test_an_empty_index_says_what_to_do() -> None:
    assert "twosource index PATH" in welcome((), 0)
    assert 'data-ask="Who &lt;b&gt;?"' in welcome(["Who <b>?"], 3)
