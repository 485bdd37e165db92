"""The whole story of indexing: load, mark, cut into passages, read statements, find copies, store, embed."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.catalog import Catalog, Entry, Writer
from indexer.embed import Embedder
from indexer.errors import UserError
from indexer.load import load
from indexer.passages import split
from indexer.records import Article, Copy, Failure, IndexReport, Passage, Span, Statement
from indexer.sentences import sentences
from indexer.vectors import Vectors

BATCH = 16
"""Articles that go through the models together, and into the catalog in one transaction."""


class Extractor(Protocol):
    """Whatever reads statements out of articles (see `indexer.statements`)."""

    def extract(self, articles: Sequence[Article], sentences: Sequence[Sequence[Span]]) -> list[list[Statement]]:
        """Statements of each article."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The concrete parts of a run. The models are opened when the first article needs them, not before.

    Attributes:
        recipe: Names everything that decides what an article becomes; another recipe makes every article new.
        count: Tokens of a text, for the passage budget.
    """

    catalog: Catalog
    vectors: Callable[[], Vectors]
    embedder: Callable[[], Embedder]
    extractor: Callable[[], Extractor]
    copies: Callable[[Sequence[Article], Catalog], list[Copy]]
    count: Callable[[str], int]
    budget: int
    max_mb: float
    recipe: str


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far a run is: articles read and passages made so far."""

    articles: int = 0
    passages: int = 0
    words: int = 0


def index(
    inputs: Sequence[str],
    parts: Parts,
    *,
    prune: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> IndexReport:
    """Bring the index up to date with the inputs.

    Args:
        inputs: Files, folders, URLs.
        prune: Take out articles that were read from under these inputs and are no longer there.
        progress: Called after each article.

    Returns:
        What was done, with every input that failed. One bad article never stops the run.
    """
    began = time.perf_counter()
    report, done = IndexReport(), Progress()
    writer = Writer(parts.catalog)
    _finish(writer, parts, report)
    known = writer.known()
    seen: dict[str, str] = {}
    batch: list[Article] = []
    for found in load(inputs, max_mb=parts.max_mb):
        if isinstance(found, Failure):
            report.failed.append(found)
            continue
        if found.id in seen:
            report.failed.append(
                Failure(where=found.origin, why=f"has the id {found.id!r} of {seen[found.id]}: give one of them another id")
            )
            continue
        seen[found.id] = found.origin
        done.articles += 1
        done.words += len(found.text.split())
        before = known.get(found.id)
        if before and before.content_hash == found.content_hash and before.recipe == parts.recipe and before.state == "done":
            report.unchanged.append(found.id)
            if before.origin != found.origin:
                writer.touch(found)
        else:
            (report.updated if before else report.added).append(found.id)
            batch.append(found)
        if len(batch) >= BATCH:
            done.passages += _take_in(batch, writer, parts, report, replaced=set(known))
            batch = []
        progress(done)
    done.passages += _take_in(batch, writer, parts, report, replaced=set(known))
    progress(done)
    if prune:
        gone = [id for id, one in known.items() if id not in seen and _under(one.origin, inputs)]
        _remove(gone, writer, parts)
        report.removed.extend(gone)
    writer.set_failures(report.failed)
    writer.settle()
    report.words, report.seconds = done.words, time.perf_counter() - began
    return report


def _take_in(batch: Sequence[Article], writer: Writer, parts: Parts, report: IndexReport, *, replaced: set[str]) -> int:
    """Read, store and embed a batch; an article that fails alone is reported and left out. Returns passages made."""
    entries = list(_entries(batch, parts, report))
    if not entries:
        return 0
    old = [e.article.id for e in entries if e.article.id in replaced]
    if old:
        _forget_vectors(old, parts)
    writer.store(entries, parts.recipe)
    writer.set_copies(parts.copies([e.article for e in entries], parts.catalog))
    _embed(entries, writer, parts)
    report.passages += sum(len(e.passages) for e in entries)
    report.statements += sum(len(e.statements) for e in entries)
    return sum(len(e.passages) for e in entries)


def _entries(batch: Sequence[Article], parts: Parts, report: IndexReport) -> Iterator[Entry]:
    cut: list[tuple[Article, list[Span], list[Passage]]] = []
    embedder = parts.embedder() if batch else None
    for article in batch:
        try:
            spans = sentences(article.text)
            passages = split(
                article, spans, budget=parts.budget, window=embedder.window if embedder else 0,
                count=parts.count, pieces=embedder.pieces if embedder else len,
            )
            cut.append((article, spans, passages))
        except (UserError, ValueError, ArithmeticError, LookupError) as error:
            _fail(article, error, report)
    try:
        found: list[list[Statement] | None] = list(parts.extractor().extract([a for a, _, _ in cut], [s for _, s, _ in cut])) if cut else []
    except (ValueError, ArithmeticError, LookupError, RuntimeError):
        found = [_alone(article, spans, parts, report) for article, spans, _ in cut]
    for (article, _, passages), statements in zip(cut, found, strict=True):
        if statements is not None:
            yield Entry(article, passages, statements)


def _alone(article: Article, spans: list[Span], parts: Parts, report: IndexReport) -> list[Statement] | None:
    """One article of a batch that failed: the one that is to blame is reported, the others go on."""
    try:
        return parts.extractor().extract([article], [spans])[0]
    except (ValueError, ArithmeticError, LookupError, RuntimeError) as error:
        _fail(article, error, report)
        return None


def _fail(article: Article, error: Exception, report: IndexReport) -> None:
    for ids in (report.added, report.updated):
        if article.id in ids:
            ids.remove(article.id)
    report.failed.append(Failure(where=article.origin or article.id, why=f"could not be read ({error}): it is left out"))


def _embed(entries: Sequence[Entry], writer: Writer, parts: Parts) -> None:
    """Vectors by stable ids, then "done": a run that is killed in between is finished by the next."""
    embedder, vectors = parts.embedder(), parts.vectors()
    passages = [p for e in entries for p in e.passages]
    texts = [p.text for p in passages]
    said = [(s, embedder.trim(e.article.text[s.context_start : s.context_end])) for e in entries for s in e.statements]
    distinct = list(dict.fromkeys([*texts, *(text for _, text in said)]))
    rows = dict(zip(distinct, embedder.embed(distinct), strict=True))
    if passages:
        vectors.add("passages", [p.id for p in passages], _stack(rows, texts), [p.article_id for p in passages], texts)
    if said:
        vectors.add("statements", [s.id for s, _ in said], _stack(rows, [t for _, t in said]), [s.article_id for s, _ in said])
    writer.set_state([e.article.id for e in entries], "done")


def _stack(rows: dict[str, NDArray[np.float32]], texts: Iterable[str]) -> NDArray[np.float32]:
    return np.stack([rows[text] for text in texts])


def _finish(writer: Writer, parts: Parts, report: IndexReport) -> None:
    """Finish what a killed run left."""
    while entries := writer.unfinished("to embed", BATCH):
        _forget_vectors([e.article.id for e in entries], parts)
        _embed(entries, writer, parts)
    while entries := writer.unfinished("to remove", BATCH):
        _remove([e.article.id for e in entries], writer, parts)


def _remove(ids: Sequence[str], writer: Writer, parts: Parts) -> None:
    if ids:
        writer.set_state(ids, "to remove")
        _forget_vectors(ids, parts)
        writer.drop(ids)


def _forget_vectors(ids: Sequence[str], parts: Parts) -> None:
    vectors = parts.vectors()
    vectors.delete_articles("passages", ids)
    vectors.delete_articles("statements", ids)


def _under(origin: str, inputs: Sequence[str]) -> bool:
    """Whether an article was read from one of these inputs, or from a file under it."""
    path = origin.split("#", 1)[0]
    for one in inputs:
        root = one if "://" in one else Path(one).resolve().as_posix()
        if path == root or path.startswith(root.rstrip("/") + "/"):
            return True
    return False


def embed_again(parts: Parts) -> None:
    """Make the vectors of every article anew, in the catalog's order."""
    writer = Writer(parts.catalog)
    batch: list[Entry] = []
    for article in list(parts.catalog.articles()):
        batch.append(writer.entry(article))
        if len(batch) >= BATCH:
            _embed(batch, writer, parts)
            batch = []
    if batch:
        _embed(batch, writer, parts)
