"""Rules that only veto: each says of a statement that the judge took for an assertion or a denial that it is none. Pure.

Whatever they do not see stays as it was judged. Each has its table of cases in `tests/cases/vetoes.tsv`.
"""

import re
from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from assistant.judge.mentions import Name, mentioned
from assistant.terms import content_words, holds, stem, stems
from indexer.records import Span, Statement
from indexer.statements.stance import conditions

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
_NAMING = frozenset(("NNP", "NNPS", "DT", "POS"))
_DATING = frozenset("before after when since until once".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_MONEY = frozenset("dollar dollars euro euros pound pounds crown crowns".split())
_SHARES = frozenset("% percent percentage pct".split())
_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_FIGURE = re.compile(rf"([$€£])?\b(?:(\d[\d,]*(?:\.\d+)?)|({'|'.join(_NUMERALS)})\b)[ -]?(%|[A-Za-z]*)", re.I)


def other_figures(claim: str, said: str, around: str) -> bool:
    """Whether a statement gives other figures for what the claim counts, or another date, and its surroundings not the claim's.

    Figures are compared where they count the same: years, shares, money, or things of one name ("340 households").
    """
    wanted, held, near = (_counted(text) for text in (claim, said, around))
    return any(kind in held and not figures & near[kind] for kind, figures in wanted.items())


def none_shared(claim: str, said: str, around: str) -> bool:
    """Whether claim and statement both give figures and share none, in its surroundings either.

    Such a statement denies nothing: that the river will rise by half a metre is no answer to a reservoir lowered by four.
    """
    wanted, held, near = ({*chain(*_counted(text).values())} for text in (claim, said, around))
    return bool(wanted and held and not wanted & near)


def _counted(text: str) -> dict[str, set[str]]:
    """Figures, without separators, by what they count: "year", "%", "$", or the stem of the word behind; and "month"."""
    out: dict[str, set[str]] = {}
    for match in _FIGURE.finditer(text.replace("per cent", "percent")):
        money, digits, word, behind = match.groups()
        figure = digits.replace(",", "").rstrip(".") if digits else _NUMERALS[word.lower()]
        if money or behind.lower() in _MONEY:
            kind = "$"
        elif behind.lower() in _SHARES:
            kind = "%"
        elif digits and re.fullmatch(r"(?:19|20)\d\d", digits):
            kind = "year"
        else:
            kind = stem(behind.lower())
        if kind:
            out.setdefault(kind, set()).add(figure)
    if months := set(_MONTH.findall(text)):
        out["month"] = months
    return out


def lacks_a_name(names: Collection[Name], held: Collection[str]) -> bool:
    """Whether one of the claim's names stands nowhere in the article, or nowhere near the statement.

    Nearer by, its absence tells where the judge is unsure that the claim is asserted: of held-back sentences without one of the
    claim's names around them, 3 of 18 that seemed to imply the claim did, and 26 of 35 that seemed to state it. A denial, too, must
    have the names near, at the cost of 11 of 130 right ones: that Russia arms somebody does not deny that China does.

    Args:
        names: The claim's.
        held: Stems of the article, or of what stands around the statement, of the title and the voice.
    """
    return mentioned(names, held) < 1


def only_a_name(said: Statement, content: "Doc") -> bool:
    """Whether what somebody asserts, not in so many words, is a bare name: that denies nothing ("Russia, formally banning
    *the Taliban*").

    Args:
        content: What is said, parsed.
    """
    return said.kind == "indirect" and said.stance == "asserts" and all(t.tag_ in _NAMING for t in content)


def only_word_for_word(claim: "Doc") -> bool:
    """Whether none but who says the parsed claim in its own words states it.

    So it is where the claim is no proposition, but a bare noun phrase ("a ban on Muslims"), and where it speaks of its speaker or
    of who is spoken to: "I endorse him" is another claim in another mouth.
    """
    if any(token.lower_ in _SPEAKER for token in claim):
        return True
    return not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") or "subj" in token.dep_ for token in claim)


def only_if(claim: str, doc: "Doc") -> bool:
    """Whether what the claim says stands in a condition of the parsed sentence, and not outside of it."""
    return not re.search(r"\b(?:if|whether|unless)\b", claim, re.I) and _only_within(conditions(doc), claim, doc.text)


def only_in_passing(claim: str, doc: "Doc") -> bool:
    """Whether what the claim says only dates what the parsed sentence says ("... before cracks became public").

    Who says so takes the claim for granted, and states something else: it is implied. Of 479 held-back sentences that seemed to
    state their claim the rule meets 8; 3 of those do not assert it, of the others 89.
    """
    return not any(word in _DATING for word in claim.lower().split()) and _only_within(_dating(doc), claim, doc.text)


def _dating(doc: "Doc") -> list[Span]:
    """From "before" and its like to the next mark, where a verb of its own follows and one stands outside.

    Read off the words' classes, as the parser takes "before cracks became public" for a preposition and a clause.
    """
    spans: list[Span] = []
    for token in doc:
        if token.lower_ in _DATING and token.tag_ in ("IN", "WRB") and (not spans or token.idx >= spans[-1].end):
            end = next((t.i for t in doc[token.i :] if t.is_punct), len(doc))
            inside = any(t.tag_ in _FINITE for t in doc[token.i : end])
            if inside and any(t.tag_ in _FINITE for t in (*doc[: token.i], *doc[end:])):
                spans.append(Span(token.idx, doc[end - 1].idx + len(doc[end - 1])))
    return spans


def _only_within(spans: Sequence[Span], claim: str, text: str) -> bool:
    """Whether most of the claim's words stand only in these parts of a text, or none outside of them."""
    if not spans:
        return False
    outside = text
    for span in spans:
        outside = outside.replace(span.of(text), " ")
    roots = {stem(w) for w in content_words(claim)}
    inside = " ".join(span.of(text) for span in spans)
    held, left = ({root for root in roots if holds(stems(part), root)} for part in (inside, outside))
    return len(held - left) > len(roots) / 2 or (bool(held) and not left)
