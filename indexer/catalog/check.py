"""Does a catalog agree with itself? For `twosource doctor`."""

from indexer.catalog.reading import Catalog

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
    cut = 'substr(a.text, p.start + 1, p."end" - p.start)'
    moved = catalog.query(
        f"SELECT p.id FROM passages p JOIN articles a ON a.key = p.article JOIN passages_fts f ON f.rowid = p.key "
        f"WHERE instr(a.text, char(0)) = 0 AND f.text <> {cut} LIMIT 3"
    )
    found += [f"passage {row[0]} is not what its article has at its place" for row in moved]
    return found
