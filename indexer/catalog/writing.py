"""Everything that is written to a catalog, each call one transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from indexer.catalog import rows
from indexer.catalog.connection import explained
from indexer.catalog.reading import Catalog
from indexer.catalog.schema import SEARCH
from indexer.fold import fold
from indexer.lineage import sample, signature
from indexer.parties.records import Party
from indexer.records import Article, Copy, Failure, Passage, Statement

_ARTICLE = f"INSERT INTO articles ({rows.ARTICLE}, whole, recipe, state) VALUES ({', '.join('?' * 13)}, 'to embed')"
_PASSAGE = 'INSERT INTO passages (id, article, ordinal, start, "end") VALUES (?, ?, ?, ?, ?)'
_STATEMENT = (
    f"INSERT INTO statements (id, article, {rows.STATEMENT.replace('s.', '')}, voice_id) VALUES ({', '.join('?' * 20)})"
)
_PARTY = f"INSERT OR IGNORE INTO parties ({rows.PARTY}, surname) VALUES ({', '.join('?' * 10)})"
_SAME_PARTY = f"SELECT key FROM parties WHERE ({rows.PARTY}) = ({', '.join('?' * 9)})"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with all that was found in it."""

    article: Article
    passages: Sequence[Passage]
    statements: Sequence[Statement]
    parties: Sequence[Party] = ()
    """The voice of each statement, where it is known."""
    credits: Sequence[Party] = ()
    """Whom the article credits for its text."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a run needs to know of an article that is in the index, to tell whether it changed."""

    content_hash: str
    recipe: str
    origin: str
    state: str


class Writer:
    """Changes a catalog that was opened for writing. A killed process leaves whole transactions or nothing of them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog, self._db = catalog, catalog.db

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self._catalog.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself where the disk is full.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def known(self, ids: Sequence[str] | None = None) -> dict[str, Known]:
        """Articles by id, whatever their state: those of some ids, or all."""
        sql = "SELECT id, content_hash, recipe, origin, state FROM articles"
        if ids is None:
            found = self._catalog.query(sql)
        else:
            found = self._catalog.query(f"{sql} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
        return {id: Known(*rest) for id, *rest in found}

    def holders(self, grams: Sequence[int], least: int) -> dict[str, int]:
        """How many of some sampled 5-grams each article holds that is or will be in the index: at least `least`."""
        found = self._catalog.query(
            "SELECT a.id, held.n FROM (SELECT article, count(*) AS n FROM sketches "
            "WHERE gram IN (SELECT value FROM json_each(?)) GROUP BY article HAVING n >= ?) held "
            "JOIN articles a ON a.key = held.article WHERE a.state IN ('to compare', 'done')",
            (json.dumps(list(grams)), least),
        )
        return dict(found)

    def equals(self, whole: int) -> list[str]:
        """Ids of the articles that have these words and no others."""
        sql = "SELECT id FROM articles WHERE whole = ? AND whole <> 0 AND state IN ('to compare', 'done')"
        return [id for (id,) in self._catalog.query(sql, (whole,))]

    def article(self, id: str) -> Article | None:
        """An article, whatever its state."""
        found = self._catalog.query(f"SELECT {rows.ARTICLE} FROM articles WHERE id = ?", (id,))
        return rows.article_of(found[0]) if found else None

    def store(self, entries: Sequence[Entry], recipe: str) -> None:
        """Put articles in, in place of what was there under their ids, in the state "to embed"."""
        with self._transaction():
            self._take_out([entry.article.id for entry in entries])
            for entry in entries:
                self._insert(entry, recipe)

    def _insert(self, entry: Entry, recipe: str) -> None:
        article = entry.article
        text = signature(article)
        key = self._db.execute(_ARTICLE, (*rows.article_row(article), text.whole, recipe)).lastrowid
        self._db.executemany(
            "INSERT INTO sketches (gram, article) VALUES (?, ?)", [(gram, key) for gram in sample(text)]
        )
        for passage in entry.passages:
            self._db.execute(_PASSAGE, (passage.id, key, passage.ordinal, passage.start, passage.end))
        voices = map(self._party, entry.parties) if entry.parties else [None] * len(entry.statements)
        for one, voice in zip(entry.statements, voices, strict=True):
            self._db.execute(_STATEMENT, (one.id, key, *rows.statement_row(one), voice))
        self._db.executemany(
            "INSERT INTO credits (article, ordinal, party) VALUES (?, ?, ?)",
            [(key, n, self._party(party)) for n, party in enumerate(entry.credits)],
        )
        self._make_searchable(entry)

    def _party(self, party: Party) -> int:
        """The key of a party's row, made where nobody is described so yet: the order of articles does not matter."""
        row = rows.party_row(party)
        self._db.execute(_PARTY, row)
        key: int = self._db.execute(_SAME_PARTY, row[:-1]).fetchone()[0]
        return key

    def _make_searchable(self, entry: Entry) -> None:
        article = entry.article
        self._db.executemany(
            "INSERT INTO passages_fts (rowid, text, title, publisher) SELECT key, ?, ?, ? FROM passages WHERE id = ?",
            [(fold(one.text), article.title, article.publisher, one.id) for one in entry.passages],
        )
        contexts = [fold(article.text[one.context_start : one.context_end]) for one in entry.statements]
        self._db.executemany(
            "INSERT INTO statements_fts (rowid, context, voice, title) "
            "SELECT key, ?, ?, ? FROM statements WHERE id = ?",
            [(text, one.voice, article.title, one.id) for text, one in zip(contexts, entry.statements, strict=True)],
        )

    def set_compared(self, ids: Sequence[str], copies: Iterable[Copy]) -> None:
        """Add the copies that articles bring, and move these articles to "done"."""
        with self._transaction():
            self._db.executemany(
                'INSERT OR REPLACE INTO copies (article, "of", containment, why) SELECT a.key, o.key, ?, ? '
                "FROM articles a, articles o WHERE a.id = ? AND o.id = ?",
                [(one.containment, one.why, one.article_id, one.of) for one in copies],
            )
            self._move(ids, "done")

    def set_origins(self, origins: Mapping[str, str]) -> None:
        """Note where unchanged articles were read from this time: id -> origin."""
        with self._transaction():
            self._db.executemany("UPDATE articles SET origin = ? WHERE id = ?", [(o, id) for id, o in origins.items()])

    def set_state(self, ids: Sequence[str], state: str) -> None:
        """Move articles to "to embed", "to compare" or "to remove"."""
        with self._transaction():
            self._move(ids, state)

    def drop(self, ids: Sequence[str]) -> None:
        """Take articles out, with everything of theirs."""
        with self._transaction():
            self._take_out(ids)

    def _move(self, ids: Sequence[str], state: str) -> None:
        sql = "UPDATE articles SET state = ? WHERE id IN (SELECT value FROM json_each(?))"
        self._db.execute(sql, (state, json.dumps(ids)))

    def _take_out(self, ids: Sequence[str]) -> None:
        # Two reprints may be known as one text only through the article that goes: they are compared anew.
        gone = "SELECT key FROM articles WHERE id IN (SELECT value FROM json_each(?1))"
        self._db.execute(
            "UPDATE articles SET state = 'to compare' WHERE state = 'done' AND key IN "
            f'(SELECT article FROM copies WHERE "of" IN ({gone}) '
            f'UNION SELECT "of" FROM copies WHERE article IN ({gone}))',
            (json.dumps(ids),),
        )
        theirs = (
            f"SELECT voice_id FROM statements WHERE voice_id IS NOT NULL AND article IN ({gone}) "
            f"UNION SELECT party FROM credits WHERE article IN ({gone})"
        )
        parties = json.dumps([key for (key,) in self._db.execute(theirs, (json.dumps(ids),))])
        self._db.execute("DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
        self._db.execute(
            "DELETE FROM parties WHERE key IN (SELECT value FROM json_each(?)) "
            "AND NOT EXISTS (SELECT 1 FROM statements WHERE voice_id = parties.key) "
            "AND NOT EXISTS (SELECT 1 FROM credits WHERE party = parties.key)",
            (parties,),
        )

    def articles(self, state: str) -> Iterator[Article]:
        """All articles in a state."""
        for (id,) in self._catalog.query("SELECT id FROM articles WHERE state = ? ORDER BY key", (state,)):
            row = self._catalog.query(f"SELECT {rows.ARTICLE} FROM articles WHERE id = ?", (id,))
            yield rows.article_of(row[0])

    def unfinished(self, state: str, limit: int) -> list[Entry]:
        """Articles in a state, with their rows, at most `limit`."""
        sql = f"SELECT {rows.ARTICLE} FROM articles WHERE state = ? ORDER BY key LIMIT ?"
        return [self.entry(rows.article_of(row)) for row in self._catalog.query(sql, (state, limit))]

    def entry(self, article: Article) -> Entry:
        """An article's rows, whatever its state."""
        passages = self._catalog.passages_where("a.id = ? ORDER BY p.ordinal", (article.id,))
        statements = self._catalog.query(
            f"SELECT a.id, {rows.STATEMENT} FROM statements s JOIN articles a ON a.key = s.article "
            "WHERE a.id = ? ORDER BY s.ordinal",
            (article.id,),
        )
        return Entry(article, passages, [rows.statement_of(r) for r in statements])

    def set_meta(self, **facts: str) -> None:
        """Set facts about the whole index."""
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(facts.items()))

    def set_failures(self, failures: Iterable[Failure]) -> None:
        """Keep what this run could not index, in place of the last run's."""
        with self._transaction():
            self._db.execute("DELETE FROM failures")
            self._db.executemany("INSERT INTO failures VALUES (?, ?)", [(one.where, one.why) for one in failures])

    def rebuild_search(self) -> None:
        """Make full-text search anew out of the articles."""
        with self._transaction():
            for kind in ("passages", "statements"):
                self._db.execute(f"DROP TRIGGER IF EXISTS {kind}_gone")
                self._db.execute(f"DROP TABLE IF EXISTS {kind}_fts")
            for sql in SEARCH:
                self._db.execute(sql)
            for (id,) in self._catalog.query("SELECT id FROM articles ORDER BY key"):
                row = self._catalog.query(f"SELECT {rows.ARTICLE} FROM articles WHERE id = ?", (id,))
                self._make_searchable(self.entry(rows.article_of(row[0])))

    def settle(self) -> None:
        """Move everything into the one file, so that it can be copied and read from a read-only disk."""
        with explained(self._catalog.path):
            self._db.execute("PRAGMA optimize")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
