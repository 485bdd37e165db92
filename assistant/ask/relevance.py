"""Whether what was found is about what is asked: a calibrated chance, by which an answer abstains.

A logistic regression over two features, fitted by `training/abstain.py` on questions asked over their own articles and
over others, where nothing answers them; its weights, threshold and curve stand in `data/abstain.json`.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.records import Hit
from assistant.terms import content_words, holds, stem, words


@dataclass(frozen=True, slots=True)
class Relevance:
    """What speaks for the passages found.

    Attributes:
        similarity: Cosine of what is sought and the nearest passage or statement, in [-1, 1].
        cover: The largest share of the question's words, rare ones counting more, that one passage with its title
            holds; in [0, 1], 0 for a question without content words.
    """

    similarity: float
    cover: float

    @property
    def chance(self) -> float:
        """That the articles are about what is asked, in [0, 1]."""
        fitted = _fitted()
        z = fitted["similarity"] * self.similarity + fitted["cover"] * self.cover + fitted["constant"]
        return 1 / (1 + math.exp(-z))

    @property
    def off_topic(self) -> bool:
        """Whether the chance is below the threshold, so that nothing is answered."""
        return self.chance < _fitted()["threshold"]


def cover(text: str, hits: Sequence[Hit], rarity: Callable[[str], float]) -> float:
    """`Relevance.cover` of a question's text.

    Args:
        rarity: Of a word, in nats: log(passages / passages that hold it), larger for a word that none holds.
    """
    asked = {stem(word): rarity(word) for word in content_words(text)}
    total = sum(asked.values())
    best = 0.0
    for hit in hits:
        held = {stem(word.lower()) for word in words(f"{hit.article.title} {hit.passage.text}")}
        best = max(best, sum(weight for root, weight in asked.items() if holds(held, root)))
    return best / total if total else 0.0


@cache
def _fitted() -> dict[str, float]:
    text = files("assistant").joinpath("data", "abstain.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found
