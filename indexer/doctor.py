"""Checks an index against itself, and makes the vectors anew out of the catalog, which is the truth."""

from indexer.catalog import Catalog, problems
from indexer.pipeline import Parts, embed_again
from indexer.vectors import KINDS, Vectors


def examine(catalog: Catalog, vectors: Vectors) -> list[str]:
    """What is wrong, a sentence each; nothing where the index is sound."""
    found = list(problems(catalog))
    for kind in KINDS:
        expected = catalog.counts()[kind]
        there = vectors.count(kind)
        if there != expected:
            found.append(f"{expected} {kind} have {there} vectors: run `twosource doctor --repair`")
    return found


def rebuild(parts: Parts) -> None:
    """Make all vectors anew."""
    parts.vectors().clear()
    embed_again(parts)
