"""Decides whether two ways to write a name mean one speaker, for scoring only."""

import re
import unicodedata
from collections.abc import Iterable

HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "jr", "sr", "the", "of", "former", "vice"})
OFFICES = frozenset(
    {"president", "secretary", "minister", "senator", "sen", "governor", "gov", "rep", "general", "gen", "manager"}
)
BODIES = frozenset({"us", "u", "s", "state", "campaign", "news", "spokesman", "spokeswoman"})
TITLES = HONORIFICS | OFFICES | BODIES


def telling_words(name: str) -> list[str]:
    """The words of a name without titles, lower case, without accents: "Gen. José Díaz" -> ["jose", "diaz"].

    A name that is all titles keeps them, so that "the president" still has words.
    """
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", flat.replace("'s", "").replace(".", ""))
    return [word for word in words if word not in TITLES] or words


def same_name(a: str, b: str) -> bool:
    """One name's telling words contain the other's, or the surnames agree and no first names differ."""
    x, y = telling_words(a), telling_words(b)
    if not x or not y:
        return False
    if set(x) <= set(y) or set(y) <= set(x):
        return True
    return x[-1] == y[-1] and (x[0] == y[0] or min(len(x), len(y)) == 1)


def distinct(names: Iterable[str]) -> list[str]:
    """The names in order, without empty ones and without those that mean an earlier one."""
    kept: list[str] = []
    for name in names:
        if name and not any(same_name(name, earlier) for earlier in kept):
            kept.append(name)
    return kept
