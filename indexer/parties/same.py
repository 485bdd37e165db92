"""The one way to compare two parties: SAME, DIFFERENT, or, where no rule decides, UNKNOWN. Pure.

Each rule has a name, which is the verdict's `why`; the first that decides, decides. What no rule decides counts as one,
so that a rule for DIFFERENT must be sure. What makes one is here, what tells apart in `indexer.parties.apart`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from indexer.parties import apart
from indexer.parties.personal import is_short_of, name_words, same_name
from indexer.parties.records import UNKNOWN, Bearers, Party, Same, Verdict
from indexer.parties.rulings import NOTHING, Rulings
from indexer.parties.surnames import Surnames
from indexer.parties.traits import (
    any_meet,
    are_one,
    holds_the_other,
    is_called,
    is_person,
    is_proper,
    looks_personal,
    principals,
    speakers,
)
from indexer.parties.words import acronym, classes_of, is_host, outlet_key, telling, words

Rule = Callable[[Party, Party], Verdict | None]


def nobody(_: str) -> frozenset[str]:
    """Of no surname is it known who bears it."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares the parties of one index: as its reader rules, else by the rules.

    Attributes:
        bearers: Who bears a surname in the index.
        rulings: What the reader rules.
    """

    bearers: Bearers = nobody
    rulings: Rulings = NOTHING

    def __call__(self, a: Party, b: Party) -> Verdict:
        """How two parties stand to each other, in either order."""
        return self.rulings.verdict(a, b) or same(a, b, self.bearers)

    def beside(self, people: Iterable[Party]) -> "Comparer":
        """The same, with more bearers of surnames known."""
        here, before = Surnames(), self.bearers
        here.add(people)
        return replace(self, bearers=lambda surname: before(surname) | here.bearers(surname))


def same(a: Party, b: Party, bearers: Bearers = nobody) -> Verdict:
    """How two parties stand to each other, in either order.

    Args:
        bearers: Who bears a surname in the corpus; what tells whether a bare "Clinton" can only be one person.
    """
    if "text" in (a.kind, b.kind):
        is_one = a.kind == b.kind and a.name == b.name
        return Verdict(Same.SAME, "one text") if is_one else Verdict(Same.DIFFERENT, "a text is nobody else")
    if not a.name or not b.name:
        return UNKNOWN  # an unknown masthead may be any masthead
    if a.masthead or b.masthead:
        return _masthead(a, b) if a.masthead else _masthead(b, a)
    one_name: Rule = partial(_one_name, bearers=bearers)
    for rule in (_counted_in, _speaks_for, one_name, _one_principal, _own_document, *apart.RULES):
        for one, other in ((a, b), (b, a)):
            verdict = rule(one, other)
            if verdict is not None:
                return _unless_mentioned(_unless_inferred(verdict, a, b), a, b)
    return UNKNOWN


def _unless_inferred(verdict: Verdict, a: Party, b: Party) -> Verdict:
    """What was taken from what stands around may be wrong: it makes nobody one, and two such are not told apart."""
    guesses = a.inferred + b.inferred if a.article != b.article else 0
    return UNKNOWN if guesses > (0 if verdict.same == Same.SAME else 1) else verdict


def _unless_mentioned(verdict: Verdict, a: Party, b: Party) -> Verdict:
    """Who is named in the other's own description may be the one described: "“Orange” star Selenis Leyva"."""
    if verdict.same != Same.DIFFERENT or not (a.named and b.named) or "person" not in (a.kind, b.kind):
        return verdict
    named = any(words(m) == words(y.name) for x, y in ((a, b), (b, a)) for m in x.mentions)
    return UNKNOWN if named else verdict


def _masthead(outlet: Party, other: Party) -> Verdict:
    x, y = outlet_key(outlet.name), outlet_key(other.name)
    if x == y or x.replace(" ", "") == y.replace(" ", ""):
        return Verdict(Same.SAME, "one masthead")
    if other.masthead:
        # Two mastheads: different, unless one is the other's host name with more around it.
        hosts = is_host(outlet.name) or is_host(other.name)
        return UNKNOWN if hosts and _holds(x, y) else Verdict(Same.DIFFERENT, "two mastheads")
    if not other.named:
        media = other.kind == "outlet" or other.nouns & (classes_of("work.txt")["press"] | {"medium", "media"})
        unsure = media or any_meet(other.owners, (outlet.name,))
        return UNKNOWN if unsure else Verdict(Same.DIFFERENT, "a masthead, and somebody described")
    if other.kind == "person":
        unsure = any(holds_the_other(name, outlet.name) for name in (*other.owners, *other.mentions))
        return UNKNOWN if unsure else Verdict(Same.DIFFERENT, "a masthead, and a person")
    short, full = sorted((set(x.split()), set(y.split())), key=len)
    part = short < full and short & classes_of("kinds.txt")["masthead"]
    return UNKNOWN if part else Verdict(Same.DIFFERENT, "a masthead, and another name")


def _holds(x: str, y: str) -> bool:
    short, full = sorted(("".join(x.split()), "".join(y.split())), key=len)
    return len(short) >= len("post") and short in full


def _counted_in(a: Party, b: Party) -> Verdict | None:
    """Somebody beside a group that names him: "Edwards and others"."""
    if not a.members:
        return None
    theirs = (b.name, *b.members) if b.named else b.members
    if any(same_name(x, y).same != Same.DIFFERENT for x in a.members for y in theirs):
        one = len(a.members) == 1 and b.kind == "person" and is_called(a.members[0], b)
        return Verdict(Same.SAME, "somebody, and people around him") if one else UNKNOWN
    lists = len(a.members) > 1 and (b.kind == "person" or len(b.members) > 1)
    return Verdict(Same.DIFFERENT, "none of those named") if lists else None


def _speaks_for(a: Party, b: Party) -> Verdict | None:
    """Spokesmen, lawyers, campaigns of somebody; directors and officials of a body."""
    if not b.named or "former" in a.nouns or not a.nouns & _who_speaks_for(a, b):
        return None
    return Verdict(Same.SAME, "the one speaks for the other") if any(is_called(o, b) for o in a.owners) else None


def _who_speaks_for(a: Party, b: Party) -> frozenset[str]:
    nouns = speakers()
    if b.kind != "body" or a.kind in ("group", "role"):
        nouns |= speakers(also="for a candidate")
    if b.kind in ("body", "outlet"):
        nouns |= speakers(also="for a body")
    return nouns


def _one_name(a: Party, b: Party, bearers: Bearers) -> Verdict | None:
    if not (a.named and b.named):
        return None
    if is_person(a) and is_person(b):
        return _two_people(a, b, bearers)
    if words(a.name) == words(b.name) or outlet_key(a.name) == outlet_key(b.name):
        return Verdict(Same.SAME, "one name")
    if "person" in (a.kind, b.kind):
        return None
    if acronym(a.name, b.name):
        return Verdict(Same.SAME, "a name and its initials")
    x, y = telling(a.name), telling(b.name)
    return Verdict(Same.SAME, "a short form of the name") if x and x < y and a.kind == b.kind else None


def _two_people(a: Party, b: Party, bearers: Bearers) -> Verdict | None:
    if is_short_of(a.name, b.name):
        # In its article the longest form is taken already; what is bare there is somebody else, or not known.
        full = bearers(name_words(a.name)[-1])
        others = [name for name in full if same_name(name, b.name).same != Same.SAME]
        return Verdict(Same.SAME, "the only one of that surname") if full and not others else UNKNOWN
    if is_short_of(b.name, a.name):
        return None  # the other way round
    if len(name_words(a.name)) == 1 and name_words(a.name) == name_words(b.name):
        alone = a.article == b.article and len(_people(bearers(name_words(a.name)[-1]))) <= 1
        return Verdict(Same.SAME, "the only one of that surname") if alone else UNKNOWN
    verdict = same_name(a.name, b.name)
    if verdict.same == Same.DIFFERENT and a.nouns & b.nouns and name_words(a.name)[-1] == name_words(b.name)[-1]:
        return UNKNOWN  # of one surname and one office
    unsure = "unknown" in (a.kind, b.kind) and not (looks_personal(a) and looks_personal(b))
    return None if verdict.same == Same.DIFFERENT and unsure else verdict


def _people(names: Iterable[str]) -> list[str]:
    """Names of which no two can be one person's."""
    kept: list[str] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        if all(same_name(name, other).same == Same.DIFFERENT for other in kept):
            kept.append(name)
    return kept


def _one_principal(a: Party, b: Party) -> Verdict | None:
    """A campaign and its aides, twice a campaign: both speak for one whom both name."""
    nouns = speakers(also="for a candidate")
    if (a.named and b.named) or not (a.nouns & nouns and b.nouns & nouns):
        return None
    if "campaign" not in a.nouns | b.nouns | set(a.owners) | set(b.owners):
        return None
    one = any(are_one(x, y) for x in principals(a) for y in principals(b))
    return Verdict(Same.SAME, "both speak for the same") if one else None


def _own_document(a: Party, b: Party) -> Verdict | None:
    """A poll beside the outlet that took it, a report beside the body it is of."""
    if a.kind != "document" or b.kind not in ("outlet", "body") or not b.named:
        return None
    own = any(is_called(o, b) for o in a.owners if is_proper(o))
    return Verdict(Same.SAME, "a document, and whose it is") if own else None
