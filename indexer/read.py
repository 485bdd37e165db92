"""Reads articles: their sentences, passages and statements. One that fails is set aside, and the others go on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from indexer.apart import one_by_one
from indexer.catalog import Entry
from indexer.credit import credit
from indexer.embed import Embedder
from indexer.fold import Folded, carried, folded_article
from indexer.language import READ, language_of
from indexer.parties.reading import Parse, Phrases, parties_of
from indexer.parties.records import Party
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
        parse: Parses short texts, with the names in them.
        budget: Most tokens a passage may have, by the counter that `count` opens.
    """

    def __init__(
        self,
        embedder: Callable[[], Embedder],
        extractor: Callable[[], Extractor],
        count: Callable[[], Callable[[str], int]],
        parse: Parse,
        budget: int,
    ) -> None:
        self._embedder, self._extractor, self._count = embedder, extractor, count
        self._phrases, self._budget = Phrases(parse), budget

    def read(self, articles: Sequence[Article]) -> tuple[list[Entry], list[Failure]]:
        """What is in the articles, in their order, and a failure for each that could not be read.

        Raises:
            UserError: A model failed, which no other article would escape.
        """
        return one_by_one(self._together, articles, lambda article: article)

    def _together(self, articles: Sequence[Article]) -> list[Entry]:
        embedder, count = self._embedder(), self._count()
        entries: list[Entry] = []
        for article, copy, fold, spans, said in _read(articles, self._extractor()):
            cut = split(copy, spans, budget=self._budget, window=embedder.window, count=count, pieces=embedder.pieces)
            passages = [_given_passage(one, article, fold) for one in cut]
            voices = parties_of(copy, [carried(one, fold.forth) for one in said], self._phrases)
            credited = [Party(kind="outlet", name=name) for name in credit(article)]
            entries.append(Entry(article, passages, said, voices, credited))
        return entries


def statements_of(article: Article, extractor: Extractor) -> list[Statement]:
    """What one article's statements are, without an index."""
    return next(said for *_, said in _read([article], extractor))


def _read(
    articles: Sequence[Article], extractor: Extractor
) -> Iterator[tuple[Article, Article, Folded, list[Span], list[Statement]]]:
    """For each article its folded copy, the way back, the copy's sentences, and the statements of the article itself.

    Of an article in another language than English nothing is taken for a statement. Models and patterns read the copy;
    what they find is carried back to the text as it was given.
    """
    articles = [replace(one, language=language_of(one.text, one.language)) for one in articles]
    folds = [folded_article(article) for article in articles]
    cut = [sentences(copy.text) for copy, _ in folds]
    read = [n for n, article in enumerate(articles) if article.language in READ]
    statements = extractor.extract([folds[n][0] for n in read], [cut[n] for n in read])
    found: list[list[Statement]] = [[] for _ in articles]
    for n, said in zip(read, statements, strict=True):
        found[n] = said
    for article, (copy, fold), spans, said in zip(articles, folds, cut, found, strict=True):
        yield article, copy, fold, spans, [carried(one, fold.back) for one in said]


def _given_passage(passage: Passage, article: Article, fold: Folded) -> Passage:
    start, end = fold.back(Span(passage.start, passage.end))
    return replace(passage, start=start, end=end, text=article.text[start:end])
