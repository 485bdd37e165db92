"""Verbs of saying and of denying, by lemma, out of `data/speech.txt`. Pure."""

from functools import cache
from importlib.resources import files


@cache
def lemmas(sense: str) -> frozenset[str]:
    """The lemmas of one sense of `data/speech.txt`: "says", "asks-more", "denies", "gives" and so on.

    Raises:
        KeyError: The file has no such sense.
    """
    found: dict[str, set[str]] = {}
    for line in files("indexer").joinpath("data", "speech.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(":")
            found.setdefault(name, set()).update(words.split())
    return frozenset(found[sense])
