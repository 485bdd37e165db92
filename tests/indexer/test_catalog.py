"""The catalog keeps what it is given, finds it again, and takes no word of a user for syntax."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.catalog import Catalog, Entry, Writer, fts_query, open_catalog, problems
from indexer.errors import IndexBusyError, IndexDamagedError, IndexMissingError, InputError
from indexer.parties.records import Party
from indexer.records import Article, Copy, Failure, Passage, Span, Statement

TEXT = "Tillerson denied it. “Żółw” said the Café owner.\n\nRussia arms the Taliban, CNN reported."


def entry(id: str = "a1", *, publisher: str = "Example Post", published: str = "2017-08-22", text: str = TEXT) -> Entry:
    article = Article(
        id=id,
        text=text,
        title=f"Russia and the Taliban {id}",
        publisher=publisher,
        published=published,
        authors=("Jane Roe", "Zoë Ü"),
        url="https://example.org/1",
        language="en",
        origin=f"in/{id}.txt",
        content_hash=f"hash-{id}",
        boilerplate=(Span(0, 3),),
    )
    cut = text.index("\n\n")
    passages = [
        Passage(article_id=id, ordinal=0, start=0, end=cut, text=text[:cut]),
        Passage(article_id=id, ordinal=1, start=cut + 2, end=len(text), text=text[cut + 2 :]),
    ]
    one = Statement(
        article_id=id,
        ordinal=0,
        start=cut + 2,
        end=len(text),
        context_start=cut + 2,
        context_end=len(text),
        source=(Span(cut + 27, cut + 30),),
        cue=(Span(cut + 31, cut + 39),),
        content=(Span(cut + 2, cut + 25),),
        voice="CNN",
        role="broadcaster",
        stance="asserts",
        denies=(0,),
        venue="report",
        when="August 22",
        via=("AP",),
    )
    return Entry(article, passages, [one])


def make(path: Path, *entries: Entry) -> tuple[Catalog, Writer]:
    catalog = open_catalog(path, write=True)
    writer = Writer(catalog)
    writer.store(entries, "recipe")
    writer.set_compared([one.article.id for one in entries], [])
    return catalog, writer


def test_records_come_back_as_they_went_in(tmp_path: Path) -> None:
    given = entry()
    catalog, _ = make(tmp_path, given)
    assert catalog.article("a1") == given.article
    assert catalog.passages_of("a1") == given.passages
    assert catalog.statements_of("a1") == given.statements
    first = given.statements[0]
    assert catalog.statements_of("a1", [(first.start, first.start + 1)]) == [first]
    assert catalog.statements_of("a1", [(first.start - 1, first.start), (first.start + 1, first.start + 2)]) == []
    assert catalog.passages(["a1#p1", "gone#p0", "a1#p0"]) == [given.passages[1], given.passages[0]]
    assert catalog.statements(["a1#s0"]) == given.statements
    assert list(catalog.articles()) == [given.article]
    assert problems(catalog) == []


CLINTON = Party(
    kind="person", name="Hillary Clinton", nouns=frozenset({"secretary"}), owners=("State",), mentions=("State",)
)
AIDES = Party(
    kind="group", name="her aides", named=False, nouns=frozenset({"aide"}), owners=("Hillary Clinton",), inferred=True
)


def told(id: str, party: Party) -> Entry:
    given = entry(id)
    return Entry(given.article, given.passages, given.statements, [party])


AP, REUTERS = (Party(kind="outlet", name=name) for name in ("Associated Press", "Reuters"))


def test_whom_an_article_credits_comes_back_in_order_and_goes_with_the_last_that_does(tmp_path: Path) -> None:
    credited = [replace(entry("a"), credits=[REUTERS, AP]), replace(entry("b"), credits=[AP])]
    catalog, writer = make(tmp_path, *credited, entry("c"))
    assert catalog.credited(["a", "b", "c"]) == {"a": (REUTERS, AP), "b": (AP,)}
    writer.drop(["a"])
    assert catalog.credited(["a", "b"]) == {"b": (AP,)} and rows_of(catalog) == [("outlet", "Associated Press")]


def rows_of(catalog: Catalog) -> list[tuple[str, str]]:
    return [tuple(row) for row in catalog.query("SELECT kind, name FROM parties ORDER BY name")]


def test_the_voice_of_a_statement_comes_back_as_it_went_in(tmp_path: Path) -> None:
    catalog, _ = make(tmp_path, told("a", CLINTON), told("b", AIDES), entry("c"))
    assert catalog.parties(["a#s0", "b#s0", "c#s0"]) == {
        "a#s0": replace(CLINTON, article="a"),
        "b#s0": replace(AIDES, article="b"),
    }
    assert catalog.bearers("clinton") == {"Hillary Clinton"} and catalog.bearers("") == frozenset()


def test_parties_depend_on_neither_the_order_nor_the_batches_of_articles(tmp_path: Path) -> None:
    entries = [told("a", CLINTON), told("b", AIDES), told("c", CLINTON)]
    once, _ = make(tmp_path / "once", *entries)
    other, writer = make(tmp_path / "other", entries[2])
    for one in (entries[1], entries[0], entries[1]):
        writer.store([one], "recipe")
        writer.set_compared([one.article.id], [])
    assert rows_of(once) == rows_of(other) == [("person", "Hillary Clinton"), ("group", "her aides")]
    ids = ["a#s0", "b#s0", "c#s0"]
    assert once.parties(ids) == other.parties(ids)


def test_a_party_goes_with_its_last_statement(tmp_path: Path) -> None:
    catalog, writer = make(tmp_path, told("a", CLINTON), told("b", CLINTON), told("c", AIDES))
    writer.drop(["a", "c"])
    assert rows_of(catalog) == [("person", "Hillary Clinton")]
    writer.drop(["b"])
    assert rows_of(catalog) == [] and catalog.bearers("clinton") == frozenset()


@pytest.mark.parametrize("odd", ["Cafe\u0301", "weap\u00adons", "one\r\ntwo", "a\0b", "half \ud83d", "\ufb01sh"])
def test_any_text_comes_back_as_it_went_in(tmp_path: Path, odd: str) -> None:
    given = entry("a1", text=f"The {odd} said so.\n\nThen the {odd} left.")
    catalog, writer = make(tmp_path, given)
    assert catalog.article("a1") == given.article
    assert catalog.passages_of("a1") == given.passages == list(writer.entry(given.article).passages)
    assert problems(catalog) == []
    writer.rebuild_search()
    assert problems(catalog) == []


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("weap\u00adons", "weapons"),
        ("cafe\u0301", "café"),
        ("o\ufb03ce", "office"),
        ("office", "o\ufb03ce"),
        ("café", "cafe\u0301"),
    ],
)
def test_search_finds_a_word_however_it_is_written(tmp_path: Path, written: str, sought: str) -> None:
    catalog, _ = make(tmp_path, entry("a1", text=f"The {written} shut.\n\nNobody came."))
    assert [id for id, _ in catalog.search_passages(fts_query([sought]), 9)] == ["a1#p0"]


def test_readers_see_an_article_only_when_it_is_done(tmp_path: Path) -> None:
    catalog, writer = make(tmp_path, entry("a1"), entry("a2"))
    writer.set_compared([], [Copy(article_id="a2", of="a1", containment=0.9, why="same text")])
    assert len(catalog.copies(["a1"])) == 1
    writer.set_state(["a1"], "to embed")
    assert catalog.article("a1") is None
    assert [id for id, _ in catalog.search_passages(fts_query(["taliban"]), 9)] == ["a2#p1", "a2#p0"]
    assert (
        catalog.passages(["a1#p0"]) == [] and catalog.statements_of("a1") == [] and catalog.copies(["a0", "a1"]) == []
    )
    assert catalog.counts() == {"articles": 1, "passages": 2, "statements": 1, "copies": 0, "unfinished": 1}
    assert any("left 'to embed'" in one for one in problems(catalog))


def test_storing_again_replaces_and_dropping_leaves_nothing(tmp_path: Path) -> None:
    catalog, writer = make(tmp_path, entry("a1"), entry("a2"))
    writer.set_compared([], [Copy(article_id="a2", of="a1", containment=0.9, why="same text")])
    changed = entry("a1", text="Only this now.\n\nAnd zebras.")
    writer.store([changed], "recipe")
    assert catalog.article("a1") is None and catalog.article("a2") is None
    assert [one.id for one in writer.articles("to compare")] == ["a2"]
    writer.set_compared(["a1", "a2"], [])
    assert [id for id, _ in catalog.search_passages(fts_query(["zebra"]), 9)] == ["a1#p1"]
    assert not catalog.search_passages(fts_query(["tillerson"]), 9, articles=["a1"])
    writer.drop(["a1", "a2"])
    assert set(catalog.counts().values()) == {0}
    assert catalog.query("SELECT count(*) FROM passages_fts")[0][0] == 0
    assert problems(catalog) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({}, {"a", "b", "c"}, id="none"),
        pytest.param({"publishers": ["example POST"]}, {"a"}, id="publisher in any case"),
        pytest.param({"after": "2017-08-22"}, {"a", "b"}, id="after, a month alone may be later"),
        pytest.param({"before": "2017-08-01"}, {"b"}, id="before"),
        pytest.param({"before": "2017"}, {"a", "b"}, id="a year holds its days"),
        pytest.param({"articles": ["c", "b"]}, {"b", "c"}, id="articles"),
        pytest.param({"articles": ["c"], "publishers": ["Example Post"]}, set(), id="both"),
    ],
)
def test_filters(tmp_path: Path, filters: dict[str, str], found: set[str]) -> None:
    catalog, _ = make(
        tmp_path, entry("a"), entry("b", publisher="Times", published="2017-08"), entry("c", publisher="", published="")
    )
    match = fts_query(["taliban"])
    assert {id.partition("#")[0] for id, _ in catalog.search_passages(match, 9, **filters)} == found
    assert {id.partition("#")[0] for id, _ in catalog.search_statements(match, 9, **filters)} == found


def test_search_folds_case_accents_and_endings_and_ranks_higher_better(tmp_path: Path) -> None:
    catalog, _ = make(tmp_path, entry())
    for word in ("CAFE", "zołw", "deny", "Arming"):
        (_, score), *_ = catalog.search_passages(fts_query([word]), 5)
        assert score > 0
    assert catalog.search_passages(fts_query(["arms the taliban"]), 5)[0][0] == "a1#p1"
    assert catalog.search_passages(fts_query(["Russia", "zebra"], every=True), 5) == []
    scores = [score for _, score in catalog.search_passages(fts_query(["russia", "arms"]), 5)]
    assert scores == sorted(scores, reverse=True)


HOSTILE = [
    '"', "'", "*", "a*", "NEAR(a b)", "text:taliban", "-taliban", "^russia", "a OR", "AND", "NOT", "(", ")", "{a}",
    "a; DROP TABLE articles", "\0", "nul\0inside", "\ud800", "%s", "💥", " ", "", "a" * 100_000, '""""', "x\\", "--", "/*",
]  # fmt: skip


@pytest.mark.parametrize("term", HOSTILE, ids=lambda term: ascii(term[:20]))
def test_hostile_words_are_only_words(tmp_path: Path, term: str) -> None:
    catalog, _ = make(tmp_path, entry())
    catalog.search_passages(fts_query([term]), 5)
    catalog.search_statements(fts_query([term, "taliban", *HOSTILE], every=True), 5)
    assert catalog.search_passages(fts_query([term, "taliban"]), 5)
    assert catalog.counts()["articles"] == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=st.lists(st.text(), max_size=400))
def test_any_words_are_only_words(tmp_path: Path, terms: list[str]) -> None:
    catalog, _ = make(tmp_path, entry())
    catalog.search_passages(fts_query(terms), 5)
    catalog.close()


def test_find_article_by_id_beginning_or_title(tmp_path: Path) -> None:
    catalog, _ = make(tmp_path, entry("north-1"), entry("north-2"))
    assert catalog.find_article("north-1").id == "north-1"
    assert catalog.find_article("taliban NORTH-2").id == "north-2"
    with pytest.raises(InputError, match="fits several"):
        catalog.find_article("north")
    for nothing in ("south", "", "%", "_"):
        with pytest.raises(InputError, match="no article"):
            catalog.find_article(nothing)


def test_whole_index_facts(tmp_path: Path) -> None:
    catalog, writer = make(tmp_path, entry("a"), entry("b", publisher="Times", published="2016-01"))
    writer.set_failures([Failure(where="x.pdf", why="no text")])
    writer.set_meta(embedder="m")
    assert catalog.scope() == (2, "2016-01", "2017-08-22")
    assert catalog.publishers() == ["Example Post", "Times"]
    assert catalog.voices() == ["CNN"]
    assert catalog.failures() == [Failure(where="x.pdf", why="no text")]
    assert catalog.meta("embedder") == "m" and catalog.meta("nothing") == ""


def test_a_reader_works_while_a_writer_is_in_the_middle(tmp_path: Path) -> None:
    make(tmp_path, entry("a1"))
    other = sqlite3.connect(tmp_path / "catalog.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM articles")
    assert open_catalog(tmp_path).counts()["articles"] == 1


def test_a_second_writer_is_told_so(tmp_path: Path) -> None:
    catalog, writer = make(tmp_path, entry("a1"))
    other = sqlite3.connect(tmp_path / "catalog.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    catalog.db.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(IndexBusyError):
        writer.drop(["a1"])


def test_no_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        open_catalog(tmp_path)


@pytest.mark.parametrize("damage", ["noise", "cut", "another database"])
def test_damage_is_said(tmp_path: Path, damage: str) -> None:
    catalog, writer = make(tmp_path, entry("a1"))
    writer.settle()
    catalog.close()
    file = tmp_path / "catalog.sqlite3"
    if damage == "noise":
        file.write_bytes(b"noise" * 2000)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        file.unlink()
        sqlite3.connect(file).execute("CREATE TABLE t (x)")
    with pytest.raises(IndexDamagedError):
        problems(open_catalog(tmp_path))
