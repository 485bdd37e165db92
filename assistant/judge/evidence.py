"""What speaks for and against a statement's bearing on a claim, as numbers: for the net of candidates, and for the join.

Words are compared by stem, a rare word counting more than a common one. They decide nothing by themselves: how much each
number says is fitted (`training/judge_join.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.judge.mentions import mentioned, names_of
from assistant.records import Candidate, Question
from assistant.terms import content_words, holds, stem, stems, stems_between, words
from indexer.records import Span, Statement
from indexer.sentences import sentences
from indexer.speech import lemmas

BEFORE, AFTER = 400, 200
"""Characters around a statement's sentence in which a word of the question may stand in place of a pronoun."""
LITTLE = 12
"""Characters of a sentence beside who says what: a "that", blanks and marks."""
FLOOR = 1e-4
"""The least chance that is told apart: its logarithm is finite."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a statement is to what is asked, by cheap signs.

    Attributes:
        similarity: Cosine of what is sought and the statement in its sentence, in [-1, 1].
        words, near, title: The share of the question's words, weighted by rarity, that the sentence holds; that its
            surroundings, its voice and the title hold; that the title alone holds. Each in [0, 1].
        named: The share of the claim's names that the surroundings mention; 1 where it has none.
        narrated: The publisher says it itself.
        asked: The question names this voice.
    """

    similarity: float
    words: float
    near: float
    title: float
    named: float
    narrated: bool
    asked: bool

    def row(self) -> tuple[float, ...]:
        """The numbers, in the order in which the net's weights stand."""
        return (self.similarity, self.words, self.near, self.title, self.named, float(self.narrated), float(self.asked))


class Asked:
    """A question's words, weighted by how rare they are in the index, and what the judge is asked for it.

    Args:
        question: The question.
        rarity: Of a word, in nats: log(passages / passages that hold it).
        sentences: Of the articles, near the question, to tell its names by.
    """

    def __init__(self, question: Question, rarity: Callable[[str], float], sentences: Sequence[str]) -> None:
        self.question = question
        self._weights = {stem(w): max(0.0, rarity(w)) for w in content_words(question.text)}
        self._total = sum(self._weights.values())
        self._forms: dict[str, tuple[str, ...]] = {}
        self._titles: dict[str, float] = {}
        self.names = names_of(question.claim, sentences)
        self._speaker = {stem(w) for w in content_words(question.speaker)[-1:]}

    def hypothesis(self, *, questions: bool = True) -> str:
        """What the judge is given beside a sentence: the claim; for a topic, the question.

        Without `questions`, a proposition always: for a topic, that this is about it.
        """
        question = self.question
        if question.kind != "what-said":
            return question.claim
        return question.text if questions else f"This is about {question.claim}."

    def share(self, text: str) -> float:
        """The share of the question's words that a text holds, in [0, 1]."""
        return self._share_of(stems(text))

    def _share_of(self, forms: frozenset[str]) -> float:
        held = {root for form in forms for root in self._roots_of(form)}
        return sum(self._weights[root] for root in self._weights if root in held) / self._total if self._total else 0.0

    def _roots_of(self, form: str) -> tuple[str, ...]:
        """The question's words of which this stem is a form; looked up once a stem, as texts repeat theirs."""
        if form not in self._forms:
            self._forms[form] = tuple(root for root in self._weights if holds((form,), root))
        return self._forms[form]

    def likeness(self, candidate: Candidate) -> Likeness:
        """Of one candidate."""
        said, article = candidate.statement, candidate.article
        start, end = said.context_start, said.context_end
        voice = f"{said.voice} {said.role}"
        if article.title not in self._titles:
            self._titles[article.title] = self.share(article.title)
        around = stems_between(article.text, start - BEFORE, end + AFTER)
        surroundings = around | stems(article.title) | stems(voice)
        return Likeness(
            similarity=candidate.similarity,
            words=self._share_of(stems_between(article.text, start, end)),
            near=self._share_of(surroundings),
            title=self._titles[article.title],
            named=mentioned(self.names, surroundings),
            narrated=said.kind == "narration",
            asked=bool(self._speaker) and self._speaker <= stems(voice),
        )


def spans_of(candidate: Candidate, others: Sequence[Statement] = ()) -> list[Span]:
    """What the judge reads of a statement, one by one: the sentences of the article in which its content stands.

    Of a sentence in which others hold something else, only what runs from the statement's source, cue and content to the
    last of them.

    Args:
        others: Further statements of the same article.
    """
    said, text = candidate.statement, candidate.article.text
    start, end = said.context_start, said.context_end
    content = said.content or (Span(said.start, said.end),)
    found = [Span(start + s, start + e) for s, e in _sentences(text[start:end])]
    found = [s for s in found if s.start < content[-1].end and s.end > content[0].start] or [Span(start, end)]
    out = []
    for sentence in found:
        own = [s for s in (*said.source, *said.cue, *content) if s.start < sentence.end and s.end > sentence.start]
        shared = any(
            sentence.start <= o.start < sentence.end and (o.end <= content[0].start or o.start >= content[-1].end)
            for o in others
        )
        if shared and own:
            sentence = Span(max(sentence.start, min(s.start for s in own)), min(sentence.end, max(s.end for s in own)))
        out.append(sentence)
    return out


@lru_cache(maxsize=50_000)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


def reading(span: Span, text: str) -> str:
    """A sentence as the judge reads it: on one line."""
    return " ".join(span.of(text).split())


def said_alone(candidate: Candidate) -> str:
    """What the judge reads of a statement without the rest of its sentence: what is said, as a quotation, who says it, and how."""
    said, text = candidate.statement, candidate.article.text
    cue = " ".join(reading(span, text) for span in said.cue) or "said"
    content = " ".join(reading(span, text) for span in said.content).strip("“”\"'‘’,. ")
    content = content.removeprefix("that ")
    return f"“{content},” {said.voice} {cue}."


def is_all_of(candidate: Candidate, sentence: Span) -> bool:
    """Whether a sentence plainly reports the statement and holds little else: who says it, that they say it, and what.

    The judge trusts such a report least ("Ann Dorn said the quay is unsafe"), as many entailment sets teach that what somebody
    says need not be so; put as a quotation it is read for what is said.
    """
    said = candidate.statement
    own = (*said.source, *said.cue, *said.content)
    inside = all(sentence.start <= s.start and s.end <= sentence.end for s in own)
    rest = sentence.end - sentence.start - sum(s.end - s.start for s in own)
    cue = {word.lower() for span in said.cue for word in words(span.of(candidate.article.text))}
    plainly = bool(cue & lemmas("plainly")) and said.stance == "asserts"  # who demands that it be so does not say so
    return plainly and bool(said.source and said.content) and inside and rest <= LITTLE


def signs(chances: NDArray[np.float64], likeness: Likeness) -> NDArray[np.float64]:
    """What the join is fitted on.

    Args:
        chances: Shape (3,): the judge's, of one sentence.
        likeness: Of its statement.

    Returns:
        Shape (6,): the log odds of asserting and of denying against neither; then the cosine, the words of the sentence, those
        of its surroundings, and the names.
    """
    return np.array([*against_neither(chances), likeness.similarity, likeness.words, likeness.near, likeness.named])


def against_neither(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log odds of asserting and of denying against neither, shape (2,), of chances of shape (3,)."""
    logs: NDArray[np.float64] = np.log(np.maximum(chances, FLOOR))
    against: NDArray[np.float64] = logs[:2] - logs[2]
    return against


def net(rows: Sequence[Likeness], weights: Sequence[float]) -> NDArray[np.float64]:
    """Scores by which candidates are taken to be judged, higher first; shape (len(rows),)."""
    scores: NDArray[np.float64] = np.array([row.row() for row in rows]).reshape(-1, len(weights)) @ np.array(weights)
    return scores
