"""The whole story of asking: understand, retrieve, judge, corroborate, outline, verify."""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from assistant.answer import Answer, Hearing
from assistant.ask.followup import whole
from assistant.ask.llm import LanguageModel
from assistant.ask.retrieve import Retriever
from assistant.ask.understand import understand
from assistant.ask.verify import verify
from assistant.count.corroborate import corroborate
from assistant.judge.judge import Judge, Judged, Judging
from assistant.outline import answer, quotation, with_text
from assistant.records import Filters, Hit, Match, Question, Scope
from assistant.show.quoting import quoted
from assistant.show.wording import count, day
from indexer.catalog import Catalog
from indexer.correction import correction
from indexer.errors import LanguageModelError
from indexer.language import READ
from indexer.parties.records import Party
from indexer.parties.rulings import NOTHING, Rulings
from indexer.parties.same import Comparer
from indexer.parties.words import outlet_key
from indexer.records import Article, Passage

if TYPE_CHECKING:
    from assistant.ask.claim import Parse

SHOWN = 10
"""Passages and statements that an answer shows at most."""


class Assistant:
    """Answers questions over one index."""

    def __init__(
        self,
        catalog: Catalog,
        retriever: Retriever,
        judge: Judge,
        parse: "Parse",
        model: LanguageModel | None = None,
        rulings: Callable[[], Rulings] = lambda: NOTHING,
        writing: Callable[[], bool] = lambda: False,
    ) -> None:
        self.catalog, self.retriever = catalog, retriever
        self._judge, self._parse, self._model = judge, parse, model
        self._rulings, self._writing = rulings, writing

    def ask(self, text: str, filters: Filters = Filters()) -> Answer:
        """Answer one question; an answer with nothing to stand on abstains and still shows the nearest passages."""
        (last,) = deque(self.steps(text, filters), maxlen=1)
        assert isinstance(last, Answer)
        return last

    def steps(self, text: str, filters: Filters = Filters()) -> Iterator[Hearing | Answer]:
        """Answer one question, telling how it was understood, then what is heard, batch by batch, and the answer last.

        Whoever takes no further step stops the work: nothing runs on by itself.
        """
        began = time.perf_counter()
        text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair from a shell is no text
        publishers = self.catalog.publishers()
        question = understand(
            text,
            parse=self._parse,
            voices=self.catalog.voices(),
            filters=known(filters, publishers),
            known=self.retriever.knows,
        )
        yield Hearing(question=question)
        hits, candidates, near, rarity = self.retriever.search(question, SHOWN)
        scope = self._scope(question.filters)
        matches: list[Match] = []
        unjudged = 0
        unsaid: list[str] = []
        found = None  # no claim, no level
        compare = Comparer(cache(self.catalog.bearers), self._rulings())  # a surname is looked up once a question
        if question.claim:
            if not near.off_topic:
                judging = self._judge.match(question, candidates, rarity, compare)
                matches, unjudged = yield from _heard(question, judging)
            matches, unsaid = _said(matches, question.claim, compare.rulings)
            parties = {c.statement.id: c.party for c in candidates if c.party}
            matches = [_with_name(m, parties.get(m.statement.id)) for m in matches]
            found = corroborate(
                matches,
                self.catalog.copies([m.article.id for m in matches]),
                scope,
                kind=question.kind,
                speaker=question.speaker,
                voices=parties,
                credited=self.catalog.credited([m.article.id for m in matches]),
                compare=compare,
            )
        hits, shown = self._numbered(hits, matches)
        told = answer(
            question,
            hits,
            shown,
            found,
            scope,
            abstained=not matches and (bool(question.claim) or near.off_topic),
            unjudged=unjudged,
        )
        notices = (
            *self._notices(scope, question.filters),
            *unsaid,
            *foreign(hits),
            *corrections([*(m.article for m in shown), *(h.article for h in hits)]),
        )
        told = replace(told, notices=notices)
        if self._model and not told.abstained:
            told = self._written(told, hits, self._model)
        yield replace(told, seconds=round(time.perf_counter() - began, 4))

    def whole(self, text: str, before: Answer | None) -> str:
        """A follow-up as the whole question that it is meant as after another; any other question as it is."""
        return whole(text, before, self._parse, self.catalog.voices()) if before else text

    def article(self, id: str) -> Article | None:
        """The article of a passage or statement, None where it is gone."""
        return self.catalog.article(id)

    def _written(self, told: Answer, hits: Sequence[Hit], model: LanguageModel) -> Answer:
        """The same answer in a language model's words, as far as they survive verification."""
        try:
            text, struck = verify(model.write(told.question.text, hits), hits)
        except LanguageModelError as error:
            return replace(told, notices=(*told.notices, f"{error}; the answer is made of quotations instead"))
        told = replace(told, struck=struck)
        if not text:
            notice = (
                "nothing that the language model wrote stood in its passages; the answer is made of quotations instead"
            )
            return replace(told, notices=(*told.notices, notice))
        return with_text(told, text)

    def _scope(self, f: Filters) -> Scope:
        """What the filters leave to search."""
        articles, first, last = self.catalog.scope(
            publishers=f.publishers, after=f.after, before=f.before, articles=f.articles
        )
        whole, _, _ = self.catalog.scope() if f.leave_out_articles else (articles, first, last)
        of = whole if whole > articles else 0
        return Scope(articles=articles, first=first, last=last, publishers=f.publishers, of=of)

    def _notices(self, scope: Scope, filters: Filters) -> tuple[str, ...]:
        """What a reader must know of what was searched: a part of the index only, less than all of it, or nothing."""
        limited = []
        if scope.of:
            limited.append(
                f"the filters leave {scope.articles:,} of the {count(scope.of, 'article')} of this index: what is said "
                "of sources holds for that part alone"
            )
        if filters.speaker:
            limited.append(f"only what {filters.speaker} said was looked at, as the filter asks")
        if unfinished := self.catalog.unfinished():
            return (
                f"{count(unfinished, 'article')} of this index could not be searched, as indexing has not finished "
                "with them: wait until it has, or run `twosource index` again",
                *limited,
            )
        writing = self._writing()
        if not scope.articles and not scope.of:
            if writing:
                return ("articles are being added to this index right now: ask again when the first are in it",)
            return ("this index holds no articles: add some with `twosource index PATH`",)
        if writing:
            limited.append("articles are being added to this index right now: ask again later for what they say")
        return tuple(limited)

    def _numbered(self, hits: Sequence[Hit], matches: Sequence[Match]) -> tuple[list[Hit], list[Match]]:
        """Passages of the statements first, then the best others; each match with its passage's number.

        A match beyond the last passage that is shown keeps the number 0: it still counts, so it is still told.
        """
        kept: list[Hit] = []
        shown: list[Match] = []
        for match in matches:
            hit = next((h for h in (*kept, *hits) if _holds(h.passage, match)), None) or self._hit(match)
            if hit and hit not in kept and len(kept) < SHOWN:
                kept.append(hit)
            shown.append(replace(match, passage=kept.index(hit) + 1 if hit in kept else 0))
        kept += [h for h in hits if h not in kept][: SHOWN - len(kept)]
        return kept, shown

    def _hit(self, match: Match) -> Hit | None:
        for passage in self.catalog.passages_of(match.article.id):
            if _holds(passage, match):
                return Hit(passage=passage, article=match.article, score=0.0)
        return None


def _heard(question: Question, judging: Generator[Judging, None, Judged]) -> Generator[Hearing, None, Judged]:
    """What is heard so far, after each batch; at the end what came of all."""
    heard: list[Match] = []
    try:
        while True:
            batch = next(judging)
            heard += batch.matches
            yield Hearing(question=question, statements=tuple(map(quotation, heard)), judged=batch.judged, of=batch.of)
    except StopIteration as end:
        judged: Judged = end.value
        return judged


def known(filters: Filters, publishers: Sequence[str]) -> Filters:
    """The filters in the index's own words: publishers as it spells them."""
    spelled = [
        [p for p in publishers if outlet_key(p) == outlet_key(wanted)] or [wanted] for wanted in filters.publishers
    ]
    return replace(filters, publishers=tuple(chain.from_iterable(spelled)))


def _said(matches: list[Match], claim: str, rulings: Rulings) -> tuple[list[Match], list[str]]:
    """The matches without those that the reader rules do not say the claim; and that they were left out."""
    left = {}
    for m in matches:
        quote = m.article.text[m.statement.start : m.statement.end]
        ruled = next((one for one in rulings.unsaid if one.speaks_of(claim, m.article.id, quote)), None)
        if ruled:
            left[m.statement.id] = f"left out, as {rulings.file} says: {ruled}"
    return [m for m in matches if m.statement.id not in left], list(left.values())


def foreign(hits: Sequence[Hit]) -> list[str]:
    """That passages are in another language, so that nobody in them is heard."""
    found = {h.article.language for h in hits} - {*READ}
    marks = " ".join(f"[{n}]" for n, h in enumerate(hits, 1) if h.article.language in found)
    if not found:
        return []
    return [f"{marks}: not in English ({', '.join(sorted(found))}); no statements are read from such articles"]


def corrections(articles: Iterable[Article]) -> list[str]:
    """What articles say of their own or others' mistakes: a sentence each, in their own words."""
    told = {}
    for article in articles:
        if article.id not in told and (note := correction(article)):
            where = " · ".join(filter(None, (article.publisher, day(article.published))))
            told[article.id] = f"{where or article.id} prints a correction: {quoted(note.of(article.text), most=60)}"
    return list(told.values())


def _with_name(m: Match, party: Party | None) -> Match:
    """The match, with whom its article seems to mean by "the company" told beside what is printed."""
    if party is None or not (party.named and party.inferred and m.statement.unnamed):
        return m
    voice = f"{m.statement.voice} ({party.name})"
    return replace(m, statement=replace(m.statement, voice=voice, unnamed=False))


def _holds(passage: Passage, match: Match) -> bool:
    return passage.article_id == match.article.id and passage.start <= match.statement.start < passage.end
