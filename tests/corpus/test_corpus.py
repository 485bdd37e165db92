"""The sample corpus holds what its README says, and its gold offsets agree with its articles."""

import json
import runpy
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from indexer.records import Article
from tests.indexer.small import load_here

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
BUILDER = runpy.run_path(str(CORPUS / "build_questions.py"))
WIRE = {"echo-drawdown", "longshore-drawdown", "meridian-drawdown"}

parse: Callable[[str], tuple[dict[str, Any], str]] = BUILDER["parse"]
locate: Callable[[dict[str, str], dict[str, str]], dict[str, Any]] = BUILDER["locate"]
GoldError: type[Exception] = BUILDER["GoldError"]


@pytest.fixture(scope="module")
def articles() -> list[tuple[dict[str, Any], str]]:
    """Front matter and text of each article."""
    return [parse(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "articles").glob("*.md"))]


@pytest.fixture(scope="module")
def texts(articles: list[tuple[dict[str, Any], str]]) -> dict[str, str]:
    """Article texts by id."""
    return {fields["id"]: text for fields, text in articles}


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    """The committed questions.jsonl."""
    return [json.loads(line) for line in (CORPUS / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    """The questions as people write them, with quotations for passages."""
    loaded: list[dict[str, Any]] = yaml.safe_load((CORPUS / "questions.yaml").read_text(encoding="utf-8"))
    return loaded


def ids_of(question: dict[str, Any]) -> list[str]:
    """The ids of a question's wordings, or its own."""
    return [question["id"] + letter for letter, _ in zip("abcdefgh", question.get("wordings", ()), strict=False)] or [
        question["id"]
    ]


def shingles(text: str) -> set[tuple[str, ...]]:
    """Word 5-grams, lower case."""
    words = text.lower().split()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def test_questions_jsonl_is_up_to_date() -> None:
    assert (CORPUS / "questions.jsonl").read_text(encoding="utf-8") == BUILDER["build"]()


def test_each_gold_passage_is_its_quotation(
    questions: list[dict[str, Any]], gold: list[dict[str, Any]], texts: dict[str, str]
) -> None:
    written = {id: one for one in gold for id in ids_of(one)}
    assert [question["id"] for question in questions] == list(written)
    for built in questions:
        found = [texts[p["article"]][p["start"] : p["end"]] for p in built.get("passages", ())]
        assert found == [p["quote"] for p in written[built["id"]].get("passages", ())], built["id"]


def test_ids_are_unique(articles: list[tuple[dict[str, Any], str]], questions: list[dict[str, Any]]) -> None:
    for ids in ([fields["id"] for fields, _ in articles], [question["id"] for question in questions]):
        assert len(set(ids)) == len(ids)
    assert {fields["id"] for fields, _ in articles} == {path.stem for path in (CORPUS / "articles").glob("*.md")}


def test_front_matter_is_complete_and_addresses_lead_nowhere(articles: list[tuple[dict[str, Any], str]]) -> None:
    for fields, _ in articles:
        assert {"id", "title", "publisher", "published", "url", "language"} <= set(fields), fields["id"]
        assert ("author" in fields) != ("authors" in fields), fields["id"]
        assert fields["url"].split("/")[2].endswith(".example"), fields["id"]


def test_articles_are_short(articles: list[tuple[dict[str, Any], str]]) -> None:
    for fields, text in articles:
        assert 180 <= len(text.split()) <= 450, fields["id"]


def test_corpus_is_as_varied_as_its_readme_says(
    articles: list[tuple[dict[str, Any], str]], questions: list[dict[str, Any]]
) -> None:
    assert len(articles) >= 24
    assert len({fields["publisher"] for fields, _ in articles}) >= 8
    assert len(questions) >= 30
    types = Counter(question["type"] for question in questions)
    kinds = Counter(question.get("kind", "") for question in questions)
    assert set(types) == {
        "who-said", "what-said", "evidence", "when-where", "unanswerable", "who-denied", "no-claim",
    }  # fmt: skip
    assert types["unanswerable"] >= 8
    for kind, least in {
        "no-claim": 25,
        "off-topic": 15,
        "denial": 12,
        "wire": 12,
        "unnamed": 12,
        "near-miss": 12,
    }.items():
        assert kinds[kind] >= least, kind
    levels = Counter(question["corroboration"] for question in questions)
    assert levels["corroborated"] >= 2
    reasons = {question["reason"] for question in questions if question["corroboration"] == "single-source"}
    assert reasons == {"one-article", "one-publisher", "one-voice", "reprint", "circular"}


def test_gold_agrees_with_itself(questions: list[dict[str, Any]], articles: list[tuple[dict[str, Any], str]]) -> None:
    publisher = {fields["id"]: fields["publisher"] for fields, _ in articles}
    for question in questions:
        if question["type"] == "no-claim":
            assert question["corroboration"] == "no-claim" and "answerable" not in question, question["id"]
            continue
        where = {passage["article"] for passage in question["passages"]}
        mastheads = {publisher[article] for article in where}
        single = question["corroboration"] == "single-source"
        told = question.get("speakers") or (question["type"] == "who-denied" and question["deniers"])
        assert question["answerable"] == bool(where) == bool(told), question["id"]
        assert question["answerable"] == (question["type"] != "unanswerable"), question["id"]
        assert question["answerable"] == (question["corroboration"] not in ("no-claim", "no-evidence")), question["id"]
        assert single == (question["reason"] is not None), question["id"]
        assert question["disputed"] == bool(question["deniers"]), question["id"]
        if question["type"] == "who-denied":
            continue  # its passages are the denials', its level the claim's
        assert (question["reason"] == "one-article") == (len(where) == 1), question["id"]
        if question["reason"] == "one-publisher":
            assert len(where) > 1, question["id"]
            assert len(mastheads) == 1, question["id"]
        if question["corroboration"] == "corroborated" or question["reason"] in {"one-voice", "reprint", "circular"}:
            assert len(mastheads) > 1, question["id"]


def test_each_kind_is_asked_in_several_wordings(gold: list[dict[str, Any]], questions: list[dict[str, Any]]) -> None:
    asked = Counter(one["kind"] for one in gold for _ in one.get("wordings", ()))
    assert all(count >= 2 for count in asked.values()), asked
    texts = [question["question"] for question in questions]
    assert len(set(texts)) == len(texts) >= 100


def test_only_the_wire_text_is_printed_more_than_once(texts: dict[str, str]) -> None:
    for a, b in combinations(sorted(texts), 2):
        x, y = shingles(texts[a]), shingles(texts[b])
        shared = len(x & y) / min(len(x), len(y))
        if {a, b} <= WIRE:
            assert shared > 0.6, (a, b)
        else:
            assert shared < 0.3, (a, b)


def test_readme_names_every_article(texts: dict[str, str]) -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    missing = [article for article in texts if article not in readme]
    assert missing == []


def test_loader_sees_the_same_texts(texts: dict[str, str]) -> None:
    found = list(load_here([str(CORPUS / "articles")]))
    loaded = {article.id: article.text for article in found if isinstance(article, Article)}
    assert len(found) == len(loaded)
    assert loaded == texts


@pytest.mark.parametrize(
    ("quote", "complaint"),
    [
        pytest.param("no such words", "not in the text", id="absent"),
        pytest.param("said", "more than once", id="ambiguous"),
        pytest.param("", "not in the text", id="empty"),
    ],
)
def test_a_quotation_that_cannot_be_placed_is_refused(quote: str, complaint: str) -> None:
    with pytest.raises(GoldError, match=complaint):
        locate({"article": "a", "quote": quote}, {"a": "He said what she said."})


def test_text_starts_after_front_matter_and_blank_lines() -> None:
    fields, text = parse("---\r\nid: x\r\n---\r\n\r\n \r\n  Cafe\u0301\r\n---\r\n")
    assert (fields, text) == ({"id": "x"}, "  Cafe\u0301\n---\n")
