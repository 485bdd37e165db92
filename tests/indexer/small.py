"""Small real parts for tests of indexing: an embedder of words, a reader that takes every sentence for a statement.

As a program it indexes a folder and dies at a chosen point, as a killed process does: `python -m tests.indexer.small
INDEX INPUTS POINT`.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.load import load
from indexer.load.one import read_input
from indexer.pipeline import Parts, index
from indexer.records import Article, Failure, IndexReport, Span, Statement
from indexer.settings import Settings
from indexer.wiring import Index, open_index


class Words:
    """Embeds a text as the sum of its words, each a vector made of its hash; a word piece is a word."""

    name, dimension, window = "all-MiniLM-L6-v2", 32, 254

    def pieces(self, text: str) -> int:
        return len(text.split())

    def trim(self, text: str) -> str:
        return text if self.pieces(text) <= self.window else " ".join(text.split()[: self.window])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        out = np.array([self._row(text) for text in texts], dtype=np.float32).reshape(-1, 32)
        return out / np.linalg.norm(out, axis=1, keepdims=True)

    def _row(self, text: str) -> NDArray[np.float64]:
        if "unembeddable" in text:
            raise TypeError("a text that breaks the model")
        digests = [blake2b(word.encode(), digest_size=32).digest() for word in text.lower().split()]
        return np.sum([np.frombuffer(digest, dtype=np.int8) for digest in digests], axis=0) + 0.5


class Narrator:
    """Every sentence is the publisher's own; one that says so cannot be read."""

    def extract(self, articles: Sequence[Article], sentences: Sequence[Sequence[Span]]) -> list[list[Statement]]:
        return [
            [self._statement(article, n, s) for n, s in enumerate(spans)]
            for article, spans in zip(articles, sentences, strict=True)
        ]

    def _statement(self, article: Article, n: int, span: Span) -> Statement:
        if "unreadable" in span.of(article.text):
            raise IndexError("a sentence that breaks the reader")
        voice = "half \ud83d" if "unstorable" in span.of(article.text) else article.publisher
        return Statement(
            article_id=article.id, ordinal=n, start=span.start, end=span.end, context_start=span.start, context_end=span.end,
            content=(span,), voice=voice, kind="narration",
        )  # fmt: skip


def load_here(inputs: Sequence[str], *, max_mb: float = 20, **more: Any) -> Iterator[Article | Failure]:
    """Articles of inputs, read in this process, which a test has no need to guard."""
    return load(inputs, read=partial(read_input, max_mb=max_mb), **more)


def open_small(path: Path, **settings: Any) -> Index:
    """An index open for writing, with the small parts in place of the models."""
    opened = open_index(path, Settings(**settings), create=True)
    opened.__dict__["embedder"], opened.__dict__["extractor"] = Words(), Narrator()
    return opened


def run(path: Path, *inputs: Path, prune: bool = False, **settings: Any) -> IndexReport:
    """One run of indexing."""
    with closing(open_small(path, **settings)) as opened:
        return index([str(one) for one in inputs], opened.parts(), prune=prune)


def write_articles(folder: Path, count: int, first: int = 0) -> None:
    """Articles of a few sentences, each different from the others."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(first, first + count):
        words = [f"w{n}x{k}" for k in range(90)]
        sentences = [
            f"Sentence number {k} of article {n} tells of {' '.join(words[9 * k : 9 * k + 9])}." for k in range(10)
        ]
        text = "\n\n".join([f"Title of {n}", " ".join(sentences[:5]), " ".join(sentences[5:])])
        (folder / f"article-{n:03}.txt").write_text(text, encoding="utf-8")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying(opened: Index, point: str) -> Parts:
    """The parts of a run that is killed at a point in its second batch."""
    parts, vectors = opened.parts(), opened.vectors
    calls = {"add": 0, "extract": 0, "delete": 0}

    def counted(name: str, call: Callable[..., Any], at: int, after: bool) -> Callable[..., Any]:
        def wrapped(*args: Any, **named: Any) -> Any:
            calls[name] += 1
            if calls[name] == at and not after:
                die()
            out = call(*args, **named)
            if calls[name] == at:
                die()
            return out

        return wrapped

    if point == "while reading":
        narrator = Narrator()
        narrator.extract = counted("extract", narrator.extract, 2, False)  # type: ignore[method-assign]
        return replace(parts, extractor=lambda: narrator)
    where = {
        "rows in, no vectors": ("add", 3, False),
        "half of the vectors": ("add", 3, True),
        "all vectors": ("add", 4, True),
        "while removing": ("delete", 1, True),
    }
    if point == "before copies are known":
        parts.catalog.db.create_function("die", 0, die)
        parts.catalog.db.execute(
            "CREATE TEMP TRIGGER last_step BEFORE UPDATE OF state ON articles WHEN new.state = 'done' BEGIN SELECT die(); END"
        )
        return parts
    name, at, after = where[point]
    method = "delete_articles" if name == "delete" else name
    setattr(vectors, method, counted(name, getattr(vectors, method), at, after))
    return replace(parts, vectors=lambda: vectors)


if __name__ == "__main__":
    index([sys.argv[2]], dying(open_small(Path(sys.argv[1])), sys.argv[3]), prune=True)
