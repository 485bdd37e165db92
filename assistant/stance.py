"""What a voice does with what it is said to hold, on the parse of its sentence: rules that only veto. Pure.

A statement asserts, unless its verb is one of doubt, is negated, or is one of refusing to speak; a denial that is
negated is none. What stands in a condition ("If the strike were illegal, ...") is held by nobody.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from assistant.speech import lemmas
from indexer.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Attitude = Literal["asserts", "denies", "questions", "nothing"]
_CONDITIONS = frozenset("if unless whether".split())


def attitude(doc: "Doc", cue: Sequence[Span], given: Attitude) -> Attitude:
    """What the verb of saying makes of the content.

    Args:
        doc: The sentence, parsed, lemmas included.
        cue: Where its verb of saying stands, in characters of the sentence.
        given: What was read before; it stands where no rule speaks.
    """
    tokens = [token for token in doc if any(span.start <= token.idx < span.end for span in cue)]
    verbs = [token for token in tokens if token.tag_.startswith("VB") or token.lemma_.lower() in lemmas("doubts")]
    if any(token.lemma_.lower() in lemmas("refuses") for token in (*verbs, *(verb.head for verb in verbs))):
        return "nothing"
    for verb in reversed(verbs):
        lemma = verb.lemma_.lower()
        if lemma in lemmas("doubts"):
            return "asserts" if _negated(verb) else "questions"
        if lemma in lemmas("denies"):
            return "nothing" if _negated(verb) else "denies"
        if _negated(verb) and verb.dep_ not in ("aux", "auxpass"):
            return "nothing"
    return given


def conditions(doc: "Doc") -> list[Span]:
    """The conditions of a sentence, in characters: what stands under "if", "unless" or "whether"."""
    return [
        Span(min(t.idx for t in token.head.subtree), max(t.idx + len(t) for t in token.head.subtree))
        for token in doc
        if token.lower_ in _CONDITIONS and token.dep_ in ("mark", "advmod") and token.head is not token
    ]


def _negated(verb: "Token") -> bool:
    """Whether a verb, or the one it depends on as a complement of ability, is negated: "could not confirm"."""
    return sum(child.dep_ == "neg" or child.lower_ in ("never", "nor", "no") for child in verb.children) % 2 == 1
