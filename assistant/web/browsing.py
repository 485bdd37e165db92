"""What the chat reads of an index without a question: articles, who is quoted, what the index holds."""

from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from assistant.records import Scope
from assistant.show.browse import Asked
from assistant.web.starters import questions_to_try
from indexer.catalog import Catalog
from indexer.catalog.browsing import Listing, Month, listed, months, parties_called, said_by
from indexer.parties.people import Known, people
from indexer.parties.personal import name_words
from indexer.parties.rulings import NOTHING, Rulings
from indexer.parties.same import Comparer
from indexer.records import Article, Copy, Statement

_LOOKED_AT = 200  # articles read for the questions to try


class Browsed(NamedTuple):
    """A part of a list of articles.

    Attributes:
        total: How many the whole list has.
        start: Position of the first that is shown.
    """

    articles: list[Listing]
    total: int
    start: int


class Library:
    """The catalog, as a reader walks through it.

    Args:
        rulings: What the reader rules of people and owners, read anew each time.
        writing: Whether articles are being added right now.
    """

    PAGE = 30

    def __init__(
        self,
        catalog: Catalog,
        rulings: Callable[[], Rulings] = lambda: NOTHING,
        writing: Callable[[], bool] = lambda: False,
    ) -> None:
        self._catalog, self._rulings, self.writing = catalog, rulings, writing
        self._printed: tuple[int, str] = (-1, "")  # the fingerprint, and of which version of the catalog

    def article(self, id: str) -> Article | None:
        """The article, None where it is gone."""
        return self._catalog.article(id)

    def statements_of(self, article_id: str) -> list[Statement]:
        """Its statements, in order, without the publisher's own sentences."""
        return [said for said in self._catalog.statements_of(article_id) if said.kind != "narration"]

    def copies(self, article: Article) -> list[tuple[Article, Copy]]:
        """The articles that print its text, or whose text it prints, each with why we think so."""
        out = []
        for copy in self._catalog.copies([article.id]):
            other = copy.of if copy.article_id == article.id else copy.article_id if copy.of == article.id else ""
            if other and (found := self._catalog.article(other)):
                out.append((found, copy))
        return out

    def credited(self, article_id: str) -> list[str]:
        """Whom it credits for its text."""
        return [party.name for party in self._catalog.credited([article_id]).get(article_id, ())]

    def version(self) -> int:
        """Another one after each change of the index."""
        return self._catalog.version()

    def fingerprint(self) -> str:
        """It changes with any article of the index."""
        version = self.version()
        if version != self._printed[0]:  # it reads a row an article, and every answer has a link
            self._printed = version, self._catalog.fingerprint()
        return self._printed[1]

    def scope(self) -> Scope:
        """How many articles it holds, and of which dates."""
        articles, first, last = self._catalog.scope()
        return Scope(articles=articles, first=first, last=last)

    def questions(self) -> tuple[str, ...]:
        """Questions to try, that it surely answers."""
        held = islice(self._catalog.articles(), _LOOKED_AT)
        return questions_to_try((article, self._catalog.statements_of(article.id)) for article in held)

    def publishers(self) -> list[str]:
        """The publishers' names, sorted."""
        return self._catalog.publishers()

    def months(self) -> list[Month]:
        """How many articles each publisher has in each month."""
        return months(self._catalog)

    def browse(self, asked: Asked) -> Browsed:
        """A part of the articles, by date."""
        found, total = listed(
            self._catalog,
            publishers=[asked.publisher] if asked.publisher else [],
            after=asked.after,
            before=asked.before,
            words=asked.words.split(),
            oldest_first=asked.oldest,
            most=self.PAGE,
            start=asked.start,
        )
        return Browsed(found, total, asked.start)

    def most_quoted(self, most: int) -> list[tuple[str, int]]:
        """Names with how often each is quoted, the most quoted first; forms of a name apart."""
        counts: Counter[str] = Counter()
        for quoted in self._catalog.quoted():
            if quoted.party.kind == "person" and len(name_words(quoted.party.name)) > 1:
                counts[quoted.party.name] += quoted.statements
        return counts.most_common(most)

    def person(self, name: str) -> tuple[Known, list[tuple[Article, list[Statement]]]] | None:
        """Whoever is called so, with everything they said by date; None where nobody is."""
        called = parties_called(self._catalog, name)
        last = {name_words(each)[-1:] for each in called} - {()}
        alike = [q for q in self._catalog.quoted() if name_words(q.party.name)[-1:] in last]
        compare = Comparer(self._catalog.bearers, self._rulings())
        known = next((k for k in people(alike, compare) if called & {k.name, *k.forms}), None)
        return (known, said_by(self._catalog, [known.name, *known.forms])) if known else None
