"""Who did what to whom: whether a sentence gives two names the parts that the claim gives them, or swaps them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from assistant.terms import same_stem, stem

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OBJECT = frozenset(("dobj", "dative", "pobj", "attr", "oprd"))
_BELOW = frozenset(("prep", "ccomp", "xcomp", "advcl", "acl", "relcl", "conj"))
_RECEIVING = frozenset(
    stem(w)
    for w in ("get", "gets", "got", "receive", "received", "obtain", "obtained", "acquire", "acquired", "buy", "bought")
)


def swapped(claim: "Doc", docs: "Sequence[Doc]", first: str, second: str, articles: Sequence[str]) -> list[bool]:
    """Which sentences give two names of the claim each other's parts: Russia arms the Taliban is not the Taliban arms Russia.

    Where an article's sentences that can be read all swap the parts, one that cannot be read proves nothing, and counts as
    swapped.

    Args:
        claim, docs: The claim and the sentences, parsed.
        first, second: Stems of two names of the claim, in its order.
        articles: Of each sentence.
    """
    asked = order(claim, first, second)
    if asked == "unknown":  # in English the doer stands first, but for a passive
        passive = any(token.dep_ in ("auxpass", "nsubjpass") for token in claim)
        asked = "backward" if passive and any(token.dep_ == "agent" for token in claim) else "forward"
    ways = [order(doc, first, second) for doc in docs]
    seen: dict[str, set[str]] = {}
    for article, way in zip(articles, ways, strict=True):
        seen.setdefault(article, set()).add(way)
    opposite = {"forward": "backward", "backward": "forward"}[asked]
    turned = {article for article, told in seen.items() if opposite in told and asked not in told}
    return [
        way != asked and (way != "unknown" or article in turned) for way, article in zip(ways, articles, strict=True)
    ]


def order(doc: "Doc", a: str, b: str) -> Literal["forward", "backward", "unknown"]:
    """Whether the name with stem `a` acts on that with stem `b` ("forward"), the other way, or neither can be told.

    Two names under one verb, one on its subject's side and one on its object's; a passive's agent is a subject.
    """
    if found := _by_or_from(doc, _tokens(doc, a), _tokens(doc, b)):
        return found
    forward = backward = 0
    for x in _tokens(doc, a):
        for y in _tokens(doc, b):
            side_x, side_y = _sides(x), _sides(y)
            for verb in side_x.keys() & side_y.keys():
                if side_x[verb] == "subject" and side_y[verb] == "object":
                    forward += 1
                elif side_x[verb] == "object" and side_y[verb] == "subject":
                    backward += 1
    if forward and not backward:
        return "forward"
    return "backward" if backward and not forward else "unknown"


def _by_or_from(doc: "Doc", a: "list[Token]", b: "list[Token]") -> Literal["forward", "backward"] | None:
    """Who stands behind "by" (supplied weapons by B) or "from" (got weapons from B) acts on who stands before it.

    Read off the phrase alone, as passives with two objects are what the parser takes for something else.
    """
    for preposition in doc:
        verbs = doc[: preposition.i]
        by = preposition.lower_ == "by" and any(token.tag_ in ("VBN", "VBG", "VBD") for token in verbs)
        source = preposition.lower_ == "from" and any(stem(token.lower_) in _RECEIVING for token in verbs)
        if not (by or source):
            continue
        inside = {token.i for token in preposition.subtree}
        behind = [{token.i for token in tokens} & inside for tokens in (a, b)]
        before = [any(token.i < preposition.i for token in tokens) for tokens in (a, b)]
        if behind[1] and not behind[0] and before[0]:
            return "backward"
        if behind[0] and not behind[1] and before[1]:
            return "forward"
    return None


def _tokens(doc: "Doc", wanted: str) -> "list[Token]":
    return [t for t in doc if t.is_alpha and same_stem(stem(t.lower_), wanted)]


def _sides(token: "Token") -> dict[int, str]:
    """For each verb above the token, its side of it: who gives is the subject, however the sentence puts it."""
    out: dict[int, str] = {}
    path: Sequence[Token] = [token, *token.ancestors]
    for child, parent in pairwise(path):
        if not parent.tag_.startswith("VB"):
            continue
        passive = any(c.dep_ in ("auxpass", "agent") for c in parent.children)
        if child.dep_ in ("nsubj", "csubj", "nsubjpass"):
            side = "object" if passive or stem(parent.lower_) in _RECEIVING else "subject"
        elif (
            child.dep_ == "agent"
            or (child.dep_ == "prep" and child.lower_ == "from" and stem(parent.lower_) in _RECEIVING)
            or (passive and child.dep_ == "prep" and child.lower_ == "by")
        ):
            side = "subject"
        elif child.dep_ in _OBJECT or (child.dep_ in _BELOW and child.i > parent.i):
            side = "object"
        else:
            continue
        out[parent.i] = side
    return out
