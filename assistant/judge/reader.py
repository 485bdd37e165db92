"""Reads candidates beside a claim, batch by batch: a net of cheap signs takes the nearest, the network reads each of their
sentences beside the claim, and a fitted join makes one chance of it."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.judge.evidence import Asked, against_neither, is_all_of, net, reading, said_alone, signs, spans_of
from assistant.judge.join import Fitted
from assistant.judge.network import Pair, PairJudge
from assistant.records import Candidate
from indexer.records import Span, Statement

BATCH = 10
"""Candidates read at once: so long it goes on where nobody waits for the answer any more."""


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


class Reader:
    """Reads candidates beside a claim.

    Args:
        network: The judge of pairs.
        fitted: The join and its thresholds.
    """

    def __init__(self, network: PairJudge, fitted: Fitted) -> None:
        self.network, self._fitted = network, fitted

    def verdicts(self, asked: Asked, pool: Sequence[Candidate]) -> Iterator[list[Verdict]]:
        """The verdicts on the nearest candidates, as many as the network takes, batch by batch."""
        for batch in self.signs(asked, pool):
            yield [self._verdict(asked, read) for read in batch]

    def _verdict(self, asked: Asked, read: Signs) -> Verdict:
        joined = self._fitted.chances(read.rows, topic=asked.question.kind == "what-said")
        best = int(joined[:, :2].max(axis=1).argmax())
        asserted, denied, _ = joined[best].tolist()
        return Verdict(read.candidate, asserted, denied, read.spans[best], read.rows[best])

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
        chances = self.network.judge([(said_alone(v.candidate), asked.hypothesis()) for v in again])
        surer = {}
        for v, alone in zip(again, chances, strict=True):
            row = np.concatenate([against_neither(alone), v.row[2:]])
            surer[v.candidate.statement.id] = min(v.asserted, self._fitted.chances(row[None], topic=False)[0, 0].item())
        return [v._replace(own=surer.get(v.candidate.statement.id, v.asserted)) for v in verdicts]

    def signs(self, asked: Asked, pool: Sequence[Candidate]) -> Iterator[list[Signs]]:
        """What speaks for and against each of the nearest candidates, as many as the network takes, nearest first, in batches."""
        if not pool:
            return
        hypothesis = asked.hypothesis(questions=self.network.questions)
        likenesses = [asked.likeness(c) for c in pool]
        scores = net(likenesses, self._fitted.net)
        nearest = sorted(range(len(pool)), key=lambda i: (-scores[i], pool[i].statement.id))[: self.network.most]
        beside: dict[str, list[Statement]] = {}
        for c in pool:
            beside.setdefault(c.article.id, []).append(c.statement)
        read: dict[Pair, NDArray[np.float64]] = {}
        for at in range(0, len(nearest), BATCH):
            batch = [
                (pool[i], spans_of(pool[i], beside[pool[i].article.id]), likenesses[i])
                for i in nearest[at : at + BATCH]
            ]
            pairs = [[(_beside(c, span), hypothesis) for span in spans] for c, spans, _ in batch]
            new = [pair for pair in dict.fromkeys(chain.from_iterable(pairs)) if pair not in read]
            read.update(zip(new, self.network.judge(new), strict=True))
            yield [
                Signs(c, spans, np.array([signs(read[pair], likeness) for pair in own]))
                for (c, spans, likeness), own in zip(batch, pairs, strict=True)
            ]


def _beside(c: Candidate, span: Span) -> str:
    """What the network reads beside the claim."""
    return said_alone(c) if is_all_of(c, span) else reading(span, c.article.text)


def surest(v: Verdict) -> tuple[float, str]:
    """Sorting key: the verdict that is most sure first."""
    return -max(v.asserted, v.denied), v.candidate.statement.id
