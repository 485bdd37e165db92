"""Make full-text queries and filters out of a user's words, so that no words of a user are ever syntax."""

from collections.abc import Iterable, Sequence

from indexer.fold import fold

MOST_TERMS = 200


def fts_query(terms: Iterable[str], *, every: bool = False) -> str:
    """An FTS5 query for texts that hold any of the terms (or every one); a term of several words is a phrase.

    Every string is harmless: it is quoted, and folded as the texts are that are searched.

    Args:
        terms: At most the first 200 distinct ones are used.

    Returns:
        E.g. '"arms" OR "state department"'; "" where no term has a letter or digit. A search for "" finds nothing.
    """
    clean = (_clean(term) for term in terms)
    quoted = dict.fromkeys(f'"{term}"' for term in clean if any(c.isalnum() for c in term))
    return (" AND " if every else " OR ").join(list(quoted)[:MOST_TERMS])


def _clean(term: str) -> str:
    return fold(term).replace("\N{REPLACEMENT CHARACTER}", " ").replace('"', " ").strip()


def conditions(publishers: Sequence[str], after: str, before: str, articles: Sequence[str]) -> tuple[str, list[object]]:
    """SQL that keeps the rows of `articles AS a` that the filters allow, and its parameters.

    Dates may be shortened on both sides ("2017-08"); they are compared as far as both go. An article without a date
    passes no date filter.
    """
    sql, values = "a.state = 'done'", list[object]()
    if publishers:
        sql += f" AND a.publisher COLLATE NOCASE IN ({_marks(publishers)})"
        values += publishers
    if articles:
        sql += f" AND a.id IN ({_marks(articles)})"
        values += articles
    if after or before:
        sql += " AND a.published <> ''"
    if after:
        sql += " AND a.published >= substr(?, 1, length(a.published))"
        values.append(after)
    if before:
        sql += " AND substr(a.published, 1, length(?)) <= ?"
        values += [before, before]
    return sql, values


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
