"""Somebody or something on a chain, and what is known of two of them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, NamedTuple

PartyKind = Literal["person", "body", "group", "outlet", "document", "role", "text", "unknown"]


class Same(IntEnum):
    """How two parties stand to each other."""

    DIFFERENT = 0
    UNKNOWN = 1  # no rule shows that they differ, none that they are one
    SAME = 2


class Verdict(NamedTuple):
    """What was decided of two parties, and the rule that decided it ("" where none did)."""

    same: Same
    why: str = ""


UNKNOWN = Verdict(Same.UNKNOWN)
Bearers = Callable[[str], frozenset[str]]
"""Of a surname: the full names of all who bear it, as far as is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody or something on a chain, as one article gives it.

    Attributes:
        kind: "person" has a name; "role" is one person without ("a senior official"), "group" several or a class;
            "body" is an organisation, named or not; "text" a lineage; "unknown" a name that nothing shows the kind of.
        name: The longest form in its article, without titles; of what has no name its description; "" for an unknown
            publisher.
        named: It has a proper name.
        nouns: Lemmas of the nouns by which it is described ("senator", "spokesman").
        owners: Names of those it belongs to or speaks for: "Clinton" of "Clinton's aides".
        mentions: Every proper name in its description, its own aside.
        members: Names of people counted in ("Trump and Sanders").
        inferred: Its name or its owner is not said with it, but taken from what stands around ("the senator", "aides").
        masthead: An outlet's full name out of an article's metadata, not a short form out of running text.
        article: Where it stands, "" where that does not matter.
    """

    kind: PartyKind
    name: str
    named: bool = True
    nouns: frozenset[str] = frozenset()
    owners: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    inferred: bool = False
    masthead: bool = False
    article: str = ""


class Quoted(NamedTuple):
    """A party with a name, as some article gives it.

    Attributes:
        statements: How many are its own.
        articles: In how many articles.
    """

    party: Party
    statements: int
    articles: int
