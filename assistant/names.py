"""Whether two names may stand for one voice or one outlet: what is not known to differ counts as one."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from assistant.vocabulary import (
    ALIASES,
    ANYBODY,
    BROAD,
    DOCUMENTS,
    MASTHEAD_WORDS,
    MEDIA,
    NATIONS,
    ORGANISATION_WORDS,
    PARTIES,
    STAFF,
    TITLES,
)
from indexer.statements.names import split_title


class Likeness(IntEnum):
    """How two names stand to each other."""

    DIFFERENT = 0
    UNKNOWN = 1  # nothing shows that they differ, nothing shows that they are one
    SAME = 2


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something on a chain.

    Attributes:
        name: As printed; "" for an unknown publisher.
        kind: A voice (person, body, group, document), an outlet or agency, or a text that is reprinted.
        role: A voice's description, or "".
        unnamed: The name is only a description ("a senior official").
        masthead: An outlet's full name from an article's metadata, not a short form out of running text.
    """

    name: str
    kind: Literal["voice", "outlet", "text"]
    role: str = ""
    unnamed: bool = False
    masthead: bool = False


SPELLED_ALIKE, GIVEN_ALIKE = 0.8, 0.7
"""From these shares of letters in common on, two names, and two given names, may be one, spelled two ways."""
SMALL_WORDS = frozenset("a an the of for at in to and s us its his her their former".split())
PARTICLES = frozenset("de la le du van von der den bin ibn al el da dos of the".split())
AFTER_NOUN = re.compile(r"\b(?:of|in|with|from|who|at|on|for|to|near|close|familiar|briefed|involved)\b|,")
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Lower-case words without accents, possessives, dots and web endings: "The U.S.'s" -> ("the", "us")."""
    flat = unicodedata.normalize("NFKD", name.replace(APOSTROPHE, "'")).encode("ascii", "ignore").decode()
    flat = re.sub(r"'s\b", "", flat).replace(".com", "").replace(".", "")
    found = re.findall(r"[^\W_]+", flat.casefold())
    return tuple(found or re.findall(r"[^\W_]+", name.casefold()))


_HOST = re.compile(r"(?:https?://)?(?:(?:www\d?|m|mobile|amp|edition|en)\.)*((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/.*)?", re.I)
_COUNTRY = re.compile(r"\.(?:co|com|org|net|ac|gov)\.[a-z]{2}$|\.[a-z]{2,}$")


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """One key for an outlet's spellings: "The NYT" and "New York Times" -> "new york times"; unknown -> "".

    A host name is known by its own label: "https://www.post.example" and "m.post.example" -> "post".
    """
    if host := _HOST.fullmatch(name.strip()):
        name = _COUNTRY.sub("", host.group(1).lower())
    kept = [w for w in words(name) if w != "the"] or list(words(name))
    joined = " ".join(kept)
    return ALIASES.get(joined, joined)


@lru_cache(maxsize=4096)
def telling(name: str) -> tuple[str, ...]:
    """A voice's words without titles: "Gen. John W. Nicholson" -> ("john", "w", "nicholson")."""
    kept = tuple(w for w in words(name) if w not in TITLES)
    return kept or words(name)


def is_document(name: str) -> bool:
    """Whether a voice is a text or an outlet rather than somebody: "a Quinnipiac poll", "The New York Post"."""
    found = words(name)
    return bool(found) and (
        bool(set(found) & DOCUMENTS) or found[-1] in MASTHEAD_WORDS or outlet_key(name) in ALIASES.values()
    )


def likeness(a: Party, b: Party) -> Likeness:
    """How two parties of chains stand to each other, in either order."""
    if a.kind == "text" or b.kind == "text":
        return Likeness.SAME if a.kind == b.kind and a.name == b.name else Likeness.DIFFERENT
    if a.kind == b.kind == "outlet":
        return _outlets(a, b) if a.masthead or b.masthead else max(_outlets(a, b), _named(a, b))
    if a.kind == b.kind:
        if a.unnamed and b.unnamed:
            return _two_unnamed(a.name, b.name)
        if a.unnamed or b.unnamed:
            return _unnamed_and_named(a, b) if a.unnamed else _unnamed_and_named(b, a)
        return _named(a, b)
    voice, outlet = (a, b) if a.kind == "voice" else (b, a)
    if voice.unnamed:
        vague = not outlet.name or set(words(voice.name)) & MEDIA
        return Likeness.UNKNOWN if vague else Likeness.DIFFERENT
    if outlet.masthead:
        return _outlets(voice, outlet)
    # What is between voice and publisher may be a person as well as an outlet.
    if _looks_personal(voice.name, least=1) and _is_body(outlet) and not _is_body(voice):
        return (
            Likeness.UNKNOWN if set(words(voice.role)) & set(words(outlet.name)) - SMALL_WORDS else Likeness.DIFFERENT
        )
    return max(_outlets(voice, outlet), _named(voice, outlet))


def _outlets(a: Party, b: Party) -> Likeness:
    x, y = outlet_key(a.name), outlet_key(b.name)
    if not x or not y:
        # An unknown masthead may be any masthead, another unknown one too.
        return Likeness.UNKNOWN
    if x == y or x.replace(" ", "") == y.replace(" ", ""):
        return Likeness.SAME
    if a.masthead and b.masthead:
        # Two mastheads: different, unless one is the other's host name with more around it.
        hosts = [k for k, party in ((x, a), (y, b)) if _HOST.fullmatch(party.name.strip())]
        return Likeness.UNKNOWN if hosts and _one_holds_the_other(x, y) else Likeness.DIFFERENT
    short, full = sorted((set(x.split()), set(y.split())), key=len)
    return Likeness.UNKNOWN if short < full and short & MASTHEAD_WORDS else Likeness.DIFFERENT


def _one_holds_the_other(x: str, y: str) -> bool:
    short, full = sorted((re.sub(r"[^a-z0-9]", "", x), re.sub(r"[^a-z0-9]", "", y)), key=len)
    return len(short) >= 4 and short in full


def _named(a: Party, b: Party) -> Likeness:
    """How two named voices stand to each other. What no rule tells apart is UNKNOWN.

    Rules that tell apart: two personal names that differ in surname, or in first names that are none of one name's
    forms; two named bodies; a person, whose role is known and has nothing of a body's name, and that body.
    """
    x, y = telling(a.name), telling(b.name)
    if x == y:
        return Likeness.SAME
    if outlet_key(a.name) == outlet_key(b.name) or _acronym(a.name, y) or _acronym(b.name, x):
        return Likeness.SAME
    if not x or not y:
        return Likeness.UNKNOWN
    if set(x) <= set(y) or set(y) <= set(x):
        return Likeness.SAME
    if _speaks_for(a, b) or _speaks_for(b, a):
        return Likeness.UNKNOWN
    bodies = [_is_body(party) for party in (a, b)]
    if all(bodies):
        return Likeness.UNKNOWN if set(x) & set(y) - ORGANISATION_WORDS - MASTHEAD_WORDS else Likeness.DIFFERENT
    if any(bodies):
        person, body = (b, a) if bodies[0] else (a, b)
        return _person_and_body(person, body)
    return _two_people(a, b)


def _two_people(a: Party, b: Party) -> Likeness:
    names = [split_title(party.name)[1] for party in (a, b)]
    x, y = map(telling, names)
    if x[-1] == y[-1]:
        if x[0][0] == y[0][0] and (min(len(x), len(y)) == 1 or min(len(x[0]), len(y[0])) == 1 or x[0] == y[0]):
            return Likeness.SAME  # "R. Tillerson" is "Rex Tillerson"
        one_role = set(words(a.role)) & set(words(b.role)) - SMALL_WORDS
        if one_role or min(len(x), len(y)) == 1 or _may_be_one_given_name(x[0], y[0]):
            return Likeness.UNKNOWN
        return Likeness.DIFFERENT if all(map(_looks_personal, names)) else Likeness.UNKNOWN
    if set(x) & set(y) or SequenceMatcher(None, " ".join(x), " ".join(y)).ratio() >= SPELLED_ALIKE:
        return Likeness.UNKNOWN  # the names' order, or two ways to spell one name in Latin letters
    given = _nicknames()
    alone = [name for name in (x, y) if len(name) == 1 and name[0] in given]  # "Boris" may be anybody's
    personal = all(_looks_personal(name, least=1) for name in names)
    return Likeness.DIFFERENT if personal and not alone else Likeness.UNKNOWN


def _person_and_body(person: Party, body: Party) -> Likeness:
    """A spokesman and whom he speaks for are one; so may be anybody whose role is not known."""
    role = set(words(person.role)) - SMALL_WORDS
    if not role or role & set(words(body.name)) or role & STAFF or not _looks_personal(person.name):
        return Likeness.UNKNOWN
    return Likeness.DIFFERENT


def _speaks_for(person: Party, body: Party) -> bool:
    """Whether a role names whom its bearer speaks for: "a spokesman for Norvia Transit", and Norvia Transit."""
    name = set(words(body.name)) - SMALL_WORDS
    staff = set(words(person.role)) & (STAFF | TITLES | {"manager", "campaign", "head", "lawyer", "aide"})
    return bool(name) and bool(staff) and name <= set(words(person.role)) and not _surname_alone(body)


def _surname_alone(party: Party) -> bool:
    return len(telling(party.name)) == 1 and not party.name.isupper()


def _is_body(party: Party) -> bool:
    """Whether a name is that of a body: it says so, or is all capitals."""
    found = words(party.name)
    acronym = party.name.replace(".", "").isupper() and len(found) == 1 and 2 <= len(party.name.replace(".", "")) <= 6
    return acronym or bool(found and set(found) & ORGANISATION_WORDS) or is_document(party.name)


def _looks_personal(name: str, *, least: int = 2) -> bool:
    """Two (or `least`) to five capitalised words, titles apart, none of which is a body's."""
    parts = [part for part in name.split() if part.lower().strip(".") not in TITLES]
    return (
        least <= len(parts) <= 5
        and not set(words(name)) & ORGANISATION_WORDS
        and all(part[:1].isupper() or part in PARTICLES for part in parts)
    )


def _may_be_one_given_name(one: str, other: str) -> bool:
    return bool(_nicknames().get(one, frozenset()) & _nicknames().get(other, frozenset())) or (
        SequenceMatcher(None, one, other).ratio() >= GIVEN_ALIKE
    )


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[int]]:
    """For each given name the lines of `data/nicknames.txt` in which it stands."""
    lines: dict[str, set[int]] = {}
    text = files("assistant").joinpath("data", "nicknames.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        for name in () if line.startswith("#") else line.split():
            lines.setdefault(name, set()).add(number)
    return {name: frozenset(found) for name, found in lines.items()}


def _acronym(short: str, full: tuple[str, ...]) -> bool:
    """Whether "FBI" can be ("federal", "bureau", "of", "investigation")."""
    letters = short.replace(".", "").removeprefix("the ").removeprefix("The ")
    if not (letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6):
        return False
    small = {"of", "for", "the", "and", "on"}
    return letters.lower() in {"".join(w[0] for w in full), "".join(w[0] for w in full if w not in small)}


def _head(description: str) -> str:
    """The noun a description turns on, singular: "two senior officials in Kabul" -> "official"."""
    before = AFTER_NOUN.split(description, maxsplit=1)[0]
    last = (words(before) or words(description) or ("",))[-1]
    if last == "people":
        return "person"
    return last.removesuffix("s") if len(last) > 3 and not last.endswith("ss") else last


def _capitalised(description: str) -> frozenset[str]:
    """Words that name a person, body, place or party in a description, its first article aside."""
    found = re.findall(r"\b[A-Z][\w'.-]*", description.replace(APOSTROPHE, "'"))
    return frozenset(w for name in found for w in words(name)) - {"a", "an", "the", "one", "two", "some", "senior"}


def _two_unnamed(a: str, b: str) -> Likeness:
    if words(a) == words(b):
        return Likeness.UNKNOWN
    x, y = _capitalised(a), _capitalised(b)
    for broad in (NATIONS, PARTIES):
        if x & broad and y & broad and not x & y & broad:
            return Likeness.DIFFERENT
    if not (x - BROAD and y - BROAD) or x & y:
        return Likeness.UNKNOWN
    one, other = _head(a), _head(b)
    return Likeness.DIFFERENT if one == other or {one, other} <= STAFF else Likeness.UNKNOWN


def _unnamed_and_named(unnamed: Party, named: Party) -> Likeness:
    """A description excludes a named person only where its noun is one that his role does not bear ("a villager")."""
    noun = _head(unnamed.name)
    stems = {w.removesuffix("s") for w in words(named.role) + words(named.name)}
    x, y = _capitalised(unnamed.name), _capitalised(named.role) | _capitalised(named.name)
    if any(x & broad and y & broad and not x & y & broad for broad in (NATIONS, PARTIES)):
        return Likeness.DIFFERENT
    indefinite = words(unnamed.name)[:1] in (("a",), ("an",), ("one",), ("another",))
    other_work = indefinite and named.role and noun not in ANYBODY | TITLES | ORGANISATION_WORDS and noun not in stems
    return Likeness.DIFFERENT if other_work else Likeness.UNKNOWN
