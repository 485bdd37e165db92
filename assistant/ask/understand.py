"""Takes a question apart on its parse: what is asked for, the claim somebody may hold, the voice asked about.

A question holds a claim where it holds a proposition ("who said that X", "is it true that X", "did P deny that X"), or asks
what somebody said (the claim is that P said it). Any other ("Who built the dam?", "Who is X?") holds none, and what is not
understood holds none: passages are shown then, and no level. What is read is the question word, the verb it hangs on and what
follows it. Lists of lemmas say which verbs are of saying or denying, and patterns strip what stands around a claim ("the
reports that ..."); a verb of saying that the lists lack is not understood, and gets no level.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from assistant.ask.asked_about import is_anybody, is_described, known_voice, phrase
from assistant.ask.claim import claim_of, is_proposition, is_wrapped, straight, topic_of, turned
from assistant.records import Filters, Question, QuestionKind
from assistant.terms import content_words
from indexer.speech import lemmas

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from assistant.ask.claim import Parse

_MARKS = str.maketrans("„“”«»‟", '""""""')
_QUOTED = re.compile(r'"([^"]{3,})"')
# What people put before a question and that asks nothing.
_BEFORE = re.compile(
    r"^(?:(?:and|so|but|ok|okay|please|hey|hi|hello|well)\b[, ]*|(?:can|could|would) you (?:please )?(?:tell|show) me\b[, ]*|"
    r"(?:please )?(?:tell|show) me (?=who|what|when|where|which|whether|if|how)|(?:do|does) (?:you|we|anyone|anybody) know "
    r"(?=who|what|when|where|which|whether|if|how)|i (?:want|would like|need|'d like) to know |i wonder )+",
    re.I,
)
_YES_NO = frozenset("is are was were do does did has have had can could will would should must may might".split())
_TIMES = frozenset(
    "date day month year week time moment place venue setting occasion event interview forum show programme program speech "
    "conference outlet context".split()
)
_MADE_OF = (
    "who what when where which whom whose does said says claimed claims told denied denies denying according reported announced "
    "about that there evidence"
).split()
_EVIDENCE = frozenset("evidence proof confirmation basis support grounds indication sign".split())
_TRUTH = frozenset("true right correct case fact known so certain confirmed".split())


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a question asks: `claim` is "" where it holds none."""

    kind: QuestionKind = "plain"
    claim: str = ""
    speaker: str = ""
    deny: bool = False
    described: bool = False


NOTHING = _Reading()


def understand(
    text: str,
    *,
    parse: "Parse",
    voices: Sequence[str] = (),
    filters: Filters = Filters(),
    known: Callable[[str], bool] = lambda _: True,
) -> Question:
    """Take a question apart.

    Args:
        text: As typed; any string.
        parse: Parses short texts, lemmas included (see `indexer.parse.parse`).
        voices: Names of the index's voices, to recognise a person asked about.
        filters: What the user set; kept.
        known: Whether a lower-case word is one: what is none may be a slip for a word that questions are made of.

    Returns:
        The question. Its `kind` is "plain" and its `claim` "" where it holds no claim.
    """
    asked = " ".join(text.split()).strip()
    body = _BEFORE.sub("", _mended(asked.translate(_MARKS), known)).rstrip("?!. ")
    reading = _read(parse([body])[0], voices, parse) if body else NOTHING
    quoted = tuple(words.strip() for words in _QUOTED.findall(asked.translate(_MARKS)))
    claim = reading.claim
    if claim and quoted and len(quoted[0].split()) >= 4 and reading.kind != "what-said":
        claim = quoted[0]
    speaker = reading.speaker if reading.described or not reading.speaker else known_voice(reading.speaker, voices)
    if "speaker" in filters.without:
        claim, speaker = ("" if claim == speaker else claim), ""
    return Question(
        text=asked,
        kind=reading.kind if claim else "plain",
        claim=claim,
        speaker=speaker,
        deny=reading.deny,
        terms=tuple(dict.fromkeys(content_words(claim or body))),
        quoted=quoted,
        filters=filters,
        named=("speaker",) if speaker else (),
    )


def _mended(text: str, known: Callable[[str], bool]) -> str:
    """The text with slips mended in the words that questions are made of, among the first six: "who siad that"."""
    words = text.split(" ")
    for n, word in enumerate(words[:6]):
        low = word.lower()
        if len(low) > 2 and low.isalpha() and word == low and low not in _MADE_OF and not known(low):
            near = get_close_matches(low, _MADE_OF, n=1, cutoff=0.75)
            words[n] = near[0] if near and near[0][0] == low[0] else word
    return " ".join(words)


def _read(doc: "Doc", voices: Sequence[str], parse: "Parse") -> _Reading:
    tokens = [token for token in doc if not token.is_space]
    first = tokens[0].lower_
    text = doc.text
    if first == "according" and len(tokens) > 2:
        return _according(doc, tokens, voices)
    if first in _YES_NO:
        return _yes_no(doc, tokens, voices, parse)
    if first in ("whether", "if"):
        return _proposed("evidence", text[tokens[1].idx :]) if len(tokens) > 3 else NOTHING
    at = _question_word(tokens)
    if at is None:
        return _statement(doc)
    if at and tokens[at].lower_ in ("who", "that"):  # "Name everyone who said ..."
        tokens = tokens[at:]
    return _wh(doc, tokens, voices)


def _question_word(tokens: "Sequence[Token]") -> int | None:
    """The first of the question words among the first eight tokens."""
    return next((n for n, token in enumerate(tokens[:8]) if token.tag_ in ("WP", "WDT", "WRB", "WP$")), None)


def _wh(doc: "Doc", tokens: "Sequence[Token]", voices: Sequence[str]) -> _Reading:
    """A question with a question word: who said X, or what (when, where, how, why) did P say."""
    behind = next(
        (n for n in range(2, len(tokens) - 1) if [t.lower_ for t in tokens[n : n + 2]] == ["according", "to"]), None
    )
    if behind is not None and tokens[0].lower_ in ("what", "how", "why") and (named := phrase(tokens[behind + 2 :])):
        topic = doc.text[tokens[0].idx : tokens[behind].idx].strip(" ,")
        return _Reading("what-said", topic, named, described=is_described(tokens[behind + 2 :], named, voices))
    verb = _speech_verb(tokens)
    wh = tokens[0].lower_ if tokens[0].tag_.startswith("W") else tokens[1].lower_
    rest = doc.text[tokens[0].idx :]
    found = re.match(r"what(?:'s| is| was| are| were)?\s+(?:there\s+)?(?:the |any )?(\w+)", rest, re.I)
    if found and found[1].lower() in _EVIDENCE:
        words = re.sub(r"^(?:is there|is|exists|do we have|for|behind)\s+", "", rest[found.end() :].strip())
        return _proposed("evidence", words)
    if verb is None:
        return NOTHING
    head = tokens[verb]
    follows = doc.text[head.idx + len(head) :].strip()
    inverted = next((n for n, token in enumerate(tokens[:verb]) if n and token.lower_ in _YES_NO | {"'d", "'s"}), None)
    cleft = any(token.lower_ in ("that", "who") for token in tokens[1:verb])
    if inverted is None or cleft or not _between(tokens, inverted, verb):
        if wh in ("when", "where", "why"):
            return NOTHING
        return _who_said(head, follows)
    return _p_said(tokens, inverted, verb, follows, voices)


def _speech_verb(tokens: "Sequence[Token]") -> int | None:
    """The verb of saying or denying that the question word hangs on: the first there is, before any "that" clause."""
    for n, token in enumerate(tokens[1:], 1):
        before = tokens[n - 1].lower_
        if token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "dobj") and n > 2 and before not in ("it", "who"):
            return None
        if _says(token, n):
            return n
        is_verb = token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass") and token.lower_ not in _YES_NO
        belongs_to_whom = token.dep_ in ("amod", "acl", "relcl") or _is_noun_after_which(tokens, n)
        if is_verb and not belongs_to_whom and (before not in ("who", "that") or n > 4):
            return None
    return None


def _says(token: "Token", place: int) -> bool:
    """Whether a word is a verb of saying or denying here, however the parser took it."""
    lemma = token.lemma_.lower()
    if lemma not in lemmas("says") | lemmas("denies") | lemmas("asks-more") or token.dep_ in ("aux", "auxpass"):
        return False
    if token.tag_.startswith("V") or token.dep_ in ("ROOT", "relcl", "ccomp", "acl", "advcl"):
        return lemma != "have"
    return token.tag_ == "RP" or (place == 2 and token.tag_.startswith("N"))  # "Which sources back the claim ..."


def _is_noun_after_which(tokens: "Sequence[Token]", n: int) -> bool:
    """Whether a word that is taken for a verb is the noun of "which sources", "how many reports"."""
    return tokens[n - 1].lower_ in ("which", "what", "many", "independent", "other") and n < 4


def _between(tokens: "Sequence[Token]", start: int, end: int) -> bool:
    """Whether somebody is named between the auxiliary and the verb: "did [P] say"."""
    inside = [token for token in tokens[start + 1 : end] if token.lower_ not in _YES_NO]
    return any(not token.is_punct and token.tag_[:2] not in ("RB", "TO", "IN") for token in inside)


def _who_said(verb: "Token", follows: str) -> _Reading:
    lemma = verb.lemma_.lower()
    claim = claim_of(follows, tells=lemma in lemmas("tells"))
    if not claim or (
        lemma in lemmas("asks-more") and not is_wrapped(follows) and not re.match(r"that\b", follows, re.I)
    ):
        return NOTHING
    if lemma == "accuse":  # "accused X of Y": somebody holds that X did Y
        claim = re.sub(r"\s+of\s+", " ", claim, count=1)
    if lemma == "blame":
        claim = re.sub(r"\s+for\s+", " is to blame for ", claim, count=1)
    return _Reading("who-said", claim, deny=lemma in lemmas("denies"))


def _p_said(tokens: "Sequence[Token]", start: int, verb: int, follows: str, voices: Sequence[str]) -> _Reading:
    """What, when, where, how or why P said."""
    until = next((n for n in range(start + 1, verb) if tokens[n].tag_ == "WRB"), verb)  # "where was P when he said"
    named = phrase(tokens[start + 1 : until])
    lemma = tokens[verb].lemma_.lower()
    asked = {token.lower_ for token in tokens[:start]}
    if not named or is_anybody(named):
        return NOTHING
    if lemma in lemmas("asks-more") and not (lemma in lemmas("gives") and start > 1):
        return NOTHING
    described = is_described(tokens[start + 1 : verb], named, voices)
    if asked & (_TIMES | {"when", "where"}):
        claim = claim_of(follows) or topic_of(follows) or named
        return _Reading("when-where", claim, named, lemma in lemmas("denies"), described)
    topic = topic_of(follows)
    if start > 1 and asked & {
        "what",
        "which",
    }:  # "what explanation", "which candidate": what is asked for is the topic too
        topic = f"{phrase(tokens[1:start])} {topic}"
    return _Reading("what-said", topic.strip(" ,:;") or named, named, lemma in lemmas("denies"), described)


def _yes_no(doc: "Doc", tokens: "Sequence[Token]", voices: Sequence[str], parse: "Parse") -> _Reading:
    """Is it true that X; is there evidence that X; did P say that X; and a bare proposition turned round."""
    text = doc.text
    if tokens[1:] and tokens[1].lower_ in ("n't", "n’t", "not"):  # "Isn't it true that ...": asks the same
        tokens = [tokens[0], *tokens[2:]]
    second = [token.lower_ for token in tokens[1:5]]
    if second[:1] in (["it"], ["there"]):
        word = next((token for token in tokens[2:6] if token.lower_ in _TRUTH | _EVIDENCE), None)
        if word is not None:
            return _proposed("evidence", text[word.idx + len(word) :])
    verb = next(
        (
            n
            for n, token in enumerate(tokens[1:], 1)
            if token.lemma_.lower() in lemmas("says") | lemmas("denies")
            and (token.tag_.startswith("V") or token.dep_ == "ROOT")
            and not (tokens[0].lemma_ == "be" and token.tag_ == "VBN")  # "Was he dismissed": he says nothing
            and _between(tokens, 0, n)
        ),
        None,
    )
    if verb is not None and not any(token.lower_ == "that" for token in tokens[1:verb]):
        head = tokens[verb]
        follows = text[head.idx + len(head) :].strip()
        named = phrase(tokens[1:verb])
        deny = head.lemma_.lower() in lemmas("denies")
        if is_anybody(named):
            return NOTHING if named.lower() in ("", "it", "you", "we") else _who_said(head, follows)
        described = is_described(tokens[1:verb], named, voices)
        if re.match(r"(?:anything|something|whether|if)\b", follows, re.I):
            return _Reading("what-said", topic_of(follows), named, deny, described)
        claim = claim_of(follows)
        if claim and (deny or is_proposition(head, follows)):
            return _Reading("evidence", claim, named, deny, described)
    return _proposed("evidence", straight(tokens, parse))


def _according(doc: "Doc", tokens: "Sequence[Token]", voices: Sequence[str]) -> _Reading:
    """According to whom is it so; according to P, what is so."""
    if tokens[2].lower_ in ("whom", "who", "which"):
        rest = tokens[3:]
        while rest and rest[0].lower_ in (",", "sources", "source"):
            rest = rest[1:]
        if not rest:
            return NOTHING
        if rest[0].lower_ in _YES_NO:
            return _proposed("who-said", turned(rest))
        return _proposed("who-said", doc.text[rest[0].idx :])
    comma = next((n for n, token in enumerate(tokens) if token.lower_ == ","), None)
    if comma is None or comma + 1 >= len(tokens) or not tokens[comma + 1].tag_.startswith("W"):
        return NOTHING
    named = phrase(tokens[2:comma])
    return _Reading(
        "what-said", doc.text[tokens[comma + 1].idx :], named, described=is_described(tokens[2:comma], named, voices)
    )


def _statement(doc: "Doc") -> _Reading:
    """A whole sentence put down without a question: who holds it? Or somebody's words ("... according to P")."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if (
        root is None
        or not root.tag_.startswith("VB")
        or root.tag_ == "VB"
        or len(doc) < 4
        or not doc.text[:1].isupper()
    ):
        return NOTHING
    if not any(child.dep_ in ("nsubj", "nsubjpass") for child in root.children):
        return NOTHING
    return _proposed("evidence", doc.text)


def _proposed(kind: QuestionKind, words: str) -> _Reading:
    claim = claim_of(words.strip())
    return _Reading(kind, claim) if claim else NOTHING
