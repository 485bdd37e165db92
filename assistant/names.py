"""Whether two names may stand for one voice or one outlet: what is not known to differ counts as one."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
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


AFTER_NOUN = re.compile(r"\b(?:of|in|with|from|who|at|on|for|to|near|close|familiar|briefed|involved)\b|,")
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Lower-case words without accents, possessives, dots and web endings: "The U.S.'s" -> ("the", "us")."""
    flat = unicodedata.normalize("NFKD", name.replace(APOSTROPHE, "'")).encode("ascii", "ignore").decode()
    flat = re.sub(r"'s\b", "", flat).replace(".com", "").replace(".", "")
    found = re.findall(r"[^\W_]+", flat.casefold())
    return tuple(found or re.findall(r"[^\W_]+", name.casefold()))


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """One key for an outlet's spellings: "The NYT" and "New York Times" -> "new york times"; unknown -> ""."""
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
    return max(_outlets(voice, outlet), _named(voice, outlet))


def _outlets(a: Party, b: Party) -> Likeness:
    x, y = outlet_key(a.name), outlet_key(b.name)
    if not x or not y:
        # An unknown masthead may be any masthead, another unknown one too.
        return Likeness.UNKNOWN
    if x == y:
        return Likeness.SAME
    if a.masthead and b.masthead:
        return Likeness.DIFFERENT
    short, full = sorted((set(x.split()), set(y.split())), key=len)
    return Likeness.UNKNOWN if short < full and short & MASTHEAD_WORDS else Likeness.DIFFERENT


def _named(a: Party, b: Party) -> Likeness:
    x, y = telling(a.name), telling(b.name)
    if x == y:
        return Likeness.SAME
    if outlet_key(a.name) == outlet_key(b.name) or _acronym(a.name, y) or _acronym(b.name, x):
        return Likeness.SAME
    if not x or not y:
        return Likeness.UNKNOWN
    if set(x) <= set(y) or set(y) <= set(x):
        return Likeness.SAME
    if len(x) > 1 and len(y) > 1 and x[-1] == y[-1] and x[0][0] == y[0][0]:
        # "R. Tillerson" is "Rex Tillerson"; "Rob" may be "Robert".
        return Likeness.SAME if len(x[0]) == 1 or len(y[0]) == 1 or x[0] == y[0] else Likeness.UNKNOWN
    return Likeness.UNKNOWN if _speaks_for(a, b) or _speaks_for(b, a) else Likeness.DIFFERENT


def _acronym(short: str, full: tuple[str, ...]) -> bool:
    """Whether "FBI" can be ("federal", "bureau", "of", "investigation")."""
    letters = short.replace(".", "").removeprefix("the ").removeprefix("The ")
    if not (letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6):
        return False
    small = {"of", "for", "the", "and", "on"}
    return letters.lower() in {"".join(w[0] for w in full), "".join(w[0] for w in full if w not in small)}


def _speaks_for(person: Party, body: Party) -> bool:
    """Whether the person's role names that organisation: James Comey, "FBI director", and the FBI."""
    name = tuple(w for w in words(body.name) if w not in ("the", "us", "a"))
    organised = set(name) & ORGANISATION_WORDS or (body.name.isupper() and len(body.name) <= 6)
    return bool(organised) and set(name) <= set(words(person.role))


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
    if noun in ANYBODY or noun in stems:
        x, y = _capitalised(unnamed.name), _capitalised(named.role) | _capitalised(named.name)
        excluded = any(x & broad and y & broad and not x & y & broad for broad in (NATIONS, PARTIES))
        return Likeness.DIFFERENT if excluded else Likeness.UNKNOWN
    return Likeness.DIFFERENT
