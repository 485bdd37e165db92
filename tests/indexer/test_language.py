"""What language an article is in."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from assistant.ask.assistant import foreign
from assistant.records import Hit
from indexer.language import language_of
from indexer.records import Article, Passage
from tests.indexer.small import open_small, run

GERMAN = (
    "Der Minister sagte am Montag, der Damm sei sicher, und niemand müsse sich fürchten. Die Ingenieure widersprachen ihm "
    "und legten Zeichnungen vor, auf denen drei Risse zu sehen sind. "
)
ENGLISH = (
    "The minister said on Monday that the dam was safe and that nobody needed to be afraid. The engineers contradicted him "
    "and showed drawings on which three cracks can be seen. "
)


@pytest.mark.parametrize(
    ("text", "given", "language"),
    [
        pytest.param(GERMAN, "", "de", id="by its text"),
        pytest.param(ENGLISH, "", "en", id="English"),
        pytest.param(GERMAN, "en", "en", id="a short text does not contradict what is said of it"),
        pytest.param(GERMAN * 3, "en", "de", id="a long one does"),
        pytest.param(ENGLISH * 3, "de", "en", id="the other way round"),
        pytest.param("Das ist so.", "", "", id="too short to tell"),
        pytest.param("Das ist so.", "de", "de", id="too short, and said"),
        pytest.param("", "", "", id="nothing"),
        pytest.param("1 2 3 " * 20, "", "", id="no words"),
    ],
)
def test_language(text: str, given: str, language: str) -> None:
    assert language_of(text, given) == language


def test_no_statements_are_read_from_another_language_and_the_report_says_so(tmp_path: Path) -> None:
    lines = [{"id": "one", "text": ENGLISH}, {"id": "two", "text": GERMAN}, {"id": "three", "text": ENGLISH * 2}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    report = run(tmp_path / "index", tmp_path / "in.jsonl")
    assert report.languages == {"de": 1} and len(report.added) == 3
    with closing(open_small(tmp_path / "index")) as opened:
        catalog = opened.catalog
        assert [len(catalog.statements_of(id)) for id in ("one", "two", "three")] == [2, 0, 4]
        assert [hit for hit, _ in catalog.search_passages('"Ingenieure"', 5)] == ["two#p0"]
        assert catalog.find_article("two").language == "de"


def test_an_answer_says_which_passages_are_in_another_language() -> None:
    def hit(name: str, language: str) -> Hit:
        told = Article(id=name, text="Text.", language=language)
        return Hit(passage=Passage(article_id=name, ordinal=0, start=0, end=5, text="Text."), article=told, score=1.0)

    assert foreign([hit("a", "en"), hit("b", "")]) == []
    hits = [hit("a", "de"), hit("b", "en"), hit("c", "fr")]
    assert foreign(hits) == ["[1] [3]: not in English (de, fr); no statements are read from such articles"]
