"""Which statements bear on the claim, and how: asserting, denying, or neither. Fails closed: in doubt, neither.

A statement in its sentence is compared with the claim by meaning (cosine of their embeddings), by the share of the
claim's words it holds (rarer words count more), and by its names and figures. Then come the checks that likeness
cannot make: a name of the claim that is nowhere near, other figures, the parts swapped (Russia arms the Taliban
is not the Taliban arms Russia), one side negated. The weights were set by hand on the sample corpus' question set and on development questions.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.records import Candidate, Match, Question
from assistant.roles import order
from assistant.stance import attitude, conditions
from assistant.words import content_words, governments, holds, negations, numbers, stem, words
from indexer.embed import Embedder
from indexer.fold import carried, folded_article
from indexer.records import Span, Statement
from indexer.statements import names

if TYPE_CHECKING:
    from spacy.tokens import Doc

WEIGHTS = (5.0, 5.0, 4.5, -9.0)
"""Of similarity, word share and the share of words that are no names, and the constant, in a logistic."""
BEARS, STATES = 0.5, 0.7
"""From these scores on a statement bears on the claim, and says it rather than implies it."""
DENIED_LEAST = 0.3
"""From this score on a statement is near enough for a denial that points at it to be a denial of the claim."""
BEARS_GIVEN = 0.3
"""From this score on it bears on the claim where the question names its speaker."""
OWN_LEAST, OWN_STATES = 0.1, 0.5
"""From these shares of the claim in a statement's own content on it bears on the claim, and says it."""
SOFT_FROM, SOFT_TO = 0.3, 0.6
"""Cosines of word states between which a claim's word counts as held in part."""
PARSED = 40
"""So many of the nearest are compared word by word."""
NEAR = 400
"""Characters before a statement in which a name of the claim may stand in place of a pronoun; half of it after."""
_OPPOSITE = re.compile(
    r"\b(?:false|untrue|lie|lies|lying|liar|fake|hoax|baseless|unfounded|nonsense|disinformation|misleading|incorrect|wrong|refut\w+|"
    r"den(?:y|ies|ied)|reject\w*|dismiss\w*|disput\w+|debunk\w*|no evidence|no proof|fabricat\w+)\b",
    re.I,
)
_UN = ("un", "in", "im", "il", "ir", "dis", "non")
_IS = re.compile(r"\b(?:is|are|was|were|be|been|being|remains?|remained)\s+(?:\w+ly\s+|very\s+)?([a-z]{3,})", re.I)
_HEDGED = re.compile(r"\b(?:if|whether|unless|would|could|might|may)\b", re.I)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a statement compares with the claim: each share in [0, 1].

    Attributes:
        words: Of the claim's words, weighted by rarity.
        core: Of those that are no names: what is said of whom or what.
        names: Of its names, in the statement or near it.
        named: The claim has names.
        own: As `core`, but of the statement's content alone, without the rest of its sentence.
    """

    similarity: float
    words: float
    core: float
    names: float
    named: bool
    own: float = 1.0

    @property
    def score(self) -> float:
        """The chance that the statement bears on the claim, in [0, 1]."""
        a, b, c, constant = WEIGHTS
        z = a * self.similarity + b * self.words + c * self.core + constant
        return 1 / (1 + math.exp(-z))


class Matcher:
    """Judges candidates against a question's claim.

    Args:
        parse: Parses short texts (see `indexer.parse.parse`).
        embedder: Gives the word pieces' states for late interaction.
    """

    def __init__(self, parse: "Callable[[list[str]], list[Doc]]", embedder: Embedder) -> None:
        self._parse, self._embedder = parse, embedder

    def match(self, question: Question, candidates: Sequence[Candidate]) -> list[Match]:
        """Statements that bear on the claim, best first; each voice's best before its others."""
        given = {c.statement.id: c for c in candidates}
        found = self._match(question, _folded(candidates))
        return [
            replace(m, statement=given[m.statement.id].statement, article=given[m.statement.id].article) for m in found
        ]

    def _match(self, question: Question, candidates: Sequence[Candidate]) -> list[Match]:
        speaker = question.filters.speaker
        if speaker:
            candidates = [c for c in candidates if _speaks(speaker, c.statement)]
        pool = [c for c in candidates if _tells(c)]
        if question.speaker:
            pool = [c for c in pool if _speaks(question.speaker, c.statement)] or _described(question.speaker, pool)
        claim = _Claim(question, candidates)
        scored = [(claim.likeness(c), c) for c in pool]
        scored.sort(key=lambda pair: (-pair[0].score, pair[1].statement.id))
        near = claim.closer([c for _, c in scored[:PARSED]], self._embedder)
        if question.kind == "what-said":
            return _each_voice_once(self._topical(question, near))
        # Where the speaker is given, fewer things can be meant.
        bears = BEARS_GIVEN if question.speaker else BEARS
        kept = sorted(
            ((like, c) for like, c in near if like.score >= bears),
            key=lambda pair: (-pair[0].score, pair[1].statement.id),
        )
        kept = self._not_swapped(claim, kept)
        found = [m for like, c in kept if (m := _judged(claim, like, c)) is not None]
        found = self._vetoed(claim, found)
        pointed_at = self._not_swapped(claim, [(like, c) for like, c in near if like.score >= DENIED_LEAST])
        found += _referring(found, candidates, pointed_at)
        return _each_voice_once(found)

    def _topical(self, question: Question, scored: Sequence[tuple[Likeness, Candidate]]) -> list[Match]:
        """What the person said that touches the topic: its words, or near it in meaning."""
        out = []
        for like, c in scored:
            told = " ".join((*c.statement.via, c.statement.venue)).lower()
            near = (
                like.words >= 0.5
                or any(n in told for n in content_words(question.claim))
                or (like.similarity >= 0.45 and like.words > 0)
                or like.similarity >= 0.6
            )
            if near and (not like.named or like.names > 0 or told):
                out.append(_as_match(c, c.statement.stance, "states", like, "the person asked about, on this topic"))
        return out

    def _vetoed(self, claim: "_Claim", found: list[Match]) -> list[Match]:
        """Drop or turn what the parse of its sentence says is no assertion: doubt, refusal, a negated verb, a condition."""
        sentences = [m.article.text[m.statement.context_start : m.statement.context_end] for m in found]
        kept: list[Match] = []
        for m, doc in zip(found, self._parse(sentences), strict=True):
            start = m.statement.context_start
            cue = [Span(s - start, e - start) for s, e in m.statement.cue]
            read = attitude(doc, cue, m.statement.stance) if cue else m.statement.stance
            if read == "nothing" or _is_conditional(claim, doc):
                continue
            if read == "questions":
                kept.append(replace(m, stance="questions"))
            elif read != m.statement.stance:  # the verb says the opposite of what was read when indexing
                turned: dict[str, Literal["asserts", "denies"]] = {"asserts": "denies", "denies": "asserts"}
                kept.append(replace(m, stance=turned.get(m.stance, m.stance)))
            else:
                kept.append(m)
        return kept

    def _not_swapped(self, claim: "_Claim", kept: list[tuple[Likeness, Candidate]]) -> list[tuple[Likeness, Candidate]]:
        """Drop those that give the claim's names each other's parts."""
        if len(claim.names) < 2 or not kept:
            return kept
        first, second = claim.names[0], claim.names[1]
        docs = self._parse([claim.text, *(_content(c.statement, c.article.text) for _, c in kept)])
        asked = order(docs[0], first, second)
        if asked == "unknown":  # in English the doer stands first, but for a passive
            asked = (
                "backward"
                if re.search(r"\b(?:is|are|was|were|been|being)\s+\w+(?:ed|en)\b.*\bby\b", claim.text)
                else "forward"
            )
        opposite = {"forward": "backward", "backward": "forward"}[asked]
        found = [order(doc, first, second) for doc in docs[1:]]
        # Where an article's sentences that can be read all swap the parts, one that cannot be read proves nothing.
        ways: dict[str, set[str]] = {}
        for (_, c), way in zip(kept, found, strict=True):
            ways.setdefault(c.article.id, set()).add(way)
        swapped = {id for id, seen in ways.items() if opposite in seen and asked not in seen}
        return [
            (like, c)
            for (like, c), way in zip(kept, found, strict=True)
            if way == asked or (way == "unknown" and c.article.id not in swapped)
        ]


def _folded(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates as their readers see them."""
    read = {c.article.id: folded_article(c.article) for c in candidates}
    out = []
    for c in candidates:
        article, copy = read[c.article.id]
        out.append(
            replace(c, article=article, statement=carried(c.statement, copy.forth)) if article is not c.article else c
        )
    return out


class _Claim:
    """The claim's words, weighted by how rare they are among the candidates."""

    def __init__(self, question: Question, candidates: Sequence[Candidate]) -> None:
        self.text = question.claim
        self.quoted = bool(question.quoted) and len(question.claim.split()) >= 4
        self.stems = list(dict.fromkeys(stem(w) for w in content_words(question.claim)))
        self.negated = negations(question.claim) % 2 == 1
        self.numbers = numbers(question.claim)
        self._cache: dict[str, set[str]] = {}
        cased: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        held: Counter[str] = Counter()
        for c in candidates:
            sentence = c.article.text[c.statement.context_start : c.statement.context_end]
            found = set()
            for position, word in enumerate(words(sentence)):
                root = stem(word.lower())
                found.add(root)
                seen[root] += 1
                cased[root] += word[0].isupper() and position > 0
            held.update(found)
        n = max(1, len(candidates))
        self.weight = {s: 1.0 + math.log((n + 1) / (held[s] + 1)) for s in self.stems}
        capital = {stem(w.lower()) for w in words(question.claim)[1:] if w[0].isupper()}
        first = words(question.claim)[:1]
        capital |= {
            stem(w.lower())
            for w in first
            if w[0].isupper() and cased[stem(w.lower())] > 0.4 * max(1, seen[stem(w.lower())])
        }
        typed_small = question.claim == question.claim.lower()
        self.names = [
            s for s in self.stems if s in capital or (typed_small and seen[s] >= 2 and cased[s] > 0.7 * seen[s])
        ]
        self.core = [s for s in self.stems if s not in self.names] or self.stems

    def likeness(self, c: Candidate) -> Likeness:
        """Compare one candidate; its title and speaker count as near for names, not for words."""
        s, text = c.statement, c.article.text
        sentence = self._stems(text[s.context_start : s.context_end])
        near = (
            sentence
            | self._stems(f"{c.article.title} {s.voice} {s.role}")
            | self._stems(text[max(0, s.context_start - NEAR) : s.context_end + NEAR // 2])
        )
        held = {root: float(_holds(sentence, root)) for root in self.stems}
        named = sum(_holds(near, n) for n in self.names) / len(self.names) if self.names else 1.0
        if self.quoted and _squeeze(self.text)[:60] in _squeeze(text[s.start : s.end]):
            return Likeness(1.0, 1.0, 1.0, 1.0, bool(self.names))
        return Likeness(
            c.similarity, self._share(held, self.stems), self._share(held, self.core), named, bool(self.names)
        )

    def closer(self, candidates: Sequence[Candidate], embedder: Embedder) -> list[tuple[Likeness, Candidate]]:
        """Compare again, with each word of the claim held as far as the likest word of the statement is like it."""
        texts = [
            embedder.trim(" ".join(c.article.text[c.statement.context_start : c.statement.context_end].split()))
            for c in candidates
        ]
        mine, *theirs = embedder.token_vectors([embedder.trim(self.text), *texts])
        words_ = self._word_vectors(*mine)
        out = []
        for c, text, (offsets, states) in zip(candidates, texts, theirs, strict=True):
            like = self.likeness(c)
            if like.similarity < 1.0 and len(states) and words_:
                sentence = self._stems(c.article.text[c.statement.context_start : c.statement.context_end])
                held = {
                    root: 1.0 if _holds(sentence, root) else _soft(float((states @ v).max()))
                    for root, v in words_.items()
                }
                like = replace(
                    like,
                    words=self._share(held, self.stems),
                    core=self._share(held, self.core),
                    own=self._own(c, text, offsets, states, words_),
                )
            out.append((like, c))
        return out

    def _own(
        self,
        c: Candidate,
        sentence: str,
        offsets: list[tuple[int, int]],
        states: NDArray[np.float32],
        words_: dict[str, NDArray[np.float32]],
    ) -> float:
        """How much of what the claim says stands in the statement's own content, where its sentence says more."""
        inside = [False] * len(offsets)
        stems: set[str] = set()
        for span in c.statement.content:
            content = " ".join(span.of(c.article.text).split())
            start = sentence.find(content)
            stems |= self._stems(content)
            inside = [i or start <= s < start + len(content) for i, (s, _) in zip(inside, offsets, strict=True)]
        mine = states[np.array(inside, dtype=bool)]
        held = {
            root: 1.0 if _holds(stems, root) else _soft(float((mine @ v).max())) if len(mine) else 0.0
            for root, v in words_.items()
        }
        return self._share(held, self.core)

    def _word_vectors(
        self, offsets: list[tuple[int, int]], states: NDArray[np.float32]
    ) -> dict[str, NDArray[np.float32]]:
        """One vector a content word of the claim: the mean of its pieces' states."""
        out: dict[str, NDArray[np.float32]] = {}
        for found in re.finditer(r"[\w’']+", self.text):
            root = stem(re.sub(r"[’']s$", "", found.group().lower()))
            inside = [k for k, (s, e) in enumerate(offsets) if s < found.end() and e > found.start()]
            if root in self.weight and inside:
                out.setdefault(root, states[inside].mean(axis=0))
        return out

    def _share(self, held: dict[str, float], of: Sequence[str]) -> float:
        total = sum(self.weight[root] for root in of)
        return sum(self.weight[root] * held.get(root, 0.0) for root in of) / total if total else 1.0

    def _stems(self, text: str) -> set[str]:
        if text not in self._cache:
            self._cache[text] = {stem(w.lower()) for w in words(text)}
        return self._cache[text]


def _holds(stems: set[str], root: str) -> bool:
    return any(holds(stems, word) for word in governments(root))


def _soft(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - SOFT_FROM) / (SOFT_TO - SOFT_FROM)))


def _squeeze(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def _content(s: Statement, text: str) -> str:
    """The content as one sentence, with "they" and "we" put as the voice where it has a name to give."""
    said = " ".join(" ".join(span.of(text).split()) for span in s.content).strip("“”\"’' ")
    said = re.sub(r"^that\s+", "", said)
    return re.sub(r"^(?:they|we|it|he|she|I)\b", lambda m: s.voice or m.group(), said, count=1)


def _tells(c: Candidate) -> bool:
    """Whether the content says something by itself; "this", "these reports", "the Taliban" do not."""
    said = " ".join(span.of(c.article.text) for span in c.statement.content)
    return len(content_words(said)) >= 3 or (c.statement.kind in ("direct", "mixed") and len(said.split()) >= 3)


def _speaks(speaker: str, s: Statement) -> bool:
    """Whether the statement is this speaker's: one name, or a role that holds all words asked for."""
    if not s.voice or s.kind == "narration":
        return False
    if names.same_person(speaker if not speaker.islower() else speaker.title(), s.voice):
        return True
    asked, has = {stem(w) for w in content_words(speaker)}, {stem(w) for w in content_words(f"{s.role} {s.voice}")}
    return len(asked) >= 2 and asked <= has


def _described(speaker: str, pool: Sequence[Candidate]) -> list[Candidate]:
    """Statements beside which the speaker asked about is described ("the NATO commander"); none for a name."""
    asked = {stem(w) for w in content_words(speaker)}
    if speaker == speaker.lower() or not re.search(r"\b[a-z]{4,}", speaker) or not asked:
        return []
    out = []
    for c in pool:
        s, text = c.statement, c.article.text
        near = text[max(0, s.context_start - NEAR // 2) : s.context_end] + " " + s.role
        if s.kind != "narration" and asked <= {stem(w.lower()) for w in words(near)}:
            out.append(c)
    return out


def _judged(claim: _Claim, like: Likeness, c: Candidate) -> Match | None:
    """The label of one candidate that is near enough, or None where a check says it is something else."""
    s = c.statement
    said = _content(s, c.article.text)
    if like.named and like.names < 1.0:
        return None  # a name of the claim is nowhere near
    around = c.article.text[max(0, s.context_start - NEAR) : s.context_end]
    if claim.numbers and numbers(said) and not claim.numbers & numbers(around):
        return None
    stance: Literal["asserts", "denies", "questions"] = s.stance
    against = (negations(said) % 2 == 1) != claim.negated
    if _opposed(claim, said):
        against = not against
    if (
        not against
        and _OPPOSITE.search(said)
        and not _OPPOSITE.search(claim.text)
        and like.similarity < 0.75
        and len(said.split()) < 30
    ):
        against = True
    if against and stance != "questions" and like.words >= 0.5:
        stance = "asserts" if stance == "denies" else "denies"
    elif against and stance == "asserts":
        return None  # negated, and not plainly the same thing: it says neither
    if like.own < OWN_LEAST:
        return None  # the sentence speaks of the claim, this voice does not
    strong = (
        like.score >= STATES
        and like.own >= OWN_STATES
        and not (_HEDGED.search(said) and not _HEDGED.search(claim.text))
    )
    return _as_match(c, stance, "states" if strong else "implies", like, _why(like))


def _opposed(claim: _Claim, said: str) -> bool:
    """Whether the content says the opposite of what the claim says something is: "is safe" beside "is unsafe"."""
    wanted, held = ({stem(word.lower()) for word in _IS.findall(text)} for text in (claim.text, said))
    return any(_opposite(a, b) or _opposite(b, a) for a in wanted - held for b in held - wanted)


def _opposite(plain: str, negated: str) -> bool:
    """Whether one stem is the other with "un" or the like before it; stems differ by an e at their end: "safe", "unsaf"."""
    return len(plain) >= 3 and any(negated.rstrip("e") == prefix + plain.rstrip("e") for prefix in _UN)


def _why(like: Likeness) -> str:
    return f"meaning {like.similarity:.2f}, {like.words:.0%} of the claim's words, {like.core:.0%} of what it says" + (
        f", {like.names:.0%} of its names" if like.named else ""
    )


def _as_match(
    c: Candidate,
    stance: Literal["asserts", "denies", "questions"],
    strength: Literal["states", "implies"],
    like: Likeness,
    why: str,
) -> Match:
    return Match(
        statement=c.statement, article=c.article, stance=stance, strength=strength, score=round(like.score, 4), why=why
    )


def _referring(
    found: Sequence[Match], candidates: Sequence[Candidate], near: Sequence[tuple[Likeness, Candidate]]
) -> list[Match]:
    """Denials that only point: "the ministry refutes these reports", where these reports assert the claim.

    What is pointed at need not be among what is found: that it is near the claim is enough to say who turns it down.
    """
    found_at = {(m.statement.article_id, m.statement.ordinal): m for m in found}
    held = {place: (m.score, m.statement.voice) for place, m in found_at.items() if m.stance == "asserts"}
    for like, c in near:
        place = (c.statement.article_id, c.statement.ordinal)
        if place not in found_at and (not like.named or like.names == 1.0):
            held.setdefault(place, (like.score, c.statement.voice))
    known = {m.statement.id for m in found}
    out = []
    for c in candidates:
        denied = [held[c.statement.article_id, k] for k in c.statement.denies if (c.statement.article_id, k) in held]
        if denied and c.statement.id not in known:
            score, voice = max(denied)
            out.append(
                Match(
                    statement=c.statement,
                    article=c.article,
                    stance="denies",
                    strength="states",
                    score=round(score, 4),
                    why=f"turns down what {voice} is reported to say just before",
                )
            )
    return out


def _is_conditional(claim: _Claim, doc: "Doc") -> bool:
    """Whether what the claim says stands in a condition of the sentence, and not outside of it."""
    spans = conditions(doc)
    if not spans or any(word in claim.text.lower().split() for word in ("if", "whether", "unless")):
        return False
    text = doc.text
    inside = " ".join(span.of(text) for span in spans)
    outside = text
    for span in spans:
        outside = outside.replace(span.of(text), " ")
    held, left = ({root for root in claim.core if _holds(claim._stems(part), root)} for part in (inside, outside))
    return len(held - left) > len(claim.core) / 2 or (bool(held) and not left)


def _each_voice_once(found: Sequence[Match]) -> list[Match]:
    """Best first, but a voice's second statement only after every voice's first."""
    order_ = sorted(found, key=lambda m: (-m.score, m.statement.kind == "narration", m.statement.id))
    first: list[Match] = []
    later: list[Match] = []
    for m in order_:
        same = any(
            o.stance == m.stance
            and o.statement.voice == m.statement.voice
            and o.article.publisher == m.article.publisher
            for o in first
        )
        (later if same else first).append(m)
    return first + later
