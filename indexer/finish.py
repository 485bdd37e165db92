"""Brings stored articles to "done", step by step; also what a stopped run left."""

from collections.abc import Callable, Container, Sequence

from indexer.catalog import Entry, Writer
from indexer.embed import Embedder
from indexer.fold import fold
from indexer.lineage import copies
from indexer.vectors import KINDS, Vectors


def finish(writer: Writer, embedder: Callable[[], Embedder], vectors: Callable[[], Vectors], batch: int) -> list[str]:
    """Finish what a stopped run left; nothing is opened where there is nothing.

    Returns:
        Ids of the articles that are in the index only now.
    """
    finished: list[str] = []
    while entries := writer.unfinished("to embed", batch):
        ids = [entry.article.id for entry in entries]
        embed(entries, writer, embedder(), vectors(), had_vectors=ids)
    remove([article.id for article in writer.articles("to remove")], writer, vectors)
    finished += compare(writer)
    return finished


def embed(
    entries: Sequence[Entry], writer: Writer, embedder: Embedder, vectors: Vectors, *, had_vectors: Container[str]
) -> None:
    """Make the vectors of passages' texts and of statements' contexts, folded, and move the articles to "to compare".

    Args:
        had_vectors: Ids of articles that may have vectors from before, which go first.
    """
    _forget([entry.article.id for entry in entries if entry.article.id in had_vectors], vectors)
    passages = [passage for entry in entries for passage in entry.passages]
    statements = [one for entry in entries for one in entry.statements]
    contexts = [
        embedder.trim(fold(entry.article.text[one.context_start : one.context_end]))
        for entry in entries
        for one in entry.statements
    ]
    # Statements of one sentence share its vector.
    held = [fold(passage.text) for passage in passages]
    texts = list(dict.fromkeys([*held, *contexts]))
    made = embedder.embed(texts)
    row = {text: at for at, text in enumerate(texts)}
    vectors.add(
        "passages",
        [passage.id for passage in passages],
        made[[row[text] for text in held]] if held else made[:0],
        [passage.article_id for passage in passages],
        held,
    )
    vectors.add(
        "statements",
        [one.id for one in statements],
        made[[row[context] for context in contexts]] if contexts else made[:0],
        [one.article_id for one in statements],
    )
    writer.set_state([entry.article.id for entry in entries], "to compare")


def compare(writer: Writer) -> list[str]:
    """Find the copies that articles in the state "to compare" bring, and let readers see these articles."""
    new = list(writer.articles("to compare"))
    ids = [article.id for article in new]
    if new:
        writer.set_compared(ids, copies(new, writer.articles("done")))
    return ids


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
