"""The whole story of indexing: load, skip what is unchanged, read, store, embed, compare."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from indexer.apart import one_by_one
from indexer.catalog import Catalog, Known, Writer
from indexer.embed import Embedder
from indexer.finish import Ready, article_of, compare, embed, finish, put, remove
from indexer.language import READ
from indexer.origin import file_of, shown
from indexer.parties.reading import Parse
from indexer.read import Extractor, Reader
from indexer.records import Article, Failure, IndexReport
from indexer.vectors import Vectors

BATCH = 24
"""Articles that go through the models together, and into the catalog in one transaction."""


class Load(Protocol):
    """Whatever reads articles out of inputs; `indexer.load.load` does."""

    def __call__(self, inputs: Sequence[str], /, *, skipped: Callable[[Path], None]) -> Iterator[Article | Failure]:
        """Articles, each with an id of its own, and what could not be read; `skipped` is told what is no article."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The concrete parts of a run. Models and vectors are opened when the first article needs them, not before.

    Attributes:
        budget: Most tokens a passage may have, by `count`.
        parse: Parses short texts, with the names in them.
        recipe: Names everything that decides what an article becomes; with another recipe it is indexed again.
    """

    catalog: Catalog
    vectors: Callable[[], Vectors]
    embedder: Callable[[], Embedder]
    extractor: Callable[[], Extractor]
    count: Callable[[], Callable[[str], int]]
    parse: Parse
    load: Load
    budget: int
    recipe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: inputs dealt with (articles and failures), and passages made of them."""

    articles: int
    passages: int


def index(
    inputs: Sequence[str],
    parts: Parts,
    *,
    prune: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> IndexReport:
    """Bring the index up to date with the inputs.

    A run that is stopped anywhere leaves every article wholly in or out of sight, and the next run finishes its work.

    Args:
        inputs: Files, folders, addresses.
        prune: Take out articles that were read from under these inputs and are no longer there.
        progress: Called after each batch.

    Returns:
        What was done, with every input that failed; one bad article never stops the run.

    Raises:
        UserError: The index, a model or the disk failed, so that no article could go in.
    """
    began = time.perf_counter()
    report, writer = IndexReport(), Writer(parts.catalog)
    finished, unfinished = finish(writer, parts.embedder, parts.vectors, BATCH)
    report.added += finished
    reader = Reader(parts.embedder, parts.extractor, parts.count, parts.parse, parts.budget)
    news = _News(writer, parts.recipe, report)

    def store(ready: Sequence[Ready]) -> Sequence[Ready]:
        writer.store([one.entry for one in ready], parts.recipe)
        return ready

    for batch in _batches(news.of(parts.load(inputs, skipped=lambda path: report.skipped.append(shown(path))))):
        # Each step sets aside the articles that break it; storing comes last: a failed update keeps the old one.
        entries, unread = reader.read(batch)
        ready, unmade = embed(entries, parts.embedder()) if entries else ([], [])
        stored, unstored = one_by_one(store, ready, article_of)
        if stored:
            put(stored, writer, parts.vectors(), had_vectors=news.known)
        for entry in (one.entry for one in stored):
            (report.updated if entry.article.id in news.known else report.added).append(entry.article.id)
            report.passages += len(entry.passages)
            report.statements += len(entry.statements)
            report.words += len(entry.article.text.split())
            if (language := entry.article.language) not in READ:
                report.languages[language] = report.languages.get(language, 0) + 1
        report.failed += [*unread, *unmade, *unstored]
        progress(Progress(articles=news.seen, passages=report.passages))
    again = {one.where for one in report.failed}
    report.failed += [one for one in unfinished if one.where not in again]
    if prune:
        report.removed = _gone(writer.known(), news.ids, inputs, report.failed)
        remove(report.removed, writer, parts.vectors)
    compare(writer)
    writer.set_origins(news.moved)
    writer.set_failures(report.failed)
    writer.settle()
    progress(Progress(articles=news.seen, passages=report.passages))
    report.seconds = time.perf_counter() - began
    return report


class _News:
    """Lets through what changed, and keeps count of all that came by."""

    def __init__(self, writer: Writer, recipe: str, report: IndexReport) -> None:
        self._writer, self._recipe, self._report = writer, recipe, report
        self.known: dict[str, Known] = {}  # of those that came by
        self.seen = 0
        self.ids: set[str] = set()
        self.moved: dict[str, str] = {}

    def of(self, found: Iterable[Article | Failure]) -> Iterator[Article]:
        for one in found:
            self.seen += 1
            if isinstance(one, Failure):
                self._report.failed.append(one)
                continue
            self.ids.add(one.id)
            self.known |= self._writer.known([one.id])
            before = self.known.get(one.id)
            if before is None or (before.content_hash, before.recipe) != (one.content_hash, self._recipe):
                yield one
                continue
            if one.id not in self._report.added:  # else a stopped run's, which this one finished
                self._report.unchanged.append(one.id)
            if before.origin != one.origin:
                self.moved[one.id] = one.origin


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    articles = iter(articles)
    while batch := list(islice(articles, BATCH)):
        yield batch


def _gone(known: dict[str, Known], seen: set[str], inputs: Sequence[str], failed: Sequence[Failure]) -> list[str]:
    """Ids of articles that came from under the inputs and do not any more. What failed today is not gone."""
    folders = [Path(shown(Path(one).expanduser().resolve())) for one in inputs if "://" not in one]
    trouble = [Path(one.where) for one in failed]

    def is_gone(origin: str) -> bool:
        if "://" in origin:  # a feed drops its older articles, which are no less true for that
            return False
        path = Path(file_of(origin))
        places = {path, *path.parents}
        unread = any(one in places or str(one).startswith(f"{path}:") for one in trouble)
        return not unread and any(folder in places for folder in folders)

    return [id for id, one in known.items() if id not in seen and one.state == "done" and is_gone(one.origin)]
