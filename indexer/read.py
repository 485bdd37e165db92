"""Reads articles: their sentences, passages and statements. One that fails is set aside, and the others go on."""

from collections.abc import Callable, Sequence
from typing import Protocol

from indexer.catalog import Entry
from indexer.embed import Embedder
from indexer.errors import InputError, PassageTooLongError, UserError
from indexer.passages import split
from indexer.records import Article, Failure, Passage, Span, Statement
from indexer.sentences import sentences


class Extractor(Protocol):
    """Whatever reads statements out of articles (see `indexer.statements`)."""

    def extract(self, articles: Sequence[Article], sentences: Sequence[Sequence[Span]], /) -> list[list[Statement]]:
        """Statements of each article."""
        ...


class Reader:
    """Reads batches of articles with models that are opened at the first one.

    Args:
        budget: Most tokens a passage may have, by the counter that `count` opens.
    """

    def __init__(
        self,
        embedder: Callable[[], Embedder],
        extractor: Callable[[], Extractor],
        count: Callable[[], Callable[[str], int]],
        budget: int,
    ) -> None:
        self._embedder, self._extractor, self._count, self._budget = embedder, extractor, count, budget

    def read(self, articles: Sequence[Article]) -> tuple[list[Entry], list[Failure]]:
        """What is in the articles, in their order, and a failure for each that could not be read.

        Raises:
            UserError: A model failed, which no other article would escape.
        """
        try:
            return self._together(articles), []
        except Exception as error:  # an article is any text at all, and must not stop the others
            if _stops_the_run(error):
                raise
        entries: list[Entry] = []
        failures: list[Failure] = []
        for article in articles:
            try:
                entries += self._together([article])
            except Exception as error:  # as above; here it is known whose it is
                if _stops_the_run(error):
                    raise
                failures.append(Failure(where=article.origin or article.id, why=_why(error)))
        return entries, failures

    def _together(self, articles: Sequence[Article]) -> list[Entry]:
        cut = [sentences(article.text) for article in articles]
        passages = [self._passages(article, spans) for article, spans in zip(articles, cut, strict=True)]
        statements = self._extractor().extract(articles, cut)
        return [Entry(*one) for one in zip(articles, passages, statements, strict=True)]

    def _passages(self, article: Article, spans: Sequence[Span]) -> list[Passage]:
        embedder = self._embedder()
        return split(
            article,
            spans,
            budget=self._budget,
            window=embedder.window,
            count=self._count(),
            pieces=embedder.pieces,
        )


def _stops_the_run(error: Exception) -> bool:
    return isinstance(error, UserError) and not isinstance(error, InputError | PassageTooLongError)


def _why(error: Exception) -> str:
    if isinstance(error, UserError):
        return str(error)
    reason = (str(error).splitlines() or [""])[0]
    return f"could not be read, which is a bug of ours ({type(error).__name__}: {reason}): it is left out"
