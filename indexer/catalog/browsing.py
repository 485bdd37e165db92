"""Looking around in a catalog without a question: what it holds, its articles, what somebody said."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from indexer.catalog.match import conditions, fts_query
from indexer.catalog.reading import Catalog
from indexer.records import Article, Statement


class Month(NamedTuple):
    """How many articles of a publisher ("" where unknown) are from a month ("2017-08", "" where unknown)."""

    publisher: str
    month: str
    articles: int


class Listing(NamedTuple):
    """An article in a list."""

    id: str
    title: str
    publisher: str
    published: str


def listed(
    catalog: Catalog,
    *,
    publishers: Sequence[str] = (),
    after: str = "",
    before: str = "",
    words: Sequence[str] = (),
    oldest_first: bool = False,
    most: int = 50,
    start: int = 0,
) -> tuple[list[Listing], int]:
    """Articles by date, and how many there are in all.

    Args:
        words: All of which a passage of the article, its title or its publisher holds.
        start, most: Which part of the list, counted from 0.
    """
    where, values = conditions(publishers, after, before, ())
    match = fts_query(words, every=True)
    if words and not match:
        return [], 0
    if words:
        where += (
            " AND a.key IN (SELECT p.article FROM passages_fts f JOIN passages p ON p.key = f.rowid "
            "WHERE passages_fts MATCH ?)"
        )
        values = [*values, match]
    total = int(catalog.query(f"SELECT count(*) FROM articles a WHERE {where}", values)[0][0])
    direction = "ASC" if oldest_first else "DESC"
    found = catalog.query(
        f"SELECT a.id, a.title, a.publisher, a.published FROM articles a WHERE {where} "
        f"ORDER BY a.published = '', a.published {direction}, a.id LIMIT ? OFFSET ?",
        (*values, most, start),
    )
    return [Listing(*row) for row in found], total


def months(catalog: Catalog) -> list[Month]:
    """How many articles each publisher has in each month, by publisher and month."""
    sql = (
        "SELECT publisher, substr(published, 1, 7), count(*) FROM articles WHERE state = 'done' "
        "GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [Month(*row) for row in catalog.query(sql)]


def parties_called(catalog: Catalog, voice: str) -> set[str]:
    """Names of the parties that a voice is, as statements name it: "Ida Holm" may be kept as "Beekeeper Ida Holm"."""
    sql = "SELECT DISTINCT p.name FROM statements s JOIN parties p ON p.key = s.voice_id WHERE s.voice = ? AND p.named"
    return {voice, *(row[0] for row in catalog.query(sql, (voice,)))}


def said_by(catalog: Catalog, names: Sequence[str], *, most: int = 200) -> list[tuple[Article, list[Statement]]]:
    """What is attributed to whoever is called one of these names, article by article, the earliest first.

    Args:
        most: Articles at most.
    """
    sql = (
        "SELECT a.id, s.id FROM statements s JOIN articles a ON a.key = s.article JOIN parties p ON p.key = s.voice_id "
        "WHERE a.state = 'done' AND p.named AND p.name IN (SELECT value FROM json_each(?)) "
        "ORDER BY a.published = '', a.published, a.id, s.ordinal"
    )
    told: dict[str, list[str]] = {}
    for article, statement in catalog.query(sql, (json.dumps(list(names)),)):
        told.setdefault(article, []).append(statement)
    held = ((catalog.article(id), catalog.statements(ids)) for id, ids in list(told.items())[:most])
    return [(article, statements) for article, statements in held if article is not None]
