"""Judges candidates against a question: which assert its claim, which deny it, which do neither. Fails closed.

Each is read beside the claim, or, for a topic, beside the question (`assistant.judge.reader`); rules may only veto.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant.judge import vetoes
from assistant.judge.evidence import AFTER, BEFORE, Asked, reading
from assistant.judge.join import Fitted, fitted
from assistant.judge.mentions import Name
from assistant.judge.network import PairJudge
from assistant.judge.parts import swapped
from assistant.judge.pointing import pointing
from assistant.judge.reader import Reader, Verdict, surest
from assistant.judge.speakers import by_speaker
from assistant.records import Candidate, Match, Question
from assistant.terms import stems, stems_between, words
from indexer.fold import carried, folded_article
from indexer.parties.same import Comparer
from indexer.records import Span

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


class Judging(NamedTuple):
    """How far it has come.

    Attributes:
        matches: Those of the last batch that seem to bear on the claim; what all of them say together may still take some back.
        judged, of: Candidates judged, of those that will be.
    """

    matches: list[Match]
    judged: int
    of: int


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
        self._parse, self._fitted = parse, joined or fitted()
        self._reader = Reader(network, self._fitted)

    def match(
        self,
        question: Question,
        candidates: Sequence[Candidate],
        rarity: Callable[[str], float],
        compare: Comparer = Comparer(),
    ) -> Generator[Judging, None, Judged]:
        """Judge the candidates of a question that holds a claim, batch by batch: whoever leaves stops it there.

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
            once = self._reading_once()
            verdicts: list[Verdict] = []
            of = min(len(pool), self._reader.network.most)
            for batch in self._reader.verdicts(asked, pool):
                verdicts += batch
                told = [_as_given(m, given[m.statement.id]) for m in once._seeming(asked, batch)]
                yield Judging(told, len(verdicts), of)
            verdicts.sort(key=surest)
            unjudged = len(pool) - len(verdicts)
            if question.kind != "what-said":  # a topic may be given by what stands around
                verdicts = self._reader.alone(asked, verdicts)
            matches = once._matches(asked, verdicts, pool)
        matches = [_as_given(m, given[m.statement.id]) for m in matches]
        return Judged(each_voice_once(matches, question.claim), unjudged)

    def _reading_once(self) -> "Judge":
        """The same judge, which parses each text once: what is heard batch by batch is read again with all the others."""
        read: dict[str, Doc] = {}

        def parse(texts: list[str]) -> "list[Doc]":
            new = [text for text in dict.fromkeys(texts) if text not in read]
            read.update(zip(new, self._parse(new), strict=True))
            return [read[text] for text in texts]

        return Judge(self._reader.network, parse, self._fitted)

    def _seeming(self, asked: Asked, batch: Sequence[Verdict]) -> list[Match]:
        """What of a batch bears on the claim, as far as it can be told without the others; nothing that is unsure."""
        fit = self._fitted
        sure = [v for v in batch if max(v.asserted, v.denied) >= fit.states]
        return self._matches(asked, [v._replace(own=v.asserted) for v in sure], [])

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
