"""The claim in a question's words: what stands around it is stripped, a question is turned into a proposition."""

import re
from typing import TYPE_CHECKING

from assistant.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc, Token

    Parse = Callable[[list[str]], list[Doc]]

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
_INSIDE = frozenset("DT IN JJ JJR JJS CD TO PRP$ POS VB VBD VBG VBN VBP VBZ".split())
"""Tags of words that no subject ends with."""


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


def straight(tokens: "Sequence[Token]", parse: "Parse") -> str:
    """A yes-or-no question as the proposition that it asks about: "Was the bid late" -> "the bid was late".

    "Did it leak" -> "it did leak": less than "it leaked", but a sentence.

    Args:
        tokens: The question's, the auxiliary first.
        parse: Parses short texts.

    Returns:
        The proposition; "" where no place is found for the auxiliary, what follows it where that is a "did".
    """
    if len(tokens) < 2:
        return ""
    rest, base = tokens[0].doc.text[tokens[1].idx :], tokens[1].idx
    ends = [token.idx + len(token) - base for token in tokens[1:-1]]
    put = [f"{rest[:end]} {tokens[0].lower_}{rest[end:]}" for end in ends]
    at = _end_of_subject(tokens)
    if at in ends:
        return put[ends.index(at)]
    # The parser lost its way ("Trump", taken for a verb): the first place where all before it is a subject.
    lost = rest if tokens[0].lemma_.lower() == "do" else ""  # without its "did" it is a sentence all the same
    fits = zip(put, ends, parse(put) if put else [], strict=True)
    return next((words for words, end, doc in fits if _is_subject(doc, end)), lost)


def _end_of_subject(tokens: "Sequence[Token]") -> int:
    """Where the subject of a yes-or-no question ends, from behind the auxiliary; 0 where the parse does not tell."""
    is_subject = (t for t in tokens[1:] if t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head.dep_ == "ROOT")
    subject = next(is_subject, None)
    if subject is None:
        return 0
    last = max(subject.subtree, key=lambda token: token.i)
    if last.i == tokens[-1].i and len(tokens) > 3 and last.tag_ in ("JJ", "JJR", "VBN", "VBG"):
        last = last.nbor(-1)  # what is asked of the subject was taken for a part of it: "the dam unsafe"
    return int(last.idx + len(last) - tokens[1].idx)


def _is_subject(doc: "Doc", end: int) -> bool:
    """Whether what stands before a place in a parsed sentence is the whole subject of the verb that follows."""
    verb = next((token for token in doc if token.idx > end), None)
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if verb is None or root is None or verb.i + 1 >= len(doc):
        return False
    before, after = doc[verb.i - 1], doc[verb.i + 1]
    if before.tag_ in _INSIDE or (before.text[:1].isupper() and after.text[:1].isupper()):
        return False  # in the middle of a name, or of what says which thing is meant
    governs = verb.i == root.i or (verb.dep_ in ("aux", "auxpass") and verb.head.i == root.i)
    subjects = (t for t in root.children if t.dep_ in ("nsubj", "nsubjpass", "expl"))
    return governs and any({t.i for t in subject.subtree} == set(range(verb.i)) for subject in subjects)


def turned(tokens: "Sequence[Token]") -> str:
    """ "were 340 households told to pack" -> "340 households were told to pack", by the first verb behind."""
    text, start = tokens[0].doc.text, tokens[1].idx if len(tokens) > 1 else 0
    verb = next((token for token in tokens[1:] if token.tag_.startswith("VB") or token.tag_[:2] == "JJ"), None)
    if verb is None or tokens[0].lemma_.lower() == "do":
        return text[start:]
    return f"{text[start : verb.idx]}{tokens[0].lower_} {text[verb.idx :]}"
