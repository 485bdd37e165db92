"""The rules by which two parties, at least one of them without a proper name, differ. Pure.

They say so where both are known: a document and somebody it is not of, people of two nations or political parties, of
two principals, bodies of two names, a person and a body that his description does not name, two kinds of work.
"""

from indexer.parties.records import UNKNOWN, Party, Same, Verdict
from indexer.parties.traits import (
    any_meet,
    described_by,
    holds_the_other,
    initials,
    is_person,
    is_press,
    is_proper,
    looks_personal,
    may_be_both,
    meet,
    principals,
    proper_names,
    share_a_name,
    speakers,
    work_of,
)
from indexer.parties.words import acronym, classes_of, wholes, words


def _document_beside(a: Party, b: Party) -> Verdict | None:
    if a.kind != "document":
        return None
    if b.kind == "document":
        return _two_documents(a, b)
    if any(holds_the_other(x, y) for x in proper_names(a) for y in proper_names(b)):
        return UNKNOWN
    if (b.kind == "unknown" and not b.named) or (not (a.owners or a.mentions) and a.article == b.article):
        return None  # "the report" may be theirs
    return Verdict(Same.DIFFERENT, "a document, and somebody it is not of")


def _two_documents(a: Party, b: Party) -> Verdict:
    x, y = proper_names(a), proper_names(b)
    counts = (a.nouns | b.nouns) & classes_of("kinds.txt")["count"]
    if not counts and any(is_press(p) and meet(p, q) for p in x for q in y):
        return Verdict(Same.SAME, "pieces of one paper")
    if any(acronym(p, q) for p in x for q in _runs(b)) or any(acronym(p, q) for p in y for q in _runs(a)):
        return UNKNOWN
    if x and y and not share_a_name(a, b):
        return Verdict(Same.DIFFERENT, "documents of different makers")
    if a.article == b.article:
        one = a.nouns == b.nouns and a.nouns & {"report", "poll"}
        return Verdict(Same.SAME, "one document, named twice") if one else UNKNOWN
    if a.nouns and b.nouns and not a.nouns & b.nouns and not share_a_name(a, b):
        return Verdict(Same.DIFFERENT, "documents of two sorts")
    return UNKNOWN


def _runs(p: Party) -> list[str]:
    """Every two and three words of a description, one after another: "inspector general" may be "IG"."""
    held = words(p.name)
    return [" ".join(held[i : i + n]) for n in (2, 3) for i in range(len(held) - n + 1)]


def _other_whole(a: Party, b: Party) -> Verdict | None:
    """Of two nations, of two political parties."""
    if a.named and b.named:
        return None
    x, y = described_by(a), described_by(b)
    for whole in wholes():
        mine, theirs = ({name for word, name in whole.items() if word in held} for held in (x, y))
        if mine and theirs and not mine & theirs:
            return Verdict(Same.DIFFERENT, "of two nations, or of two political parties")
    return None


def _other_principal(a: Party, b: Party) -> Verdict | None:
    """Aides, supporters or a campaign of somebody, beside those of another, or beside another who is nobody's aide."""
    attached = speakers(also="for a candidate") | speakers(also="belongs")
    mine = principals(a)
    if a.named or not mine or not a.nouns & attached:
        return None
    if b.named and (b.kind == "person" or (b.kind == "unknown" and b.nouns)):
        if any_meet(mine, (b.name, *b.owners, *b.mentions)) or b.nouns & set(a.owners):
            return UNKNOWN  # "the Texas senator's allies" may be those of the senator
        staff = a.nouns & (classes_of("work.txt")["staff"] | {"campaign"})
        return Verdict(Same.DIFFERENT, "somebody's people, and another person") if staff or b.nouns else None
    theirs = principals(b)
    if b.named or not theirs or not b.nouns & attached or any_meet(mine, theirs):
        return None
    return Verdict(Same.DIFFERENT, "people of two principals")


def _two_bodies(a: Party, b: Party) -> Verdict | None:
    if {a.kind, b.kind} - {"body", "outlet", "unknown"}:
        return None
    if any(p.kind == "unknown" and (not p.named or looks_personal(p)) for p in (a, b)):
        return None
    if share_a_name(a, b):
        return UNKNOWN
    x, y = ([p.name] if p.named else principals(p) for p in (a, b))
    return Verdict(Same.DIFFERENT, "bodies of two names") if x and y else None


def _person_and_body(a: Party, b: Party) -> Verdict | None:
    """A person whose description is known and names nothing of the body."""
    person = a.kind == "person" or (b.kind == "outlet" and is_person(a))
    if not person or b.kind not in ("body", "outlet") or not a.named:
        return None
    if share_a_name(a, b) or any(initials(b.name, m) for m in (*a.owners, *a.mentions)):
        return UNKNOWN
    if b.kind == "outlet":
        return Verdict(Same.DIFFERENT, "a person, and an outlet that is not in his description")
    if a.nouns & speakers(also="for a body") and not principals(a):
        return UNKNOWN  # "a spokesman", of what is not said
    whose = b.named or any(is_proper(o) for o in b.owners)
    return Verdict(Same.DIFFERENT, "a person, and a body that is not in his description") if a.nouns and whose else None


def _other_affiliation(a: Party, b: Party) -> Verdict | None:
    """A person of a body, and people who are said to be of another."""
    if a.kind != "person" or not a.named or not a.nouns or b.named or b.kind not in ("role", "group"):
        return None
    mine, theirs = principals(a), principals(b)
    if not mine or not theirs or any_meet((a.name, *mine, *a.mentions), (*theirs, *b.mentions)):
        return None
    return Verdict(Same.DIFFERENT, "of two bodies")


def _other_work(a: Party, b: Party) -> Verdict | None:
    """Who is only said to do one thing, beside who is only said to do another."""
    x, y = work_of(a), work_of(b)
    if (a.named and b.named) or not x or not y or x & y:
        return None
    if any(frozenset((p, q)) in may_be_both() for p in x for q in y):
        return None
    if share_a_name(a, b) and "voter" not in x | y:
        return UNKNOWN
    return Verdict(Same.DIFFERENT, "of two kinds of work")


RULES = (
    _document_beside,
    _other_whole,
    _other_principal,
    _two_bodies,
    _person_and_body,
    _other_affiliation,
    _other_work,
)
