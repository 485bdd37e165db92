"""The catalog: one SQLite file that is the truth of an index. The only package that imports sqlite3."""

from indexer.catalog.check import problems
from indexer.catalog.earlier import articles_in, is_earlier
from indexer.catalog.match import fts_query
from indexer.catalog.reading import Catalog, open_catalog
from indexer.catalog.writing import Entry, Known, Writer

__all__ = ["Catalog", "Entry", "Known", "Writer", "articles_in", "fts_query", "is_earlier", "open_catalog", "problems"]
