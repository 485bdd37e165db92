"""Two personal names: may they be one person's? Titles and suffixes are nameparser's, the rules are ours."""

from difflib import SequenceMatcher
from functools import lru_cache

from nameparser import HumanName

from indexer.parties.records import Same, Verdict
from indexer.parties.words import lines_of, words

SPELLED_ALIKE, GIVEN_ALIKE = 0.8, 0.65
"""From these shares of letters in common on, two names, and two given names, may be one, spelled two ways."""
PARTICLES = frozenset("de la le du van von der den bin ibn al el da dos di del".split())


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """A name's words without titles and suffixes: "Gen. John W. Nicholson Jr." -> ("john", "w", "nicholson")."""
    parsed = HumanName(name.split(",")[0].split(" of ")[0].split(" (")[0])
    kept = words(f"{parsed.first} {parsed.middle} {parsed.last}")
    return kept or words(name)


def titles_of(name: str) -> tuple[str, ...]:
    """The titles in a name, as words: "Alderman William D. Burns" -> ("alderman",)."""
    return words(HumanName(name).title)


def without_title(name: str) -> str:
    """A name as printed, its title left out."""
    title = HumanName(name).title
    return name.removeprefix(title).strip() or name


@lru_cache(maxsize=20_000)
def _suffix(name: str) -> tuple[str, ...]:
    return words(HumanName(name).suffix)


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[int]]:
    """For each given name the lines of `data/nicknames.txt` in which it stands."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines_of("nicknames.txt")):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def is_given(word: str) -> bool:
    """Whether a word is a known given name."""
    return word in _nicknames()


def is_short_of(short: str, full: str) -> bool:
    """Whether a name is the other one's end: "Tillerson" and "de Blasio" of "Rex Tillerson" and "Bill de Blasio"."""
    x, y = name_words(short), name_words(full)
    return 0 < len(x) < len(y) and y[-len(x) :] == x


def same_name(a: str, b: str) -> Verdict:
    """How two people of these names stand to each other, in either order; a surname alone decides nothing here."""
    x, y = name_words(a), name_words(b)
    if x == y:
        one, other = _suffix(a), _suffix(b)
        if one and other and one != other:
            return Verdict(Same.DIFFERENT, "the father's name and the son's")
        return Verdict(Same.SAME, "one name") if len(x) > 1 and one == other else Verdict(Same.UNKNOWN)
    if not x or not y:
        return Verdict(Same.UNKNOWN)
    if is_short_of(a, b) or is_short_of(b, a):
        return Verdict(Same.UNKNOWN)
    if x[-1] == y[-1]:
        return _one_surname(x, y)
    if len(x) > 1 and set(x) == set(y):
        return Verdict(Same.SAME, "one name, in another order")
    if set(x) & set(y) - PARTICLES and (x[0] not in y or min(len(x), len(y)) == 1):
        # "Wasserman" and "Debbie Wasserman Schultz", "Boris" and "Boris Johnson"; "Ann Dorn" and "Ann Lang" are two.
        return Verdict(Same.UNKNOWN)
    if SequenceMatcher(None, " ".join(x), " ".join(y)).ratio() >= SPELLED_ALIKE:
        return Verdict(Same.UNKNOWN)  # two ways to spell one name in Latin letters
    if min(len(x), len(y)) == 1 and is_given(min(x, y, key=len)[0]):
        return Verdict(Same.UNKNOWN)  # "Boris" may be anybody's
    return Verdict(Same.DIFFERENT, "other surnames")


def _one_surname(x: tuple[str, ...], y: tuple[str, ...]) -> Verdict:
    one, other = x[0], y[0]
    middles = [w[0] for w in x[1:-1]], [w[0] for w in y[1:-1]]
    if all(middles) and not set(middles[0]) & set(middles[1]):
        return Verdict(Same.UNKNOWN)  # "George W. Bush" and "George H. Bush"
    if one == other:
        return Verdict(Same.SAME, "one given name and one surname")
    if one[0] == other[0] and 1 in (len(one), len(other)):
        return Verdict(Same.SAME, "an initial and one surname")
    if other in x[1:-1] or one in y[1:-1]:
        return Verdict(Same.UNKNOWN)  # "J. Edgar Hoover" and "Edgar Hoover"
    if _nicknames().get(one, frozenset()) & _nicknames().get(other, frozenset()):
        return Verdict(Same.SAME, "two forms of one given name, and one surname")
    if SequenceMatcher(None, one, other).ratio() >= GIVEN_ALIKE:
        return Verdict(Same.UNKNOWN)
    return Verdict(Same.DIFFERENT, "other given names of one surname")
