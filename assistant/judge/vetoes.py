"""Rules that only veto: each says of a statement that the judge took for an assertion or a denial that it is none. Pure.

Whatever they do not see stays as it was judged. Each has its table of cases in `tests/cases/vetoes.tsv`.
"""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.judge.mentions import Name, mentioned
from assistant.stance import conditions
from assistant.terms import content_words, holds, stem, stems, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SPEAKER = frozenset("i me my mine myself we us our ours ourselves you your yours".split())
_NUMERALS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty".split()
    )
    if n > 1
} | {"thirty": "30", "forty": "40", "fifty": "50"}


def other_figures(claim: str, said: str, around: str) -> bool:
    """Whether claim and statement both give figures and share none, in its surroundings either."""
    wanted = figures(claim)
    return bool(wanted and figures(said) and not wanted & figures(around))


def figures(text: str) -> set[str]:
    """Figures without separators, whether printed as digits or as words ("one" is mostly no number)."""
    told = words(text)
    return {w.replace(",", "").rstrip(".") for w in told if w[0].isdigit()} | {
        _NUMERALS[w.lower()] for w in told if w.lower() in _NUMERALS
    }


def lacks_a_name(names: Collection[Name], near: Collection[str]) -> bool:
    """Whether one of the claim's names stands nowhere near the statement.

    Args:
        names: The claim's.
        near: Stems of the statement's surroundings, its voice and its title.
    """
    return mentioned(names, near) < 1


def says_the_opposite(claim: str, said: str) -> bool:
    """Whether the one says of something that it is so, the other that it is "un"-so: "is safe" beside "is unsafe"."""
    wanted, held = set(_small_words(claim)), set(_small_words(said))
    return any(f"un{a}" == b or f"un{b}" == a for a in wanted - held for b in held - wanted)


def only_word_for_word(claim: "Doc") -> bool:
    """Whether none but who says the parsed claim in its own words states it.

    So it is where the claim is no proposition, but a bare noun phrase ("a ban on Muslims"), and where it speaks of its speaker or
    of who is spoken to: "I endorse him" is another claim in another mouth.
    """
    if any(token.lower_ in _SPEAKER for token in claim):
        return True
    return not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") or "subj" in token.dep_ for token in claim)


def _small_words(text: str) -> list[str]:
    return re.findall(r"\b[a-z]{3,}\b", text)


def only_if(claim: str, doc: "Doc") -> bool:
    """Whether what the claim says stands in a condition of the parsed sentence, and not outside of it."""
    spans = conditions(doc)
    if not spans or re.search(r"\b(?:if|whether|unless)\b", claim, re.I):
        return False
    outside = doc.text
    for span in spans:
        outside = outside.replace(span.of(doc.text), " ")
    roots = {stem(w) for w in content_words(claim)}
    inside = " ".join(span.of(doc.text) for span in spans)
    held, left = ({root for root in roots if holds(stems(part), root)} for part in (inside, outside))
    return len(held - left) > len(roots) / 2 or (bool(held) and not left)
