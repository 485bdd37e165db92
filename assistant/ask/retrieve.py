"""Finds the passages and the statements that may answer: by meaning (vectors) and by words (BM25), fused.

Fusion is by reciprocal ranks (Cormack, Clarke and Büttcher, SIGIR 2009): a list's n-th counts 1 / (60 + n).
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.ask.relevance import Relevance, cover
from assistant.records import Candidate, Filters, Hit, Question
from indexer.catalog import Catalog, fts_query
from indexer.embed import Embedder
from indexer.parties.words import outlet_key, words
from indexer.records import Article, Statement
from indexer.vectors import Kind, Vectors

RANK_CONSTANT = 60
"""What is added to each rank."""
DEPTH = 150
"""Length of each list that is fused."""
NAMED, NAMED_DEPTH = 4, 30
"""So many publishers that a question names get a list of their own, of this length."""
STATEMENTS = 600
"""At most so many statements are handed to the judge."""


class Found(NamedTuple):
    """What a search brings.

    Attributes:
        rarity: Of a word, in nats: log(passages / passages that hold it).
    """

    hits: list[Hit]
    candidates: list[Candidate]
    near: Relevance
    rarity: Callable[[str], float]


class Retriever:
    """Hybrid retrieval over one index.

    Args:
        catalog: The index's articles, passages and statements.
        vectors: Their vectors.
        embedder: The model that made these.
    """

    def __init__(self, catalog: Catalog, vectors: Vectors, embedder: Embedder) -> None:
        self._catalog, self._vectors, self._embedder = catalog, vectors, embedder

    def knows(self, word: str) -> bool:
        """Whether a word is one piece to the embedding model, as common words are, or stands in the articles."""
        return self._embedder.pieces(word) == 1 or self._catalog.passages_holding(fts_query([word])) > 0

    def retrieve(self, question: Question, k: int = 10) -> list[Hit]:
        """The k best passages, best first; of copies of one text only the best stays."""
        return self.search(question, k).hits

    def search(self, question: Question, k: int = 10) -> "Found":
        """The k best passages, the statements to judge, nearest first, and how near it all is.

        The net is cast wider than k: statements come from all fused passages and from their own two lists.
        """
        claim = self._embedder.embed([self._embedder.trim(_sought(question))])[0]
        terms = fts_query(_words(question))
        f = question.filters
        passages = partial(self._catalog.search_passages, after=f.after, before=f.before, articles=f.articles)
        said_in = partial(self._catalog.search_statements, after=f.after, before=f.before, articles=f.articles)
        allowed = self._allowed(f)
        by_word = passages(terms, DEPTH, publishers=f.publishers)
        by_meaning = self._vectors.nearest("passages", claim, DEPTH, allowed)
        said_word = said_in(terms, DEPTH, publishers=f.publishers)
        said_meaning = self._vectors.nearest("statements", claim, DEPTH, allowed)
        said = fuse([[i for i, _ in said_meaning], [i for i, _ in said_word]])
        statements = self._catalog.statements(list(said))
        inside = self._passages_of(statements)
        # A publisher that the question names has a list of its own: its words alone would drown among the others'.
        own = [
            passages(terms, NAMED_DEPTH, publishers=[name])
            for name in named(question.text, () if f.publishers else self._catalog.publishers())
        ]
        lists = [by_word, by_meaning, *own]
        fused = fuse([*([i for i, _ in found] for found in lists), inside])
        hits = self._hits(fused, k)
        candidates = self._candidates(statements, list(fused)[:DEPTH], claim, allowed)
        rarity = cache(partial(self._rarity, self._catalog.passages_holding("")))
        near = Relevance(
            similarity=max((found[0][1] for found in (by_meaning, said_meaning) if found), default=-1.0),
            cover=cover(question.text, hits, rarity),
        )
        return Found(hits, candidates, near, rarity)

    def _rarity(self, everything: int, word: str) -> float:
        """log(passages / passages that hold the word), in nats; above that of any word for one that none holds."""
        return math.log((everything + 1) / (self._catalog.passages_holding(fts_query([word])) + 0.5))

    def _allowed(self, filters: Filters) -> list[str]:
        """Ids of the articles that the filters leave, or [] for all."""
        if not filters.leave_out_articles:
            return []
        kept = self._catalog.allowed(
            publishers=filters.publishers, after=filters.after, before=filters.before, articles=filters.articles
        )
        return kept or ["(no article)"]

    def _passages_of(self, statements: Sequence[Statement]) -> list[str]:
        """Ids of the passages in which the statements stand, in the statements' order."""
        spans: dict[str, list[tuple[int, int, str]]] = {}
        out: dict[str, None] = {}
        for s in statements:
            if s.article_id not in spans:
                spans[s.article_id] = [(p.start, p.end, p.id) for p in self._catalog.passages_of(s.article_id)]
            for start, end, id in spans[s.article_id]:
                if start <= s.start < end:
                    out.setdefault(id)
        return list(out)

    def _hits(self, fused: dict[str, float], k: int) -> list[Hit]:
        nearest = self._catalog.passages(list(fused)[: 4 * k])
        lineage = {c.article_id: c.of for c in self._catalog.copies([p.article_id for p in nearest])}
        hits: list[Hit] = []
        seen: set[tuple[str, str]] = set()
        articles: dict[str, Article] = {}
        for passage in nearest:
            article = articles.get(passage.article_id) or self._catalog.article(passage.article_id)
            if article is None:
                continue
            articles[passage.article_id] = article
            key = (lineage.get(article.id, article.id), " ".join(passage.text.split())[:120])
            if key not in seen:
                seen.add(key)
                hits.append(Hit(passage=passage, article=article, score=fused[passage.id]))
        return hits[:k]

    def _candidates(
        self, first: Sequence[Statement], passages: Sequence[str], claim: NDArray[np.float32], allowed: Sequence[str]
    ) -> list[Candidate]:
        found: dict[str, Statement] = {s.id: s for s in first}
        by_article: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for p in self._catalog.passages(passages):
            by_article[p.article_id].append((p.start, p.end))
        for article, spans in by_article.items():
            if len(found) >= STATEMENTS:
                break
            for s in self._catalog.statements_of(article, spans):
                if len(found) < STATEMENTS:
                    found.setdefault(s.id, s)
        near = similarities(self._vectors, "statements", list(found), claim)
        articles = {id: self._catalog.article(id) for id in {s.article_id for s in found.values()}}
        parties = self._catalog.parties(list(found))
        out = [
            Candidate(statement=s, article=told, similarity=near.get(id, 0.0), party=parties.get(id))
            for id, s in found.items()
            if (told := articles[s.article_id]) is not None and (not allowed or told.id in allowed)
        ]
        return sorted(out, key=lambda c: (-c.similarity, c.statement.id))


def similarities(vectors: Vectors, kind: Kind, ids: Sequence[str], wanted: NDArray[np.float32]) -> dict[str, float]:
    """Cosine similarity, in [-1, 1], of each stored vector with the one wanted."""
    stored = vectors.get(kind, ids)
    if not stored:
        return {}
    return dict(zip(stored, (np.stack(list(stored.values())) @ wanted).tolist(), strict=True))


def fuse(lists: Iterable[Sequence[str]]) -> dict[str, float]:
    """Reciprocal rank fusion: ids with their scores (above 0), best first; ties by id."""
    scores: dict[str, float] = defaultdict(float)
    for ids in lists:
        for rank, id in enumerate(ids, 1):
            scores[id] += 1 / (RANK_CONSTANT + rank)
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def named(text: str, publishers: Sequence[str]) -> list[str]:
    """The publishers whose names stand in a question, whatever the case; longer names first."""
    found: list[str] = []
    rest = f" {' '.join(words(text))} "
    for publisher in sorted(publishers, key=len, reverse=True):
        name = f" {outlet_key(publisher)} "
        if name.strip() and name in rest:
            found.append(publisher)
            rest = rest.replace(name, " ")  # "Times" is not named again by "Longshore Times"
    return found[:NAMED]


def _sought(question: Question) -> str:
    """What to look for: the claim, and who is asked about."""
    sought = question.claim or question.text
    return f"{question.speaker}: {sought}" if question.speaker else sought


def _words(question: Question) -> list[str]:
    return [*question.terms, *question.speaker.split(), *question.quoted] or question.text.split()
