"""Reads a source, as printed, as a party: its head, its name, its description, whom it belongs to.

A parse decides, no pattern: the parser and its names (spaCy's) read the phrase as the subject of "said", as it is.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from indexer.parties.personal import PARTICLES, titles_of, without_title
from indexer.parties.records import PartyKind
from indexer.parties.words import classes_of, is_host, is_known_outlet
from indexer.statements.given import is_given

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

BELONGS = frozenset("of for from with at in to by on under".split())
LONGEST_INITIALS = len("UNICEF")
BESIDE = ("nsubj", "nsubjpass", "appos", "dep", "nmod")
PROPER = frozenset("PERSON ORG GPE NORP FAC LOC PRODUCT WORK_OF_ART EVENT LAW".split())


class Phrase(NamedTuple):
    """What a source phrase says of who it is.

    Attributes:
        kind: See `Party`.
        name: The proper name in it, without titles; "" where it has none.
        nouns: Lemmas of the nouns by which it is described.
        owners: Proper names, or possessive pronouns, on which its head noun hangs.
        mentions: All other proper names in it.
        members: Names of the people that it lists.
        definite: It begins with "the", or nothing but a noun: what it means was named before.
    """

    kind: PartyKind
    name: str
    nouns: frozenset[str]
    owners: tuple[str, ...]
    mentions: tuple[str, ...]
    members: tuple[str, ...]
    definite: bool


def sentence_of(source: str) -> str:
    """What the parser is given for a source: "the Clinton campaign" -> "the Clinton campaign said ."."""
    return " ".join(source.split()).strip(' ,.;:-–—"“”') + " said ."


def read(doc: "Doc") -> Phrase:
    """The reading of a parsed `sentence_of` a source."""
    tokens = [t for t in doc[:-2] if not t.is_space]
    entities = [e for e in doc.ents if e.end <= len(doc) - 2]
    head = _head(doc, tokens)
    if head is None:
        return Phrase("unknown", "", frozenset(), (), (), (), False)
    entities = [e for e in entities if e.label_ in PROPER]
    people = [e for e in entities if e.label_ == "PERSON" and not _is_possessive(e)]
    listed = _listed(head, people)
    name = _name_of(head, tokens, people, entities, listed)
    indefinite = tokens[0].lower_ in ("a", "an", "one", "another", "some")
    if len(listed) > 1 or (name is not None and indefinite and _is_of_body_nouns(name)):
        name = None  # "a new super PAC" has none
    heads = _describing(head, name)
    nouns = frozenset(lemma for t in heads for lemma in _nouns(t))
    if name is not None:  # "Alderman William D. Burns"
        nouns |= frozenset(w for w in titles_of(name.text) if w not in _HONORIFICS and len(w) > 2)
    own = set(range(name.start, name.end)) if name is not None else set()
    hung = _hanging(heads, head, own)
    others = [e for e in entities if not set(range(e.start, e.end)) & own]
    owners = tuple(dict.fromkeys(_owner_text(t, entities) for t in hung))
    mentions = tuple(dict.fromkeys(_bare(e) for e in others))
    kind = _kind(head, name, heads, listed)
    return Phrase(
        kind,
        without_title(_bare(name))
        if name is not None and kind == "person"
        else _bare(name)
        if name is not None
        else "",
        nouns,
        owners,
        mentions,
        tuple(_bare(p) for p in (listed if len(listed) > 1 or kind == "group" else ())),
        tokens[0].lower_ in ("the", "this", "that") or (len(tokens) == 1 and head.pos_ == "NOUN"),
    )


def _nouns(token: "Token") -> "Iterator[str]":
    lemma = token.lemma_.lower().strip(".").replace("%", "percent")
    if (
        token.pos_ not in ("NOUN", "PROPN", "VERB")
        or len(lemma) < 3
        or not lemma.replace("-", "").isalpha()
        or lemma in _HONORIFICS
    ):
        return
    yield lemma
    if any(c.lower_ in _PAST for c in token.children):
        yield "former"


def _head(doc: "Doc", tokens: "list[Token]") -> "Token | None":
    said = doc[len(doc) - 2]
    subjects = [t for t in said.children if t.dep_ in ("nsubj", "nsubjpass") and t.i < said.i]
    if subjects:
        # Of "the nominee, Donald Trump, said" the parser may take both for subjects: the first is the head.
        return subjects[0]
    nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
    inside = set(nouns)
    return next((t for t in nouns if t.head not in inside or t.dep_ == "ROOT"), nouns[0] if nouns else None)


def _listed(head: "Token", people: "list[Span]") -> "list[Span]":
    """The people of a list: "Chaffetz and Rep. Bob Goodlatte", or behind "the two Republicans,"."""
    joined = {head, *head.conjuncts}
    for t in [c for c in head.children if c.dep_ == "appos"]:
        joined |= {t, *t.conjuncts}
    among = [p for p in people if p.root in joined]
    held = {t for p in among for t in p}
    if among:  # beside a name, what is capitalised is one
        among += [t.doc[t.i : t.i + 1] for t in (head, *head.conjuncts) if t.tag_ == "NNP" and t not in held]
    alone = len(among) == 1 and not any(t.pos_ in ("NOUN", "PRON") and t.tag_ != "NNP" for t in head.conjuncts)
    return [] if alone else sorted(among, key=lambda p: p.start)


def _name_of(
    head: "Token", tokens: "list[Token]", people: "list[Span]", entities: "list[Span]", listed: "list[Span]"
) -> "Span | None":
    doc = head.doc
    if any(t.pos_ in ("NOUN", "PRON") for t in head.conjuncts) and not listed:
        return None  # "White House and Pentagon spokesmen"
    if people and people[0].start == 0 and not listed and people[0].root.dep_ not in ("poss", "compound", "amod"):
        return people[0]
    if people and people[-1].end == len(doc) - 2 and head.tag_ == "NN" and people[-1].root.dep_ in BESIDE:
        return people[-1]  # "Concord resident Whit Symms"
    first = entities[0] if entities and not listed else None
    if first is not None and first.label_ == "ORG" and first.end < head.i and _opens(first):
        return first  # "America Rising, a conservative committee": the parser may take the committee for the head
    for e in entities:
        if e.start <= head.i < e.end:
            return None if e.label_ == "NORP" else e
    if head.pos_ == "PROPN" and head.ent_type_ == "" and head.text[:1].isupper():
        return _unlabelled(head, tokens)
    if head.tag_ in ("NN", "NNP") and not listed:
        # "the presumptive nominee, Donald Trump": the name stands beside it.
        beside = [p for p in people if p.start > head.i and _mark_before(p)]
        kinds = classes_of("kinds.txt")
        of_people = head.lemma_.lower() not in kinds["document"] | kinds["body"] | kinds["outlet"]
        named = entities if of_people else people  # a surname that the model does not know is a body to it
        beside += [e for e in named if e.root.dep_ == "appos" and e.root.head == head and e.label_ in ("PERSON", "ORG")]
        return beside[0] if beside else None
    return None


def _opens(name: "Span") -> bool:
    """Whether a name opens a phrase, and a description with an article stands behind its comma."""
    doc, start = name.doc, 1 if name.doc[0].lower_ == "the" else 0
    return name.start <= start and doc[name.end].text == "," and doc[name.end + 1].lower_ in ("a", "an", "the")


def _unlabelled(head: "Token", tokens: "list[Token]") -> "Span | None":
    """A name that the parser takes for one, of a kind that it does not know."""
    doc, start = head.doc, head.i
    while start > 0 and doc[start - 1].head == head and _is_of_name(doc[start - 1]):
        start -= 1
    if start == 0 and len(tokens) > 1 and tokens[0].lower_ == "the":
        start += 1
    name = doc[start : head.i + 1]
    offices = classes_of("offices.txt")
    is_title = name[-1].lower_ in offices["office"] | offices["alike"]  # "the US Secretary of State"
    many = start > 0 and head.tag_ == "NNPS"  # "many Latinos" are a class
    return None if is_title or many else name


def _is_of_body_nouns(name: "Span") -> bool:
    return all(t.lower_ in classes_of("kinds.txt")["body"] for t in name)


def _is_of_name(token: "Token") -> bool:
    return (token.dep_ == "compound" and token.text[:1].isupper()) or token.lower_ in PARTICLES


def _describing(head: "Token", name: "Span | None") -> "list[Token]":
    """The nouns that say what the party is: its head, where the name is not; what stands beside the name or before."""
    if name is None or not name.start <= head.i < name.end:
        heads = [t for t in (head, *head.conjuncts) if t.pos_ == "NOUN" or (t is head and t.ent_type_ != "PERSON")]
        # "27 percent of voters": what is counted.
        counted = [
            o for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj"
        ]
        return heads + (counted if head.lower_ in _SEVERAL or head.like_num else [])
    found = [
        t
        for t in head.children
        if t.dep_ == "appos" and t.pos_ in ("NOUN", "PROPN") and not name.start <= t.i < name.end
    ]
    for t in list(found):
        found += [c for c in t.conjuncts if c.pos_ in ("NOUN", "PROPN")]
    # "Clinton campaign manager Robby Mook": the last noun before the name.
    before = head.doc[name.start - 1] if name.start > 0 else None
    if before is not None and before.pos_ in ("NOUN", "PROPN") and before.ent_type_ not in ("PERSON", "GPE"):
        found.append(before)
    for clause in (c for c in head.children if c.dep_ == "relcl"):
        found += [c for c in clause.children if c.dep_ == "attr" and c.pos_ == "NOUN"]
        found += [clause] if clause.lemma_ in ("lead", "head", "run", "manage", "represent") else []
    return found


def _hanging(heads: "list[Token]", head: "Token", own: set[int]) -> "list[Token]":
    """Tokens on which the description hangs: possessors, nouns put before, objects of "of" and "for"."""
    found: list[Token] = []
    queue = list(heads)
    if head not in queue and not own:
        queue.append(head)
    for t in queue:
        for c in t.children:
            if c.i in own:
                continue
            if (
                c.dep_ in ("poss", "compound", "nmod", "amod")
                and (c.pos_ in ("PROPN", "PRON", "NOUN") or c.ent_type_ or c.tag_ == "WP$")
            ) or (c.dep_ == "dobj" and t.pos_ == "VERB"):
                found.append(c)
            elif c.dep_ == "prep" and c.lower_ in BELONGS:
                found += [o for o in c.children if o.dep_ == "pobj"]
    # The nouns between an owner and the head: "Clinton campaign manager", "the State Department's inspector general".
    for t in list(found):
        found += [c for c in t.children if c.dep_ in ("poss", "compound") and c.i not in own]
        found += [
            o
            for c in t.children
            if c.dep_ == "prep" and c.lower_ in ("of", "for")
            for o in c.children
            if o.dep_ == "pobj"
        ]
        found += [o for o in t.conjuncts if o.pos_ == "PROPN"]
    if not heads:  # "Phil Musser of IMGE"
        found += [
            o for c in head.children if c.dep_ == "prep" and c.lower_ in BELONGS for o in c.children if o.dep_ == "pobj"
        ]
    return [t for t in dict.fromkeys(found) if t.i not in own and t.ent_type_ not in _COUNTS]


def _owner_text(token: "Token", entities: "list[Span]") -> str:
    for e in entities:
        if e.start <= token.i < e.end:
            return _bare(e)
    # A surname that ends in "s" is lemmatised as a plural ("Sanders aides"): what is printed tells.
    return token.text if token.pos_ in ("PROPN", "PRON") or token.text[:1].isupper() else token.lemma_.lower()


def _bare(name: "Span") -> str:
    text = name.text.strip(" ,.;:'’\"“”")
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return text.removeprefix("the ").removeprefix("The ").strip()


def _is_possessive(name: "Span") -> bool:
    following = name.doc[name.end] if name.end < len(name.doc) else None
    whose = name.root.dep_ == "poss" and name.root.head.i >= name.end
    return whose and following is not None


def _kind(head: "Token", name: "Span | None", heads: "list[Token]", listed: "list[Span]") -> PartyKind:
    if len(listed) > 1:
        return "group"
    if name is not None and (is_known_outlet(_bare(name)) or is_host(name.text) or _is_masthead(name)):
        return "outlet"
    joined = any(t.pos_ in ("NOUN", "PRON") for t in head.conjuncts)
    if (
        name is not None
        and _opens(name)
        and name.label_ == "ORG"
        and not {t.lemma_.lower() for t in heads} & people_nouns()
    ):
        return "body"
    if name is not None and (name.root.ent_type_ == "PERSON" or not name.start <= head.i < name.end):
        return "group" if listed or joined else "person"
    return _kind_of_noun(head) or (_kind_of_name(name, heads) if name is not None else _kind_of_number(head))


def _is_masthead(name: "Span") -> bool:
    """Whether it ends as papers' names do, behind nobody's given name: "Northbridge Courier", but not "Bill Press"."""
    return len(name) > 1 and name[-1].lower_ in classes_of("kinds.txt")["masthead"] and not is_given(name[0].text)


def _kind_of_noun(head: "Token") -> PartyKind | None:
    kinds, lemma = classes_of("kinds.txt"), head.lemma_.lower()
    if lemma in kinds["document"]:
        return "document"
    if head.conjuncts:
        return "group"
    if lemma in kinds["outlet"]:
        return "outlet"
    return "body" if lemma in kinds["body"] else None


def _kind_of_name(name: "Span", heads: "list[Token]") -> PartyKind:
    bodies = classes_of("kinds.txt")["body"]
    the = name.start > 0 and name.doc[name.start - 1].lower_ == "the"
    if (
        the
        or any(t.lemma_.lower() in bodies for t in name)
        or (name.text.isupper() and len(name.text) <= LONGEST_INITIALS)
    ):
        return "body"
    if {t.lower_ for t in name} & classes_of("kinds.txt")["masthead"]:
        return "outlet"
    titled = name[0].lower_.strip(".") in _HONORIFICS or {t.lemma_.lower() for t in heads} & people_nouns()
    return "person" if titled else "unknown"  # the small model takes a bare surname for an organisation as often as not


def people_nouns() -> frozenset[str]:
    """Nouns that say what a person does, and no body is called by."""
    return frozenset().union(*classes_of("work.txt").values()) - classes_of("kinds.txt")["body"]


def _kind_of_number(head: "Token") -> PartyKind:
    many = head.tag_ in ("NNS", "NNPS", "CD") or head.lower_ in ("they", "them", "we", "these", "those")
    if many or head.ent_type_ in ("PERCENT", "CARDINAL") or head.lower_ in _SEVERAL:
        return "group"
    return "unknown" if head.pos_ == "PRON" else "role"


def _mark_before(name: "Span") -> bool:
    """Whether a comma or a dash stands before a name, or before its title."""
    before = [name.doc[i] for i in range(max(0, name.start - 2), name.start)]
    return any(t.text in (",", "-", "–", "—") for t in before[-1:]) or (
        len(before) == 2 and before[0].text in (",", "-", "–", "—") and before[1].tag_ == "NNP"
    )


_COUNTS = frozenset("DATE TIME CARDINAL ORDINAL PERCENT MONEY QUANTITY".split())
_PAST = frozenset("former ex onetime one-time then longtime-former".split())
_HONORIFICS = frozenset("mr mrs ms miss dr sir lady dame lord".split())
_SEVERAL = frozenset(
    "% percent many most some few several all both others everyone nobody anyone none majority public third half "
    "quarter one people community side neither proportion share number handful rest crowd those".split()
)
