"""Checks an index against itself, and mends the vectors out of the catalog, which is the truth."""

from indexer.catalog import Catalog, Writer, problems
from indexer.finish import finish
from indexer.vectors import KINDS, Vectors
from indexer.wiring import Index

BATCH = 24


def examine(catalog: Catalog, vectors: Vectors) -> list[str]:
    """What is wrong, a sentence each; nothing where the index is sound.

    Raises:
        IndexDamagedError, StorageError: The catalog or the vectors cannot be read at all.
    """
    found = problems(catalog)
    for kind in KINDS:
        wanted, there = catalog.ids(kind), vectors.ids(kind)
        if missing := len(wanted - there):
            found.append(f"{missing} of {len(wanted)} {kind} have no vector: run `twosource doctor --repair`")
        if orphans := len(there - wanted):
            found.append(f"{orphans} vectors belong to no {kind}: run `twosource doctor --repair`")
        for id, vector in vectors.get(kind, sorted(wanted & there)[:1]).items():
            # Similar texts may be as near, but a vector that does not find itself is not in the search structure.
            if not any(found_id == id or near > 0.999 for found_id, near in vectors.nearest(kind, vector, 3)):
                found.append(f"vector search over {kind} does not find what is in it: run `twosource doctor --repair`")
    return found


def repair(index: Index) -> None:
    """Make full-text search and all vectors anew, and finish what a stopped run left.

    Raises:
        IndexDamagedError: The catalog itself is damaged; there is nothing to mend it from.
        ModelError: The model cannot be loaded; nothing was touched then.
    """
    embedder, catalog = index.embedder, index.catalog
    writer = Writer(catalog)
    writer.rebuild_search()
    writer.set_state([article.id for article in catalog.articles()], "to embed")
    index.discard_vectors()
    finish(writer, lambda: embedder, lambda: index.vectors, BATCH)
    writer.settle()
