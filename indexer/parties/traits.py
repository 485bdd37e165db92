"""What the rules look at: whether a party reads like a person, whose it is, what it does, which names two share."""

from collections.abc import Iterable
from functools import lru_cache

from indexer.parties.personal import PARTICLES, is_short_of, same_name
from indexer.parties.records import Party, Same
from indexer.parties.words import (
    SMALL_WORDS,
    acronym,
    broad,
    classes_of,
    is_known_outlet,
    lines_of,
    outlet_key,
    telling,
    words,
)

PRONOUNS = frozenset("his her their its my our your he she they".split())


def is_person(p: Party) -> bool:
    """A person with a name, or a name of unknown kind that reads like one."""
    return p.kind == "person" or (p.kind == "unknown" and p.named and looks_personal(p))


def looks_personal(p: Party) -> bool:
    """One to four capitalised words, none of which is a body's, nor an outlet."""
    parts = p.name.split()
    nouns = classes_of("kinds.txt")
    initials = len(parts) == 1 and p.name.replace(".", "").isupper()
    return (
        1 <= len(parts) <= 4
        and not set(words(p.name)) & (nouns["body"] | nouns["outlet"])
        and not is_known_outlet(p.name)
        and not initials
        and all(part[:1].isupper() or part.lower() in SMALL_WORDS | PARTICLES for part in parts)
    )


def is_proper(name: str) -> bool:
    """Whether an owner is a proper name, neither a common noun nor a pronoun."""
    return name[:1].isupper() and name.lower() not in PRONOUNS


def is_called(name: str, p: Party) -> bool:
    """Whether a name is a party's: a person's surname or full name, a body's name, its initials or its short form."""
    if is_person(p):
        return same_name(name, p.name).same == Same.SAME or is_short_of(name, p.name) or words(name) == words(p.name)
    x, y = telling(name), telling(p.name)
    own = (x & y) - classes_of("kinds.txt")["body"]
    return bool(x) and (x == y or initials(name, p.name) or (bool(own) and (x <= y or y <= x)))


def initials(a: str, b: str) -> bool:
    """Whether one of two names is made of the other's first letters."""
    return acronym(a, b) or acronym(b, a)


def are_one(a: str, b: str) -> bool:
    """Whether two names are one, or one is the other's end."""
    return words(a) == words(b) or is_short_of(a, b) or is_short_of(b, a) or same_name(a, b).same == Same.SAME


def meet(a: str, b: str) -> bool:
    """Whether two names have a telling word in common, or one is the other's initials."""
    return bool(telling(a) & telling(b)) or initials(a, b) or outlet_key(a) == outlet_key(b)


def any_meet(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether any of some names meets any of others."""
    others = list(theirs)
    return any(meet(a, b) for a in mine for b in others)


def holds_the_other(a: str, b: str) -> bool:
    """Whether one of two names has all the telling words of the other, or is its initials."""
    x, y = telling(a), telling(b)
    return (bool(x) and x <= y) or (bool(y) and y <= x) or initials(a, b)


def proper_names(p: Party) -> list[str]:
    """Every proper name that a party bears, or that its description holds."""
    return [n for n in (*((p.name,) if p.named else ()), *p.owners, *p.mentions, *p.members) if is_proper(n)]


def share_a_name(a: Party, b: Party) -> bool:
    """Whether two parties' names and descriptions have a name in common, or a word of one that is not too wide."""
    kinds = classes_of("kinds.txt")
    plain = broad() | kinds["body"] | kinds["masthead"]
    return any(
        words(x) == words(y) or (telling(x) & telling(y)) - plain or initials(x, y)
        for x in proper_names(a)
        for y in proper_names(b)
    )


def principals(p: Party) -> list[str]:
    """Whom it belongs to, as far as that tells it from others: proper names, none of a nation or a political party."""
    return [o for o in p.owners if is_proper(o) and not telling(o) <= broad()]


def described_by(p: Party) -> frozenset[str]:
    """All words of its name, its owners and its description, also without a plural's "s"."""
    printed = (p.name, *p.owners, *p.mentions)
    held = {w for n in printed for w in words(n)}
    return frozenset(held | {w.removesuffix("s") for w in words(p.name)}) | p.nouns


def work_of(p: Party) -> frozenset[str]:
    """What it is said to do, by the lines of `data/work.txt`."""
    nouns = p.nouns | (frozenset(words(p.name)) if p.kind == "body" else frozenset())
    return frozenset(label for label, held in classes_of("work.txt").items() if label != "may be" and nouns & held)


@lru_cache(maxsize=1)
def may_be_both() -> frozenset[frozenset[str]]:
    """Kinds of work that one may do side by side."""
    return frozenset(
        frozenset(line.partition(":")[2].split()) for line in lines_of("work.txt") if line.startswith("may be")
    )


def is_press(name: str) -> bool:
    """Whether a name reads like a newspaper's."""
    return is_known_outlet(name) or bool(telling(name) & classes_of("kinds.txt")["masthead"])


def speakers(*, also: str = "") -> frozenset[str]:
    """Nouns of those who speak for whom they belong to: of anybody's, and of a line of `data/speaks.txt` besides."""
    held = classes_of("speaks.txt")
    return held["for anybody"] | (held[also] if also else frozenset())
