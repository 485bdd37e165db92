"""Rules that only veto: each says of a statement that the judge took for an assertion or a denial that it is none. Pure.

Whatever they do not see stays as it was judged. Each has its table of cases in `tests/cases/vetoes.tsv`.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.stance import conditions
from assistant.terms import content_words, holds, stem, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMED = 0.6
"""A word that the articles print with a capital in more than this share of places is a name."""
_NUMERALS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty".split()
    )
    if n > 1
} | {"thirty": "30", "forty": "40", "fifty": "50"}


def other_figures(claim: str, said: str, around: str) -> bool:
    """Whether claim and statement both give figures and share none, in its surroundings either."""
    wanted = figures(claim)
    return bool(wanted and figures(said) and not wanted & figures(around))


def figures(text: str) -> set[str]:
    """Figures without separators, whether printed as digits or as words ("one" is mostly no number)."""
    told = words(text)
    return {w.replace(",", "").rstrip(".") for w in told if w[0].isdigit()} | {
        _NUMERALS[w.lower()] for w in told if w.lower() in _NUMERALS
    }


def says_the_opposite(claim: str, said: str) -> bool:
    """Whether the one says of something that it is so, the other that it is "un"-so: "is safe" beside "is unsafe"."""
    wanted, held = set(_small_words(claim)), set(_small_words(said))
    return any(f"un{a}" == b or f"un{b}" == a for a in wanted - held for b in held - wanted)


def _small_words(text: str) -> list[str]:
    return re.findall(r"\b[a-z]{3,}\b", text)


def lacks_a_name(names: Collection[str], near: Collection[str]) -> bool:
    """Whether one of the claim's names stands nowhere near the statement.

    Args:
        names: Stems of the claim's names.
        near: Stems of the statement's surroundings, its voice and its title.
    """
    return any(not any(holds(near, form) for form in governments(name)) for name in names)


def names_of(claim: str, sentences: Sequence[str]) -> list[str]:
    """Stems of a claim's names: words that it, or the articles where it is typed without capitals, print with one.

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
    out = []
    for n, word in enumerate(words(claim)):
        root = stem(word.lower())
        printed = capital[root] > NAMED * max(1, seen[root]) and (n == 0 or seen[root] > 1)
        if printed if typed_small or n == 0 else word[0].isupper():
            out.append(root)
    content = {stem(w) for w in content_words(claim)}
    return [root for root in dict.fromkeys(out) if root in content]


@lru_cache(maxsize=4096)
def governments(root: str) -> tuple[str, ...]:
    """The stem itself, and those of what else newspapers call the same state: "moscow" -> ("moscow", "russia", ...)."""
    return (root, *(other for other in _states().get(root, ()) if other != root))


@cache
def _states() -> dict[str, tuple[str, ...]]:
    lines = files("assistant").joinpath("data", "capitals.txt").read_text(encoding="utf-8").splitlines()
    groups = [tuple(stem(word) for word in line.split()) for line in lines if line and not line.startswith("#")]
    return {root: group for group in groups for root in group}


def only_if(claim: str, doc: "Doc") -> bool:
    """Whether what the claim says stands in a condition of the parsed sentence, and not outside of it."""
    spans = conditions(doc)
    if not spans or re.search(r"\b(?:if|whether|unless)\b", claim, re.I):
        return False
    outside = doc.text
    for span in spans:
        outside = outside.replace(span.of(doc.text), " ")
    roots = {stem(w) for w in content_words(claim)}
    inside = " ".join(span.of(doc.text) for span in spans)
    held, left = ({root for root in roots if holds(_stems(part), root)} for part in (inside, outside))
    return len(held - left) > len(roots) / 2 or (bool(held) and not left)


def _stems(text: str) -> set[str]:
    return {stem(w.lower()) for w in words(text)}
