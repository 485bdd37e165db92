"""The names of a claim, and how many of them a statement's surroundings mention. Pure."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from assistant.terms import content_words, holds, stem, words

NAMED = 0.6
"""A word that the articles print with a capital in more than this share of places is a name."""


Name = tuple[str, ...]
"""The stems of a name's words, in order."""


def mentioned(names: Collection[Name], near: Collection[str]) -> float:
    """The share of names, in [0, 1], of which a word is mentioned; 1 where there are none.

    Args:
        names: The claim's.
        near: Stems of the statement's surroundings, its voice and its title.
    """
    held = [any(holds(near, form) for word in name for form in governments(word)) for name in names]
    return sum(held) / len(held) if held else 1.0


def names_of(claim: str, sentences: Sequence[str]) -> list[Name]:
    """A claim's names: runs of words that it, or the articles where it is typed without capitals, print with one.

    Args:
        sentences: Of the articles, near the claim: how they print a word says whether it is a name.
    """
    capital, seen = Counter[str](), Counter[str]()
    for sentence in sentences:
        told = words(sentence)
        roots = [stem(w.lower()) for w in told]
        seen.update(roots[1:])
        capital.update(root for root, w in zip(roots[1:], told[1:], strict=True) if w[0].isupper())
    typed_small = claim == claim.lower()
    content = {stem(w) for w in content_words(claim)}
    runs: list[list[str]] = [[]]
    for n, word in enumerate(words(claim)):
        root = stem(word.lower())
        printed = capital[root] > NAMED * max(1, seen[root]) and seen[root] > 1
        # A sentence's first word has a capital in any case; it is a common one where the articles print it small.
        opens = n == 0 and word[0].isupper() and (printed or not seen[root])
        if root in content and (opens or (printed if typed_small or n == 0 else word[0].isupper())):
            runs[-1].append(root)
        else:
            runs.append([])
    return list(dict.fromkeys(tuple(run) for run in runs if run))


@lru_cache(maxsize=4096)
def governments(root: str) -> tuple[str, ...]:
    """The stem itself, and those of what else newspapers call the same state: "moscow" -> ("moscow", "russia", ...)."""
    return (root, *(other for other in _states().get(root, ()) if other != root))


@cache
def _states() -> dict[str, tuple[str, ...]]:
    lines = files("assistant").joinpath("data", "capitals.txt").read_text(encoding="utf-8").splitlines()
    groups = [tuple(stem(word) for word in line.split()) for line in lines if line and not line.startswith("#")]
    return {root: group for group in groups for root in group}
