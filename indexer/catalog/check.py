"""Does a catalog agree with itself? For `twosource doctor`."""

from indexer.catalog.match import fts_query
from indexer.catalog.reading import Catalog
from indexer.errors import IndexDamagedError
from indexer.fold import fold

_SAMPLE = 50  # rows whose words are looked up

_COUNTS = (
    ("passages", "passages_fts"),
    ("statements", "statements_fts"),
)


def problems(catalog: Catalog) -> list[str]:
    """What is wrong, a sentence each; none where all is well.

    Raises:
        IndexDamagedError: The file cannot even be read.
    """
    found = [
        f"the catalog's file is damaged: {row[0]}"
        for row in catalog.query("PRAGMA integrity_check(5)")
        if row[0] != "ok"
    ]
    if found:
        return found
    for table, search in _COUNTS:
        rows = catalog.query(f"SELECT count(*) FROM {table}")[0][0]
        words = catalog.query(f"SELECT count(*) FROM {search}")[0][0]
        if rows != words:
            found.append(f"the catalog has {rows} {table}, but full-text search has {words}")
        loose = catalog.query(f"SELECT count(*) FROM {table} WHERE article NOT IN (SELECT key FROM articles)")[0][0]
        if loose:
            found.append(f"{loose} {table} belong to no article")
    for state, count in catalog.query("SELECT state, count(*) FROM articles WHERE state <> 'done' GROUP BY state"):
        found.append(
            f"{count} articles are left {state!r} by a run that was stopped: the next `twosource index` finishes"
        )
    if strange := _strange(catalog):
        found.append(f"full-text search holds other words than {strange} passages: run `twosource doctor --repair`")
    found += [f"full-text search over {kind} does not find what is in it" for kind in _unfindable(catalog)]
    return found


def _strange(catalog: Catalog) -> int:
    """How many passages are searched by other words than stand at their places."""
    count = 0
    for article in catalog.articles():
        searched = catalog.query(
            'SELECT p.start, p."end", f.text FROM passages p JOIN articles a ON a.key = p.article '
            "JOIN passages_fts f ON f.rowid = p.key WHERE a.id = ?",
            (article.id,),
        )
        count += sum(fold(article.text[start:end]) != text for start, end, text in searched)
    return count


def _unfindable(catalog: Catalog) -> list[str]:
    """The kinds whose words do not lead to them; looked up one by one, as SQLite's own check would need to write."""
    lost: list[str] = []
    for kind, column in (("passages", "text"), ("statements", "context")):
        try:
            rows = catalog.query(f"SELECT rowid, {column} FROM {kind}_fts ORDER BY random() LIMIT {_SAMPLE}")
            for key, text in rows:
                match = fts_query(text.split()[:5], every=True)
                sql = f"SELECT 1 FROM {kind}_fts WHERE {kind}_fts MATCH ? AND rowid = ?"
                if match and not catalog.query(sql, (match, key)):
                    lost.append(kind)
                    break
        except IndexDamagedError:
            lost.append(kind)
    return lost
