"""The claim in a question's words: what stands around it is stripped, a question is turned into a proposition."""

import re
from typing import TYPE_CHECKING

from assistant.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

# A second question behind the first: "..., and who denies it?".
_SECOND = re.compile(
    r"(?:,|;|\s)\s*(?:and|but|or)\s+(?:if so,? )?(?:(?:on|in|at|by|for|to|from) )?"
    r"(?:who|whom|what|which|when|where|why|how|does|do|did|is|are|was|has|have)\b[^,]{0,70}$",
    re.I,
)
_WRAPPED = re.compile(
    r"^(?:(?:the|any|some|these|those|this|a|an)\s+)?(?:claims?|reports?|allegations?|accusations?|charges?|ideas?|notions?|statements?|"
    r"views?|suggestions?|rumou?rs?|theory|assertions?|position|thesis|evidence)\s+(?:that|of|about)\s+",
    re.I,
)
_LEADS = re.compile(
    r"^(?:that|whether|if|how|about|of|on|for(?= the (?:idea|claim|view|notion|theory)\b)|:|,|-)\s+", re.I
)
_TOLD = re.compile(r"^(?:(?!that\b)\S+\s+){1,6}?that\s+", re.I)  # "told reporters that"
_TOPIC = re.compile(
    r"^(?:to (?:[A-Z][\w.]*|the \w+|reporters|members of \w+)(?: [A-Z][\w.]*)* )?(?:(?:anything|something|much) )?"
    r"(?:about|on|of|regarding|concerning|over|with regard to|to|that|when asked about)\s+"
)


def claim_of(words: str, *, tells: bool = False) -> str:
    """The proposition behind a verb of saying, or "" where there is none ("so", "that", "it").

    Args:
        tells: The verb takes whom it is said to first ("told reporters that").
    """
    claim = _SECOND.sub("", words.strip(' ,:;?"')).strip(" ,:;?")
    for _ in range(3):
        claim = _LEADS.sub("", _WRAPPED.sub("", claim)).strip()
    if tells and (found := _TOLD.match(claim)):
        claim = claim[found.end() :]
    return claim if len(content_words(claim)) >= 2 else ""


def topic_of(words: str) -> str:
    """What somebody is asked to have spoken about: "about Kosovo, and who denies it" -> "Kosovo"."""
    return _TOPIC.sub("", _SECOND.sub("", f" {words}").strip()).strip(" ,:;")


def is_wrapped(words: str) -> bool:
    """Whether the words begin with what announces a claim: "the reports that ..."."""
    return _WRAPPED.search(words) is not None


def is_proposition(verb: "Token", follows: str) -> bool:
    """Whether what somebody is asked to have said is a clause of its own: "say that it leaks", not "oppose the war"."""
    if re.match(r"that\b", follows, re.I):
        return True
    finite = (token for token in verb.doc[verb.i + 1 :] if token.tag_ in ("VBZ", "VBP", "VBD", "MD"))
    first = next(finite, None)
    clause = first.head if first is not None and first.dep_ in ("aux", "auxpass") else first
    return clause is not None and clause.dep_ not in ("relcl", "advcl", "acl")


def straight(doc: "Doc", tokens: "Sequence[Token]") -> str:
    """A yes-or-no question as the proposition that it asks about: "Was the bid late" -> "the bid was late"."""
    auxiliary, rest = tokens[0], doc.text[tokens[1].idx :] if len(tokens) > 1 else ""
    if auxiliary.lemma_.lower() == "do":
        return rest
    subject = next(
        (token for token in tokens[1:] if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"), None
    )
    if subject is None or not rest:
        return ""
    end = max(token.i for token in subject.subtree)
    if end + 1 >= len(doc):  # the parser took what is asked of the subject for a part of it: "the dam unsafe"
        if doc[-1].tag_ not in ("JJ", "JJR", "VBN", "VBG") or len(doc) < 4:
            return rest
        end -= 1
    cut = doc[end].idx + len(doc[end]) - tokens[1].idx
    return f"{rest[:cut]} {auxiliary.lower_}{rest[cut:]}"


def turned(tokens: "Sequence[Token]") -> str:
    """ "were 340 households told to pack" -> "340 households were told to pack", by the first verb behind."""
    text, start = tokens[0].doc.text, tokens[1].idx if len(tokens) > 1 else 0
    verb = next((token for token in tokens[1:] if token.tag_.startswith("VB") or token.tag_[:2] == "JJ"), None)
    if verb is None or tokens[0].lemma_.lower() == "do":
        return text[start:]
    return f"{text[start : verb.idx]}{tokens[0].lower_} {text[verb.idx :]}"
