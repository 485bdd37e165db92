"""What a voice does with what it is said to hold, on the parse of its sentence. Pure.

A statement asserts, unless its verb is one of doubt or of denying, is negated, or is one of refusing to speak;
a denial that is negated is none; who does not think so thinks not so (neg-raising: Horn 1978). What stands in a condition
("If the strike were illegal, ...") is held by nobody.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from indexer.records import Span, Stance
from indexer.speech import lemmas

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Parse = Callable[[list[str]], "list[Doc]"]
_CONDITIONS = frozenset("if unless whether".split())
_BEFORE = 40
"""Characters before a verb of saying in which it may be negated or refused: "declined on Monday to say"."""


def stances(text: str, told: Sequence[tuple[Span, Sequence[Span]]], parse: Parse) -> list[Stance]:
    """The stance of each of an article's attributions.

    Args:
        told: Of each the sentence of its verb of saying, and where that verb stands; no verb asserts.
        parse: Parses sentences, lemmas included. Only those are given to it in which more than assertion is thinkable.
    """
    doubtful = [n for n, (sentence, cue) in enumerate(told) if cue and _may_not_assert(text, sentence, cue)]
    docs = parse([told[n][0].of(text) for n in doubtful])
    found: list[Stance] = ["asserts"] * len(told)
    for n, doc in zip(doubtful, docs, strict=True):
        sentence, cue = told[n]
        found[n] = attitude(doc, [Span(s.start - sentence.start, s.end - sentence.start) for s in cue])
    return found


def attitude(doc: "Doc", cue: Sequence[Span]) -> Stance:
    """What the verb of saying makes of the content.

    Args:
        doc: The sentence, parsed, lemmas included.
        cue: Where its verb of saying stands, in characters of the sentence.
    """
    tokens = [token for token in doc if any(span.start <= token.idx < span.end for span in cue)]
    verbs = [token for token in tokens if token.tag_.startswith("VB") or token.lemma_.lower() in lemmas("doubts")]
    if any(
        token.lemma_.lower() in lemmas("refuses")
        for token in (*verbs, *(v.head for v in verbs if v.dep_ in ("xcomp", "ccomp")))
    ):
        return "nothing"
    for verb in reversed(verbs):
        lemma = verb.lemma_.lower()
        if lemma in lemmas("doubts"):
            return "asserts" if _negated(verb) or _asks_to(verb) else "questions"
        if lemma in lemmas("denies") or any(
            f"{lemma}-{child.lemma_.lower()}" in lemmas("denies") for child in verb.children
        ):
            return "nothing" if _negated(verb) else "denies"
        if _negated(verb) and verb.dep_ not in ("aux", "auxpass"):
            return "denies" if lemma in lemmas("raises") else "nothing"
    return "asserts"


def conditions(doc: "Doc") -> list[Span]:
    """The conditions of a sentence, in characters: what stands under "if", "unless" or "whether"."""
    return [
        Span(min(t.idx for t in token.head.subtree), max(t.idx + len(t) for t in token.head.subtree))
        for token in doc
        if token.lower_ in _CONDITIONS and token.dep_ in ("mark", "advmod") and token.head != token
    ]


def _may_not_assert(text: str, sentence: Span, cue: Sequence[Span]) -> bool:
    start = max(sentence.start, min(s.start for s in cue) - _BEFORE)
    return bool(_telling().search(text, start, max(s.end for s in cue)))


@cache
def _telling() -> "re.Pattern[str]":
    """Negations, and the beginnings of all forms of the lemmas that are looked for ("deny", "denied")."""
    listed = {lemma.partition("-")[0] for sense in ("denies", "doubts", "refuses") for lemma in lemmas(sense)}
    stems = sorted({lemma[: max(3, min(len(lemma) - 1, 5))] for lemma in listed})
    return re.compile(rf"\b(?:not|never|nor|no|cannot)\b|n[’']t\b|\b(?:{'|'.join(stems)}|took)", re.I)


def _negated(verb: "Token") -> bool:
    """Whether a verb, or the one it depends on as a complement of ability, is negated: "could not confirm"."""
    negations = [c for c in verb.children if c.dep_ == "neg" or c.lower_ in ("never", "nor", "no") or _no_longer(c)]
    return len(negations) % 2 == 1


def _asks_to(verb: "Token") -> bool:
    """Whether something is asked for ("asked for calm", "asked the council to close it"), which is no question."""
    done = [child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "advcl")]
    return any(part.tag_ == "TO" for child in done for part in child.children) or any(
        child.dep_ == "prep" and child.lower_ == "for" and verb.pos_ == "VERB" for child in verb.children
    )


def _no_longer(token: "Token") -> bool:
    return token.lower_ == "longer" and any(child.lower_ == "no" for child in token.children)
