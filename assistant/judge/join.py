"""One chance out of many signs: a multinomial logistic regression (`training/judge_join.py`).

Its weights and thresholds stand in `data/judge.json`; what they were fitted on is told in `weights/README.md`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Fitted:
    """The join and its thresholds.

    Attributes:
        net: Weights of `Likeness.row`, by which candidates are taken.
        claim, topic: Weights of shape (2, signs + 1), constant last, of asserting and denying against neither: where the
            question holds a proposition, and where it asks what was said on a topic.
        states, implies: Chances of asserting from which on a statement states the claim, or implies it.
        denies: Chance of denying from which on it denies it.
        told: As `implies`, where the question asks what was said on a topic.
        pointed: Chance of asserting from which on a denial that only points at the statement denies the claim.
    """

    net: tuple[float, ...]
    claim: NDArray[np.float64]
    topic: NDArray[np.float64]
    states: float
    implies: float
    denies: float
    told: float
    pointed: float

    def chances(self, signs: NDArray[np.float64], *, topic: bool) -> NDArray[np.float64]:
        """Chances of asserting, denying and neither: shape (n, 3) for signs of shape (n, k)."""
        return joined(self.topic if topic else self.claim, signs)


def joined(weights: NDArray[np.float64], signs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chances of shape (n, 3) for weights of shape (2, k + 1), constant last, and signs of shape (n, k)."""
    scores = np.zeros((len(signs), 3))
    scores[:, :2] = signs @ weights[:, :-1].T + weights[:, -1]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return chances


@cache
def fitted() -> Fitted:
    """The shipped join."""
    data = json.loads(files("assistant").joinpath("data", "judge.json").read_text(encoding="utf-8"))
    return read_join(data)


def read_join(data: dict[str, Sequence[float]]) -> Fitted:
    """A join out of the JSON that the fitting writes."""
    numbers = {name: float(data[name]) for name in ("states", "implies", "denies", "told", "pointed")}  # type: ignore[arg-type]
    return Fitted(net=tuple(data["net"]), claim=np.array(data["claim"]), topic=np.array(data["topic"]), **numbers)
