"""The catalog: one SQLite file that is the truth of an index. The only package that imports sqlite3."""

from indexer.catalog.check import problems
from indexer.catalog.match import fts_query
from indexer.catalog.reading import Catalog, open_catalog
from indexer.catalog.writing import Entry, Known, Writer

__all__ = ["Catalog", "Entry", "Known", "Writer", "fts_query", "open_catalog", "problems"]
