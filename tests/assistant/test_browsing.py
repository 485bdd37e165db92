"""Walking through a real index."""

from contextlib import closing
from pathlib import Path

import pytest

from assistant.ask.assistant import Assistant
from assistant.show.browse import Asked
from assistant.web.browsing import Library
from indexer.catalog import open_catalog
from tests.assistant.conftest import ARTICLES
from tests.indexer.small import run, write_articles


@pytest.fixture(scope="module")
def library(assistant: Assistant) -> Library:
    return Library(assistant.catalog)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (Asked(), ["cafe-1", "echo-1", "gazette-1", "times-1", "post-1"]),
        (Asked(oldest=True), ["post-1", "times-1", "gazette-1", "echo-1", "cafe-1"]),
        (Asked(publisher="longshore times"), ["times-1"]),
        (Asked(after="2018", before="2018-04"), ["echo-1", "gazette-1"]),
        (Asked(words="Taliban senators"), ["times-1"]),
        (Asked(words="café"), ["cafe-1"]),
        (Asked(words='" OR *'), []),
        (Asked(words="?!"), []),
        (Asked(start=3), ["times-1", "post-1"]),
        (Asked(start=99), []),
    ],
)
def test_articles_by_publisher_date_and_words(library: Library, asked: Asked, ids: list[str]) -> None:
    assert [article.id for article in library.browse(asked).articles] == ids


def test_how_many_there_are_is_told_of_the_whole_list(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "PAGE", 2)
    browsed = library.browse(Asked(start=2))
    assert (len(browsed.articles), browsed.total, browsed.start) == (2, len(ARTICLES), 2)


def test_what_it_holds(library: Library) -> None:
    months = [tuple(month) for month in library.months()]
    assert months[:2] == [("Aldmere Post", "2019-02", 1), ("Fennick Echo", "2018-04", 1)]
    quoted = dict(library.most_quoted(10))
    assert quoted["Rex Tillerson"] >= 1 and all(" " in name for name in quoted)


def test_a_person_is_found_with_all_that_they_said_by_date(library: Library) -> None:
    known, said = library.person("Rex Tillerson") or pytest.fail("nobody")
    assert known.kind == "person" and [article.id for article, _ in said] == ["post-1"]
    assert all(statement.voice.endswith("Tillerson") for _, statements in said for statement in statements)
    _, holm = library.person("Ida Holm") or pytest.fail("nobody")  # whose party is "Beekeeper Ida Holm"
    assert [article.id for article, _ in holm] == ["gazette-1", "echo-1"]
    assert library.person("Nobody Atall") is None and library.person("") is None


def test_copies_and_an_article_that_is_gone(library: Library) -> None:
    article = library.article("echo-1")
    assert article and [other.id for other, _ in library.copies(article)] == ["gazette-1"]
    assert library.article("gone") is None and len(library.fingerprint()) == 12
    assert library.fingerprint() == library._catalog.fingerprint()
    assert all(said.kind != "narration" for said in library.statements_of("post-1"))


def test_the_fingerprint_changes_with_what_another_process_adds(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 2)
    run(tmp_path / "index", tmp_path / "in")
    with closing(open_catalog(tmp_path / "index")) as catalog:
        library = Library(catalog)
        before = library.fingerprint()
        assert library.fingerprint() == before
        write_articles(tmp_path / "in", 3)
        run(tmp_path / "index", tmp_path / "in")
        assert library.fingerprint() != before
