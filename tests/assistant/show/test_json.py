"""An answer as JSON, there and back."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Cited, Group, Nearest, Outline, Paragraph, Quotation, Run, Source, Struck
from assistant.records import Chain, Corroboration, Filters, Merge, Question, Scope
from assistant.show.json import as_json, from_json
from assistant.show.printing import as_text
from assistant.show.terminal import plain
from indexer.errors import InputError
from indexer.records import Span
from tests.assistant.cases import SEED, answered, article, hit, said

TOLD = article("seed", "Eastern Desk", SEED, "2017-10-09")
MATCHES = [
    said(TOLD, "Russia arms the Taliban", "Rex Tillerson", role="US Secretary of State", venue="press conference"),
    said(TOLD, "“We have never sent them\nweapons,”", "Zamir Kabulov", ordinal=1, stance="denies", via=("Interfax",)),
]
ANSWER = answered(MATCHES, hits=[hit(TOLD, score=0.5)])


def test_it_has_the_documented_keys_and_exact_quotes() -> None:
    data = as_json(ANSWER)
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
    assert all(s["quote"] == SEED[s["start"] : s["end"]] == s["shown"] for s in data["statements"])
    assert data["answer"].startswith("Asserted by **Rex Tillerson** [1]; denied by")


# Whatever a field may hold, and not only what answers hold today: halves of surrogate pairs, controls, marks.
WORDS = st.text(st.characters(), max_size=12)
SOME = st.integers(0, 9)
PLACES = st.integers(0, 100_000_000)


def each(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=3).map(tuple)


def two(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(of, of)


POSITIONS = each(st.integers(0, 1))  # there are two passages, two statements, two chains
IDS = st.sampled_from(["a", "b\ud83d"])
QUOTATIONS = st.builds(
    Quotation,
    speaker=WORDS,
    article=IDS,
    start=PLACES,
    end=PLACES,
    quote=WORDS,
    role=WORDS,
    venue=WORDS,
    when=WORDS,
    via=each(WORDS),
    publisher=WORDS,
    published=WORDS,
    passage=st.integers(0, 2),
    strength=st.sampled_from(["states", "implies"]),
    unnamed=st.booleans(),
    score=st.floats(0, 1),
    why=WORDS,
    shows=st.none() | st.builds(Span, PLACES, PLACES),
    shown=WORDS,
)
PASSAGES = st.builds(
    Cited,
    n=SOME,
    article=IDS,
    title=WORDS,
    publisher=WORDS,
    published=WORDS,
    url=WORDS,
    start=PLACES,
    end=PLACES,
    text=WORDS,
    score=st.floats(-9, 9),
)
CORROBORATIONS = st.builds(
    Corroboration,
    level=st.sampled_from(["no-evidence", "single-source", "corroborated"]),
    reason=st.none() | st.sampled_from(["one-article", "reprint"]),
    disputed=st.booleans(),
    independent_chains=SOME,
    chains=two(
        st.builds(
            Chain,
            voice=WORDS,
            via=each(WORDS),
            publisher=WORDS,
            unnamed=st.booleans(),
            article=IDS,
            start=PLACES,
            end=PLACES,
        )
    ),
    merged=each(
        st.builds(
            Merge,
            chains=POSITIONS,
            shared=WORDS,
            why=WORDS,
            kind=st.sampled_from(["voice", "publisher"]),
            names=each(WORDS),
            unknown=st.booleans(),
        )
    ),
    explanation=WORDS,
    independent=POSITIONS,
    unnamed_only=st.booleans(),
    unknown=st.booleans(),
)
PARAGRAPHS = st.builds(
    Paragraph, runs=each(st.builds(Run, text=WORDS, mark=st.integers(0, 2), strong=st.booleans())), listed=st.booleans()
)
OUTLINES = st.builds(
    Outline,
    headline=st.sampled_from(["voices", "statements", "place", "passages", "nothing"]),
    groups=each(
        st.builds(
            Group,
            stance=st.sampled_from(["asserts", "denies", "questions"]),
            statements=POSITIONS,
            voices=POSITIONS,
        )
    ),
    nearest=each(st.builds(Nearest, passage=st.integers(1, 2), start=PLACES, end=PLACES)),
    lead=st.none() | st.integers(0, 1),
    not_found=each(st.sampled_from(["answer", "when", "names"])),
    unnamed=SOME,
    only_implied=st.booleans(),
    text=st.just(()),
)
TOLD_BY_A_MODEL = st.builds(Outline, headline=st.just("text"), text=each(PARAGRAPHS).filter(bool))
ANSWERS = st.builds(
    Answer,
    question=st.builds(
        Question,
        text=WORDS,
        kind=st.sampled_from(["who-said", "plain"]),
        claim=WORDS,
        speaker=WORDS,
        deny=st.booleans(),
        terms=st.just(()),
        quoted=st.just(()),
        filters=st.builds(
            Filters,
            publishers=each(WORDS),
            after=WORDS,
            before=WORDS,
            speaker=WORDS,
            articles=each(WORDS),
            without=each(st.just("speaker")),
        ),
        named=each(st.sampled_from(["publishers", "after"])),
    ),
    abstained=st.booleans(),
    outline=OUTLINES | TOLD_BY_A_MODEL,
    passages=two(PASSAGES),
    statements=two(QUOTATIONS),
    corroboration=st.none() | CORROBORATIONS,
    scope=st.builds(Scope, articles=SOME, first=WORDS, last=WORDS, publishers=each(WORDS), of=SOME),
    articles=st.fixed_dictionaries(
        dict.fromkeys(
            ["a", "b\ud83d"],
            st.builds(
                Source, title=WORDS, publisher=WORDS, published=WORDS, url=WORDS, language=WORDS, authors=each(WORDS)
            ),
        )
    ),
    struck=each(st.builds(Struck, text=WORDS, why=WORDS)),
    notices=each(WORDS),
    unjudged=SOME,
    seconds=st.floats(0, 99),
)


def numbered(answer: Answer) -> Answer:
    """With the passages numbered, as they are in an answer."""
    return replace(answer, passages=tuple(replace(p, n=n) for n, p in enumerate(answer.passages, 1)))


@given(ANSWERS.map(numbered))
@settings(max_examples=150)
def test_any_answer_comes_back_from_its_json(answer: Answer) -> None:
    data = as_json(answer)
    back = from_json(json.loads(as_text(data)))
    assert back == answer
    assert as_json(back) == data


def test_a_real_answer_comes_back_but_for_what_only_the_search_needed() -> None:
    back = from_json(json.loads(as_text(as_json(ANSWER))))
    assert back == ANSWER and plain(back) == plain(ANSWER)
    nearest = answered([], Question(text="Which ministry?", kind="plain", claim="", terms=("ministry",)), [hit(TOLD)])
    assert nearest.outline.nearest == (Nearest(passage=1, start=105, end=175),)
    back = from_json(as_json(nearest))
    assert replace(back, question=nearest.question) == nearest


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data.pop("passages"), "passages: Field required"),
        (lambda data: data.pop("corroboration"), "corroboration: Field required"),
        (lambda data: data.pop("format"), "written by an earlier version of twosource"),
        (lambda data: data.update(format=1), "format: Input should be 2"),
        (lambda data: data.clear(), "not an answer"),
        (lambda data: data["statements"][0].update(start=10**12), "statements.0.start: Input should be less than"),
        (lambda data: data["statements"][0].update(start="7"), "statements.0.start: Input should be a valid integer"),
        (lambda data: data["statements"][0].update(start=-1), "statements.0.start: Input should be greater than"),
        (lambda data: data["statements"][1].update(stance="shouts"), "statements.1.stance: Input should be"),
        (lambda data: data["statements"][1].update(quote=["a"]), "statements.1.quote: Value error, a text is expected"),
        (lambda data: data.update(articles={}), "passages.0.article: 'seed' is not among the articles"),
        (lambda data: data["statements"][0].update(passage=7), "statements.0.passage: there is no passage 7"),
        (lambda data: data["outline"]["groups"][0].update(voices=[9]), "outline.groups.0: there is no statement 9"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_place(change: Any, told: str) -> None:
    data = json.loads(as_text(as_json(ANSWER)))
    change(data)
    with pytest.raises(InputError) as refused:
        from_json(data)
    assert told in str(refused.value) and "ask again" in str(refused.value) and "\n" not in str(refused.value)


def test_keys_that_it_does_not_know_are_passed_over() -> None:
    assert from_json({"id": "q1", **as_json(ANSWER), "later": 1}) == ANSWER
