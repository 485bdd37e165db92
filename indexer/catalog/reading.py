"""Everything that is read from a catalog. Readers see an article wholly or not at all."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.catalog import rows
from indexer.catalog.connection import FILE, connect, explained
from indexer.catalog.match import conditions
from indexer.catalog.schema import SEARCH, TABLES, VERSION
from indexer.errors import IndexDamagedError, InputError
from indexer.parties.records import Party, Quoted
from indexer.records import Article, Copy, Failure, Passage, Statement

PASSAGE_WEIGHTS = (1.0, 0.6, 0.6)  # text, title, publisher
STATEMENT_WEIGHTS = (1.0, 0.6, 0.3)  # context, voice, title
_PAGE = 200


def open_catalog(folder: Path, *, write: bool = False) -> "Catalog":
    """The catalog of an index folder; with `write`, made where there is none.

    Raises:
        IndexMissingError, IndexBusyError, IndexDamagedError, StorageError: It cannot be opened.
    """
    db = connect(folder, write=write)
    catalog = Catalog(db, folder / FILE)
    try:
        if write and not catalog.query("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            with explained(catalog.path):
                tables = f"{TABLES} {'; '.join(SEARCH)};"
                db.executescript(f"BEGIN IMMEDIATE; {tables} INSERT INTO meta VALUES ('schema', '{VERSION}'); COMMIT;")
        if (found := catalog.meta("schema")) != VERSION:
            raise IndexDamagedError(
                f"{catalog.path} has the layout {found or 'of something else'!r}, this version of twosource reads "
                f"{VERSION!r}: `twosource upgrade --index {folder}` makes the index anew out of its articles"
            )
    except BaseException:
        catalog.close()
        raise
    return catalog


class Catalog:
    """Articles, passages, statements and copies, and full-text search over them.

    Filters are the same everywhere: `publishers` (any of them, whatever the case), `after` and `before` (ISO dates,
    inclusive), `articles` (ids); empty means all.

    Attributes:
        path: The SQLite file.
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.db, self.path = db, path

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of one SQL statement, with SQLite's errors explained."""
        with explained(self.path):
            return self.db.execute(sql, values).fetchall()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def meta(self, name: str) -> str:
        """A fact about the whole index ("embedder", "dimension", ...), "" where it was never set."""
        found = self.query("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found[0][0]) if found else ""

    # Articles

    def article(self, id: str) -> Article | None:
        """One article, None where there is none."""
        found = self.query(f"SELECT {rows.ARTICLE} FROM articles WHERE id = ? AND state = 'done'", (id,))
        return rows.article_of(found[0]) if found else None

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of indexing, a few at a time."""
        last = -1
        while page := self.query(
            f"SELECT {rows.ARTICLE}, key FROM articles WHERE state = 'done' AND key > ? ORDER BY key LIMIT {_PAGE}",
            (last,),
        ):
            yield from map(rows.article_of, page)
            last = page[-1][-1]

    def find_article(self, wanted: str) -> Article:
        """The one article with this id, else whose id begins so, else whose title is this, else has it in it.

        Raises:
            InputError: No article fits, or several do (named).
        """
        for where, value in (
            ("id = ?", wanted),
            ("substr(id, 1, length(?1)) = ?1", wanted),
            ("title = ? COLLATE NOCASE", wanted),
            ("instr(lower(title), lower(?)) > 0", wanted),
        ):
            sql = f"SELECT id, title FROM articles WHERE state = 'done' AND {where} ORDER BY id LIMIT 6"
            found = self.query(sql, (value,)) if wanted else []
            if len(found) > 1:
                names = "; ".join(f"{id} ({title})" if title else id for id, title in found[:5])
                raise InputError(f"{wanted!r} fits several articles: {names}{'; ...' if len(found) > 5 else ''}")
            if found and (article := self.article(found[0][0])) is not None:
                return article
        raise InputError(f"there is no article {wanted!r}: give its id, the beginning of its id, or words of its title")

    def allowed(
        self,
        *,
        publishers: Sequence[str] = (),
        after: str = "",
        before: str = "",
        articles: Sequence[str] = (),
    ) -> list[str]:
        """Ids of the articles that the filters leave."""
        where, values = conditions(publishers, after, before, articles)
        return [row[0] for row in self.query(f"SELECT a.id FROM articles a WHERE {where} ORDER BY a.key", values)]

    # Passages and statements

    def passages_of(self, article_id: str) -> list[Passage]:
        """An article's passages, in order."""
        return self._passages("a.id = ? ORDER BY p.ordinal", (article_id,))

    def statements_of(self, article_id: str, spans: Sequence[tuple[int, int]] = ()) -> list[Statement]:
        """An article's statements, in order; with spans only those that begin in one (its end is outside)."""
        inside = " OR ".join(["s.start BETWEEN ? AND ?"] * len(spans)) or "1"
        places = [place for start, end in spans for place in (start, end - 1)]
        return self._statements(f"a.id = ? AND ({inside}) ORDER BY s.ordinal", (article_id, *places))

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Passages by id, in the order given; an id that the index does not hold (any more) is left out."""
        found = self._passages("p.id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
        return rows.in_order(found, ids)

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        """Statements by id, in the order given; an id that the index does not hold (any more) is left out."""
        found = self._statements("s.id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
        return rows.in_order(found, ids)

    def _passages(self, where: str, values: Sequence[object]) -> list[Passage]:
        return self.passages_where(f"a.state = 'done' AND {where}", values)

    def passages_where(self, where: str, values: Sequence[object]) -> list[Passage]:
        """Passages that an SQL condition over `passages p` and `articles a` picks, sliced out of their articles."""
        found = self.query(
            f"SELECT {rows.PASSAGE} FROM passages p JOIN articles a ON a.key = p.article WHERE {where}", values
        )
        keys = json.dumps(sorted({row[0] for row in found}))
        texts = {
            key: (id, rows.text_of(text))
            for key, id, text in self.query(
                "SELECT key, id, text FROM articles WHERE key IN (SELECT value FROM json_each(?))", (keys,)
            )
        }
        return [rows.passage_of(row, *texts[row[0]]) for row in found]

    def _statements(self, where: str, values: Sequence[object]) -> list[Statement]:
        found = self.query(
            f"SELECT a.id, {rows.STATEMENT} FROM statements s JOIN articles a ON a.key = s.article "
            f"WHERE a.state = 'done' AND {where}",
            values,
        )
        return [rows.statement_of(row) for row in found]

    # Search

    def search_passages(
        self,
        match: str,
        limit: int,
        *,
        publishers: Sequence[str] = (),
        after: str = "",
        before: str = "",
        articles: Sequence[str] = (),
        weights: tuple[float, float, float] = PASSAGE_WEIGHTS,
    ) -> list[tuple[str, float]]:
        """Passages that match, over their text, their article's title and its publisher.

        Args:
            match: A query made by `fts_query`; "" finds nothing.
            weights: What a word counts in text, title and publisher.

        Returns:
            Ids with their BM25 scores (above 0, higher is better), best first, at most `limit`.
        """
        return self._search("passages", match, limit, conditions(publishers, after, before, articles), weights)

    def passages_holding(self, match: str) -> int:
        """How many passages match a query made by `fts_query`; for "", how many there are."""
        if not match:
            return int(self.query("SELECT count(*) FROM passages")[0][0])
        return int(self.query("SELECT count(*) FROM passages_fts WHERE passages_fts MATCH ?", (match,))[0][0])

    def search_statements(
        self,
        match: str,
        limit: int,
        *,
        publishers: Sequence[str] = (),
        after: str = "",
        before: str = "",
        articles: Sequence[str] = (),
        weights: tuple[float, float, float] = STATEMENT_WEIGHTS,
    ) -> list[tuple[str, float]]:
        """As `search_passages`, over the statements' contexts, their voices, and their articles' titles."""
        return self._search("statements", match, limit, conditions(publishers, after, before, articles), weights)

    def _search(
        self,
        kind: str,
        match: str,
        limit: int,
        allowed: tuple[str, list[object]],
        weights: tuple[float, float, float],
    ) -> list[tuple[str, float]]:
        if not match:
            return []
        where, values = allowed
        # FTS5's bm25() is better the lower it is; we turn it round here, once.
        found = self.query(
            f"SELECT r.id, -bm25({kind}_fts, ?, ?, ?) AS score FROM {kind}_fts f JOIN {kind} r ON r.key = f.rowid "
            f"JOIN articles a ON a.key = r.article WHERE {kind}_fts MATCH ? AND {where} "
            "ORDER BY score DESC, r.key LIMIT ?",
            (*weights, match, *values, limit),
        )
        return [(id, float(score)) for id, score in found]

    # The whole

    def copies(self, ids: Sequence[str]) -> list[Copy]:
        """Which articles print which articles' text, in the lineages of some articles: over any number of copies."""
        found = self.query(
            "WITH RECURSIVE kin (key) AS (SELECT key FROM articles WHERE id IN (SELECT value FROM json_each(?)) "
            'UNION SELECT c.article FROM copies c JOIN kin ON c."of" = kin.key '
            'UNION SELECT c."of" FROM copies c JOIN kin ON c.article = kin.key) '
            "SELECT a.id, o.id, c.containment, c.why FROM kin JOIN copies c ON c.article = kin.key "
            'JOIN articles a ON a.key = c.article JOIN articles o ON o.key = c."of" '
            "WHERE a.state = 'done' AND o.state = 'done' ORDER BY a.id, o.id",
            (json.dumps(list(ids)),),
        )
        return [rows.copy_of(row) for row in found]

    def publishers(self) -> list[str]:
        """The publishers' names, sorted, without the unknown one."""
        sql = "SELECT DISTINCT publisher FROM articles WHERE state = 'done' AND publisher <> '' ORDER BY publisher"
        return [row[0] for row in self.query(sql)]

    def voices(self) -> list[str]:
        """Names that statements are attributed to, the most quoted first; no unnamed voices, no publishers."""
        sql = (
            "SELECT s.voice FROM statements s JOIN articles a ON a.key = s.article WHERE a.state = 'done' "
            "AND NOT s.unnamed AND s.kind <> 'narration' AND s.voice <> '' "
            "GROUP BY s.voice ORDER BY count(*) DESC, s.voice"
        )
        return [row[0] for row in self.query(sql)]

    def parties(self, statements: Sequence[str]) -> dict[str, Party]:
        """The voices of statements as parties, by the statements' ids."""
        found = self.query(
            f"SELECT s.id, a.id, {rows.PARTY_OF_P} FROM statements s JOIN parties p ON p.key = s.voice_id "
            "JOIN articles a ON a.key = s.article WHERE s.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(statements)),),
        )
        return {id: rows.party_of(row, article) for id, article, *row in found}

    def credited(self, articles: Sequence[str]) -> dict[str, tuple[Party, ...]]:
        """Whom articles credit for their texts, by the articles' ids: those that credit anybody."""
        found: dict[str, tuple[Party, ...]] = {}
        for id, *row in self.query(
            f"SELECT a.id, {rows.PARTY_OF_P} FROM credits c JOIN parties p ON p.key = c.party "
            "JOIN articles a ON a.key = c.article WHERE a.id IN (SELECT value FROM json_each(?)) "
            "ORDER BY a.id, c.ordinal",
            (json.dumps(list(articles)),),
        ):
            found[id] = (*found.get(id, ()), rows.party_of(row, ""))
        return found

    def quoted(self) -> list[Quoted]:
        """Every named voice as the articles describe it, with how often it is quoted; no publishers."""
        found = self.query(
            f"SELECT {rows.PARTY_OF_P}, count(*), count(DISTINCT s.article) FROM parties p "
            "JOIN statements s ON s.voice_id = p.key JOIN articles a ON a.key = s.article "
            "WHERE a.state = 'done' AND p.named AND NOT p.inferred AND NOT p.masthead "
            "GROUP BY p.key ORDER BY p.name, p.key"
        )
        return [Quoted(rows.party_of(row[:-2], ""), *row[-2:]) for row in found]

    def bearers(self, surname: str) -> frozenset[str]:
        """The full names of all who bear a surname, in small letters, as far as the articles name them."""
        sql = (
            "SELECT DISTINCT name FROM parties p WHERE surname = ? AND surname <> '' AND EXISTS (SELECT 1 "
            "FROM statements s JOIN articles a ON a.key = s.article WHERE s.voice_id = p.key AND a.state = 'done')"
        )
        return frozenset(row[0] for row in self.query(sql, (surname,)))

    def scope(
        self,
        *,
        publishers: Sequence[str] = (),
        after: str = "",
        before: str = "",
        articles: Sequence[str] = (),
    ) -> tuple[int, str, str]:
        """Number of articles that the filters leave, and their first and last dates ("" where no article has one)."""
        where, values = conditions(publishers, after, before, articles)
        sql = (
            "SELECT count(*), coalesce(min(nullif(a.published, '')), ''), coalesce(max(a.published), '') "
            f"FROM articles a WHERE {where}"
        )
        count, first, last = self.query(sql, values)[0]
        return count, first, last

    def version(self) -> int:
        """A number that changes whenever another connection has written; cheap to ask for."""
        return int(self.query("PRAGMA data_version")[0][0])

    def fingerprint(self) -> str:
        """Twelve letters that change with any article of the index: its id, its text, or what is known of it."""
        digest = hashlib.sha256()
        for row in self.query("SELECT id, content_hash FROM articles WHERE state = 'done' ORDER BY id"):
            digest.update("\0".join(row).encode("utf-8", "surrogatepass") + b"\n")
        return digest.hexdigest()[:12]

    def unfinished(self) -> int:
        """How many articles readers do not see, because a run has not finished with them."""
        return int(self.query("SELECT count(*) FROM articles WHERE state <> 'done'")[0][0])

    def counts(self) -> dict[str, int]:
        """How many "articles", "passages", "statements", "copies" readers see; "unfinished" articles they do not."""
        done = "JOIN articles a ON a.key = r.article WHERE a.state = 'done'"
        sql = {
            "articles": "SELECT count(*) FROM articles WHERE state = 'done'",
            "passages": f"SELECT count(*) FROM passages r {done}",
            "statements": f"SELECT count(*) FROM statements r {done}",
            "copies": f"SELECT count(*) FROM copies r JOIN articles o ON o.key = r.\"of\" {done} AND o.state = 'done'",
        }
        return {name: self.query(one)[0][0] for name, one in sql.items()} | {"unfinished": self.unfinished()}

    def ids(self, kind: str) -> set[str]:
        """Ids of all "passages" or "statements" that have, or should have, a vector."""
        sql = f"SELECT r.id FROM {kind} r JOIN articles a ON a.key = r.article WHERE a.state IN ('to compare', 'done')"
        return {row[0] for row in self.query(sql)}

    def failures(self) -> list[Failure]:
        """What the last run could not index."""
        return [Failure(where=where, why=why) for where, why in self.query('SELECT "where", why FROM failures')]
