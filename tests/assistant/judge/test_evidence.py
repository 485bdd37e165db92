"""What is read of a statement, and the signs that speak for it."""

import re

import numpy as np
import pytest

from assistant.judge.evidence import Asked, is_all_of, reading, said_alone, signs, spans_of
from assistant.records import Candidate, Question
from indexer.records import Article, Span, Statement

TEXT = (
    "The dam is old. “It has cracks. We saw three,” said Ann Dorn. "
    "Bo Lindt said that the dam was sound, while Eva Roth said it leaks."
)
ARTICLE = Article(id="a", text=TEXT, title="Cracks at Tarnholm", publisher="Post")


def said(*content: str, source: str, ordinal: int = 0) -> Candidate:
    spans = tuple(Span(TEXT.index(c), TEXT.index(c) + len(c)) for c in content)
    who = Span(TEXT.index(source), TEXT.index(source) + len(source))
    first, last = min(spans[0].start, who.start), max(spans[-1].end, who.end)
    start = max(TEXT.rfind(". ", 0, first) + 2, 0) if "cracks" not in content[0] else TEXT.index("“")
    statement = Statement(
        article_id="a", ordinal=ordinal, start=spans[0].start, end=spans[-1].end, context_start=start,
        context_end=TEXT.index(".", last) + 1, source=(who,), content=spans, voice=source,
    )  # fmt: skip
    return Candidate(statement=statement, article=ARTICLE, similarity=0.5)


def read(candidate: Candidate, *others: Candidate) -> list[str]:
    return [reading(span, TEXT) for span in spans_of(candidate, [o.statement for o in others])]


ANN = said("It has cracks. We saw three", source="Ann Dorn")
BO = said("that the dam was sound", source="Bo Lindt", ordinal=1)
EVA = said("it leaks", source="Eva Roth", ordinal=2)


def test_each_sentence_of_a_quotation_is_read() -> None:
    assert read(ANN) == ["“It has cracks.", "We saw three,” said Ann Dorn."]


def test_of_a_sentence_that_others_share_only_the_own_part_is_read() -> None:
    whole = "Bo Lindt said that the dam was sound, while Eva Roth said it leaks."
    assert read(BO) == [whole] and read(BO, BO) == [whole]
    assert read(BO, EVA) == ["Bo Lindt said that the dam was sound"]
    assert read(EVA, BO) == ["Eva Roth said it leaks"]
    assert read(BO, ANN) == [whole]


@pytest.mark.parametrize(
    ("question", "hypothesis", "proposition"),
    [
        (Question(text="Who says it leaks?", kind="who-said", claim="it leaks"), "it leaks", "it leaks"),
        (Question(text="Who denies it leaks?", kind="who-said", claim="it leaks", deny=True), "it leaks", "it leaks"),
        (
            Question(text="What did he say of it?", kind="what-said", claim="it"),
            "What did he say of it?",
            "This is about it.",
        ),
    ],
)
def test_what_the_judge_is_asked(question: Question, hypothesis: str, proposition: str) -> None:
    asked = Asked(question, lambda _: 1.0, ())
    assert (asked.hypothesis(), asked.hypothesis(questions=False)) == (hypothesis, proposition)


def test_rare_words_count_more_and_surroundings_apart() -> None:
    question = Question(text="Who said the Tarnholm dam leaks?", kind="who-said", claim="the Tarnholm dam leaks")
    asked = Asked(question, {"tarnholm": 3.0, "dam": 1.0, "leaks": 2.0}.__getitem__, ())
    likeness = asked.likeness(EVA)
    assert likeness.words == pytest.approx(3 / 6) and likeness.title == pytest.approx(3 / 6) and likeness.near == 1.0
    assert (
        asked.share("") == 0.0
        and Asked(Question(text="?", kind="plain", claim=""), lambda _: 1.0, ()).share("dam") == 0.0
    )


def test_signs_are_finite_and_against_neither() -> None:
    likeness = Asked(Question(text="x", kind="who-said", claim="x"), lambda _: 1.0, ()).likeness(BO)
    row = signs(np.array([1.0, 0.0, 0.0]), likeness)
    assert np.isfinite(row).all() and row[2] == 0.5
    assert row[0] == pytest.approx(np.log(1 / 1e-4)) and row[1] == 0


def test_a_statement_alone_is_who_says_it_and_how_and_what() -> None:
    assert said_alone(BO) == "“the dam was sound,” Bo Lindt said."


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("[Ann Dorn] {said} that <the quay is unsafe>.", True),
        ("“<The quay is unsafe>,” [Ann Dorn] {said}.", True),
        ("[Ann Dorn] {demanded} that <the quay be closed>.", False),
        ("[Ann Dorn] {said} after a long meeting that <the quay is unsafe>.", False),
        ("[Ann Dorn] {said} <the quay is unsafe>, but Bo Lindt did not.", False),
    ],
)
def test_a_sentence_that_is_all_of_a_statement(text: str, whole: bool) -> None:
    plain = re.sub(r"[\[\]{}<>]", "", text)
    source, cue, content = (re.search(p, text)[1] for p in (r"\[(.+)\]", r"\{(.+)\}", r"<(.+)>"))  # type: ignore[index]
    spans = [Span(plain.index(part), plain.index(part) + len(part)) for part in (source, cue, content)]
    statement = Statement(
        article_id="a", ordinal=0, start=spans[2].start, end=spans[2].end, context_start=0, context_end=len(plain),
        source=(spans[0],), cue=(spans[1],), content=(spans[2],), voice=source,
    )  # fmt: skip
    article = Article(id="a", text=plain, title="", publisher="Post")
    assert is_all_of(Candidate(statement=statement, article=article, similarity=0.5), Span(0, len(plain))) is whole
