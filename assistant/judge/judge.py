"""Judges candidates against a question: which assert its claim, which deny it, which do neither. Fails closed.

A net of cheap signs takes the nearest; the judge's network reads each of their sentences beside the claim, or, for a
topic, beside the question; a fitted join makes one chance of it; rules may only veto.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.judge import vetoes
from assistant.judge.evidence import (
    AFTER,
    BEFORE,
    Asked,
    against_neither,
    is_all_of,
    net,
    reading,
    said_alone,
    signs,
    spans_of,
)
from assistant.judge.join import Fitted, fitted
from assistant.judge.mentions import Name
from assistant.judge.network import PairJudge
from assistant.judge.parts import swapped
from assistant.judge.pointing import pointing
from assistant.judge.speakers import by_speaker
from assistant.records import Candidate, Match, Question
from assistant.terms import stems, stems_between, words
from indexer.fold import carried, folded_article
from indexer.parties.same import Comparer
from indexer.records import Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

PRINTED = 96
"""So many of the nearest statements show how the articles print a word."""


class Judged(NamedTuple):
    """What came of the candidates.

    Attributes:
        matches: Those that bear on the claim, best first; each voice's best before its others.
        unjudged: How many were not looked at, as the net took others.
    """

    matches: list[Match]
    unjudged: int


class Signs(NamedTuple):
    """What was read of a candidate: its sentences, and shape (sentences, signs) of what speaks for and against each."""

    candidate: Candidate
    spans: list[Span]
    rows: NDArray[np.float64]


class Verdict(NamedTuple):
    """What the judge says of a claim and a statement, before the vetoes.

    Attributes:
        asserted, denied: Chances, in [0, 1].
        span: The sentence that shows it.
        row: Shape (signs,): what spoke for it and against it.
        own: The chance of asserting by what the statement says alone, without the rest of its sentence; at most `asserted`.
    """

    candidate: Candidate
    asserted: float
    denied: float
    span: Span
    row: NDArray[np.float64]
    own: float = 0.0


class Judge:
    """Decides which statements bear on a claim, and how.

    Args:
        network: The judge of pairs.
        parse: Parses short texts (see `indexer.parse.parse`).
        joined: The join and its thresholds; None for the shipped ones.
    """

    def __init__(
        self, network: PairJudge, parse: "Callable[[list[str]], list[Doc]]", joined: Fitted | None = None
    ) -> None:
        self._network, self._parse = network, parse
        self._fitted = joined or fitted()

    def match(
        self,
        question: Question,
        candidates: Sequence[Candidate],
        rarity: Callable[[str], float],
        compare: Comparer = Comparer(),
    ) -> Judged:
        """Judge the candidates of a question that holds a claim.

        Args:
            question: What is asked.
            candidates: Statements that may bear on it, nearest first.
            rarity: Of a word, in nats (see `Asked`).
            compare: Compares whom the question names with the voices.
        """
        given = {c.statement.id: c for c in candidates}
        pool = by_speaker(question, _folded(candidates), compare)
        if question.kind == "what-said" and question.claim == question.speaker:  # all that they said, on whatever
            matches = [
                _match(c, c.statement.stance, "states", c.similarity, "the person asked about")
                for c in pool
                if c.statement.stance != "nothing"
            ]
            unjudged = 0
        else:
            asked = Asked(question, rarity, [_sentence(c) for c in pool[:PRINTED]])
            verdicts = self.verdicts(asked, pool)
            unjudged = len(pool) - len(verdicts)
            if question.kind != "what-said":  # a topic may be given by what stands around
                verdicts = self.alone(asked, verdicts)
            matches = self._matches(asked, verdicts, pool)
        matches = [_as_given(m, given[m.statement.id]) for m in matches]
        return Judged(each_voice_once(matches, question.claim), unjudged)

    def verdicts(self, asked: Asked, pool: Sequence[Candidate]) -> list[Verdict]:
        """The verdicts on the nearest candidates, as many as the network takes, most sure first."""
        out = []
        for read in self.signs(asked, pool):
            joined = self._fitted.chances(read.rows, topic=asked.question.kind == "what-said")
            best = int(joined[:, :2].max(axis=1).argmax())
            asserted, denied, _ = joined[best].tolist()
            out.append(Verdict(read.candidate, asserted, denied, read.spans[best], read.rows[best]))
        return sorted(out, key=_surest)

    def alone(self, asked: Asked, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """The verdicts, with how sure the judge is of what each statement asserts alone, without the rest of its sentence.

        A sentence may hold what two people say, and each is heard for their own words only. Read anew is only what bears on the
        claim so far, and somebody's, not the publisher's own.
        """
        again = [
            v
            for v in verdicts
            if v.asserted >= self._fitted.implies
            and v.candidate.statement.kind != "narration"
            and not is_all_of(v.candidate, v.span)  # read alone as it is
        ]
        chances = self._network.judge([(said_alone(v.candidate), asked.hypothesis()) for v in again])
        surer = {}
        for v, alone in zip(again, chances, strict=True):
            row = np.concatenate([against_neither(alone), v.row[2:]])
            surer[v.candidate.statement.id] = min(v.asserted, self._fitted.chances(row[None], topic=False)[0, 0].item())
        return [v._replace(own=surer.get(v.candidate.statement.id, v.asserted)) for v in verdicts]

    def signs(self, asked: Asked, pool: Sequence[Candidate]) -> list[Signs]:
        """What speaks for and against each of the nearest candidates, as many as the network takes, nearest first."""
        if not pool:
            return []
        hypothesis = asked.hypothesis(questions=self._network.questions)
        likenesses = [asked.likeness(c) for c in pool]
        scores = net(likenesses, self._fitted.net)
        nearest = sorted(range(len(pool)), key=lambda i: (-scores[i], pool[i].statement.id))[: self._network.most]
        beside: dict[str, list[Statement]] = {}
        for c in pool:
            beside.setdefault(c.article.id, []).append(c.statement)
        spans = [spans_of(pool[i], beside[pool[i].article.id]) for i in nearest]
        pairs = [
            (said_alone(pool[i]) if is_all_of(pool[i], span) else reading(span, pool[i].article.text), hypothesis)
            for i, parts in zip(nearest, spans, strict=True)
            for span in parts
        ]
        chances = iter(self._network.judge(pairs))
        return [
            Signs(pool[i], parts, np.array([signs(next(chances), likenesses[i]) for _ in parts]))
            for i, parts in zip(nearest, spans, strict=True)
        ]

    def _matches(self, asked: Asked, verdicts: Sequence[Verdict], pool: Sequence[Candidate]) -> list[Match]:
        fit, question, names = self._fitted, asked.question, asked.names
        if question.kind == "what-said":
            return [
                _match(v.candidate, v.candidate.statement.stance, "states", v.asserted, _why(v), v.span)
                for v in verdicts
                if v.asserted >= fit.told and v.candidate.statement.stance != "nothing"
            ]
        bearing = [v for v in verdicts if v.asserted >= fit.implies or v.denied >= fit.denies]
        bearing = self._left(question, bearing, names)
        matches = [m for v in bearing if (m := self._labelled(v))]
        if matches and vetoes.only_word_for_word(self._parse([question.claim])[0]):
            matches = [m if word_for_word(question.claim, _said(m)) else _implied(m) for m in matches]
        read = self._read(matches)
        if not any(c.statement.denies for c in pool):  # nothing could point
            return read
        near = [v for v in verdicts if v.asserted >= fit.pointed]
        asserted = {
            (v.candidate.article.id, v.candidate.statement.ordinal): (v.asserted, v.candidate.statement)
            for v in self._left(question, near, names)
        }
        return read + pointing(pool, asserted, {m.statement.id for m in read})

    def _labelled(self, v: Verdict) -> Match | None:
        fit = self._fitted
        if v.denied >= fit.denies and v.denied > v.asserted:
            said = v.candidate.statement
            content = " ".join(reading(span, v.candidate.article.text) for span in said.content)
            if vetoes.only_a_name(said, self._parse([content])[0]):
                return None
            return _match(v.candidate, "denies", "states", v.denied, _why(v), v.span)
        if v.asserted < fit.implies:
            return None
        strength: Literal["states", "implies"] = (
            "states" if v.asserted >= fit.states and v.own >= fit.implies else "implies"
        )
        return _match(v.candidate, "asserts", strength, (v.asserted + v.own) / 2, _why(v), v.span)

    def _left(self, question: Question, verdicts: Sequence[Verdict], names: Sequence[Name]) -> list[Verdict]:
        """Those that no rule on figures, names, conditions or swapped parts vetoes."""
        if not verdicts:
            return []
        claim = question.claim
        kept = []
        for v in verdicts:
            said, article = v.candidate.statement, v.candidate.article
            start, end = said.context_start - BEFORE, said.context_end + AFTER
            unsure = v.asserted < self._fitted.states
            held = stems_between(article.text, *((start, end) if unsure else (0, len(article.text))))
            held |= stems(article.title) | stems(f"{said.voice} {said.role}")
            figures = (claim, v.span.of(article.text), article.text[max(0, start) : end])
            vetoed = vetoes.other_figures(*figures) or (v.denied > v.asserted and vetoes.none_shared(*figures))
            if not vetoed and not vetoes.lacks_a_name(names, held):
                kept.append(v)
        docs = self._parse([claim, *(reading(v.span, v.candidate.article.text) for v in kept)])
        kept = [
            v._replace(own=0.0) if vetoes.only_in_passing(claim, doc) else v
            for v, doc in zip(kept, docs[1:], strict=True)
            if not vetoes.only_if(claim, doc)
        ]
        if len(names) < 2:
            return kept
        docs = self._parse([claim, *(_as_said(v) for v in kept)])
        turned = swapped(docs[0], docs[1:], names[0][-1], names[1][-1], [v.candidate.article.id for v in kept])
        return [v for v, is_turned in zip(kept, turned, strict=True) if not is_turned]

    def _read(self, matches: Sequence[Match]) -> list[Match]:
        """Without those whose verb of saying makes them no statement; doubts are marked as such."""
        said = [m for m in matches if m.statement.stance != "nothing"]
        return [replace(m, stance="questions") if m.statement.stance == "questions" else m for m in said]


def _folded(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates as their readers see them."""
    read = {id: folded_article(article) for id, article in {c.article.id: c.article for c in candidates}.items()}
    out = []
    for c in candidates:
        article, copy = read[c.article.id]
        out.append(
            replace(c, article=article, statement=carried(c.statement, copy.forth)) if article is not c.article else c
        )
    return out


def _as_given(m: Match, c: Candidate) -> Match:
    """The match in its article as it was indexed: places of the folded copy are none of the article's."""
    if m.article is c.article:
        return m
    copy = folded_article(c.article)[1]
    return replace(m, statement=c.statement, article=c.article, span=copy.back(m.span) if m.span else None)


def _sentence(c: Candidate) -> str:
    return c.article.text[c.statement.context_start : c.statement.context_end]


def _surest(v: Verdict) -> tuple[float, str]:
    return -max(v.asserted, v.denied), v.candidate.statement.id


def _as_said(v: Verdict) -> str:
    """The content as one sentence, with "they" and "we" put as the voice where it has a name to give."""
    said = v.candidate.statement
    content = " ".join(reading(span, v.candidate.article.text) for span in said.content).strip("“”\"’' ")
    content = content.removeprefix("that ")
    first, _, rest = content.partition(" ")
    return f"{said.voice} {rest}" if said.voice and first.lower() in ("they", "we", "it", "he", "she", "i") else content


def _why(v: Verdict) -> str:
    return f"read as asserting it with a chance of {v.asserted:.0%}, as denying it with {v.denied:.0%}"


def _match(
    c: Candidate,
    stance: Literal["asserts", "denies", "questions"],
    strength: Literal["states", "implies"],
    chance: float,
    why: str,
    span: Span | None = None,
) -> Match:
    return Match(
        statement=c.statement,
        article=c.article,
        stance=stance,
        strength=strength,
        score=round(chance, 4),
        why=why,
        span=span,
    )


def each_voice_once(matches: Sequence[Match], claim: str = "") -> list[Match]:
    """Best first, who holds the claim in its own words before all; a voice's second statement only after every voice's first."""

    def rank(m: Match) -> tuple[bool, float, bool, str]:
        own = m.stance == "asserts" and len(words(claim)) >= 4 and word_for_word(claim, _said(m))
        return (not own, -m.score, m.statement.kind == "narration", m.statement.id)

    voices: set[tuple[str, str, str]] = set()
    first: list[Match] = []
    later: list[Match] = []
    for m in sorted(matches, key=rank):
        voice = (m.stance, m.statement.voice, m.article.publisher)
        (later if voice in voices else first).append(m)
        voices.add(voice)
    return first + later


def word_for_word(claim: str, said: str) -> bool:
    """Whether what is said holds the claim's words one after another, marks aside."""
    wanted, held = (" ".join(words(text.lower())) for text in (claim.removeprefix("the "), said))
    return bool(wanted) and f" {wanted} " in f" {held} "


def _said(m: Match) -> str:
    return m.article.text[m.statement.start : m.statement.end]


def _implied(m: Match) -> Match:
    return replace(m, strength="implies") if m.stance == "asserts" else m
