"""Checks an index against itself, and mends the vectors out of the catalog, which is the truth."""

from collections.abc import Sequence

from indexer.catalog import Catalog, Writer, problems
from indexer.finish import finish
from indexer.records import Failure
from indexer.vectors import KINDS, Kind, Vectors
from indexer.wiring import Index

BATCH = 24
"""Articles whose vectors are made together."""
SAMPLE = 20
"""About so many vectors of a kind are searched for."""
LEAST_FOUND = 0.8
"""The search is approximate; below this share of the sample it is damaged."""


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
        both = sorted(wanted & there)
        sample = both[:: len(both) // SAMPLE + 1]
        if sum(_finds(vectors, kind, sample)) < LEAST_FOUND * len(sample):
            found.append(f"vector search over {kind} does not find what is in it: run `twosource doctor --repair`")
    return found


def _finds(vectors: Vectors, kind: Kind, ids: Sequence[str]) -> list[bool]:
    """Whether each vector's nearest is itself, or its equal; the search is approximate and may now and then miss."""
    stored = vectors.get(kind, ids)
    return [any(near > 0.999 for _, near in vectors.nearest(kind, vector, 1)) for vector in stored.values()]


def repair(index: Index) -> list[Failure]:
    """Make full-text search and all vectors anew, and finish what a stopped run left.

    Returns:
        The articles whose vectors cannot be made; they are taken out.

    Raises:
        IndexDamagedError: The catalog itself is damaged; there is nothing to mend it from.
        ModelError: The model cannot be loaded; nothing was touched then.
    """
    embedder, catalog = index.embedder, index.catalog
    writer = Writer(catalog)
    writer.rebuild_search()
    writer.set_state([article.id for article in catalog.articles()], "to embed")
    index.discard_vectors()
    _, failed = finish(writer, lambda: embedder, lambda: index.vectors, BATCH)
    writer.settle()
    return failed
