"""Brings articles that were read into the index and to "done", step by step; also what a stopped run left."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from indexer.apart import one_by_one
from indexer.catalog import Entry, Writer
from indexer.embed import Embedder
from indexer.fold import fold
from indexer.lineage import copies
from indexer.records import Article, Failure
from indexer.vectors import KINDS, Vectors

COMPARED = 500
"""Articles that are compared with the others in one transaction."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An article with all that was found in it and made of it.

    Attributes:
        texts: The passages' texts, folded, as they were embedded.
        passages, statements: Shape (number of them, dimension): of the passages' texts and the statements' contexts.
    """

    entry: Entry
    texts: Sequence[str]
    passages: NDArray[np.float32]
    statements: NDArray[np.float32]


def article_of(one: Entry | Ready) -> Article:
    """The article that this is about."""
    return one.entry.article if isinstance(one, Ready) else one.article


def finish(
    writer: Writer, embedder: Callable[[], Embedder], vectors: Callable[[], Vectors], batch: int
) -> tuple[list[str], list[Failure]]:
    """Finish what a stopped run left; nothing is opened where there is nothing.

    Returns:
        Ids of the articles that are in the index only now; and those that cannot be finished, and are taken out.
    """
    failures: list[Failure] = []
    while entries := writer.unfinished("to embed", batch):
        ready, failed = embed(entries, embedder())
        failures += failed
        done = {article_of(one).id for one in ready}
        remove([entry.article.id for entry in entries if entry.article.id not in done], writer, vectors)
        if ready:
            put(ready, writer, vectors(), had_vectors=done)
    remove([article.id for article in writer.articles("to remove")], writer, vectors)
    return compare(writer), failures


def embed(entries: Sequence[Entry], embedder: Embedder) -> tuple[list[Ready], list[Failure]]:
    """Make the vectors of passages' texts and of statements' contexts.

    Returns:
        The articles in their order, without those whose vectors could not be made, which are failures.

    Raises:
        UserError: The model failed, which no other article would escape.
    """
    return one_by_one(lambda some: _embedded(some, embedder), entries, article_of)


def _embedded(entries: Sequence[Entry], embedder: Embedder) -> list[Ready]:
    texts = [[fold(passage.text) for passage in entry.passages] for entry in entries]
    contexts = [
        [embedder.trim(fold(entry.article.text[one.context_start : one.context_end])) for one in entry.statements]
        for entry in entries
    ]
    # Statements of one sentence share its vector.
    distinct = list(dict.fromkeys(text for held in (*texts, *contexts) for text in held))
    made = embedder.embed(distinct)
    row = {text: at for at, text in enumerate(distinct)}

    def rows(held: Sequence[str]) -> NDArray[np.float32]:
        return made[[row[text] for text in held]] if held else made[:0]

    return [
        Ready(entry, held, rows(held), rows(around))
        for entry, held, around in zip(entries, texts, contexts, strict=True)
    ]


def put(ready: Sequence[Ready], writer: Writer, vectors: Vectors, *, had_vectors: Container[str]) -> None:
    """Add the vectors of stored articles, and move these to "to compare".

    Args:
        had_vectors: Ids of articles that may have vectors from before, which go first.
    """
    ids = [article_of(one).id for one in ready]
    _forget([id for id in ids if id in had_vectors], vectors)
    passages = [passage for one in ready for passage in one.entry.passages]
    statements = [said for one in ready for said in one.entry.statements]
    vectors.add(
        "passages",
        [passage.id for passage in passages],
        np.concatenate([one.passages for one in ready]),
        [passage.article_id for passage in passages],
        [text for one in ready for text in one.texts],
    )
    vectors.add(
        "statements",
        [said.id for said in statements],
        np.concatenate([one.statements for one in ready]),
        [said.article_id for said in statements],
    )
    writer.set_state(ids, "to compare")


def compare(writer: Writer) -> list[str]:
    """Find the copies that articles in the state "to compare" bring, and let readers see these articles."""
    done: list[str] = []
    articles = writer.articles("to compare")
    while new := list(islice(articles, COMPARED)):
        ids = [article.id for article in new]
        writer.set_compared(ids, copies(new, writer))
        done += ids
    return done


def remove(ids: Sequence[str], writer: Writer, vectors: Callable[[], Vectors]) -> None:
    """Take articles out, vectors first, so that a stopped run leaves nothing that nobody knows of."""
    if ids:
        writer.set_state(ids, "to remove")
        _forget(ids, vectors())
        writer.drop(ids)


def _forget(ids: Sequence[str], vectors: Vectors) -> None:
    if ids:
        for kind in KINDS:
            vectors.delete_articles(kind, ids)
