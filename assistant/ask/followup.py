"""A follow-up made whole out of the question before it: "and what did he say about Kosovo?". Pure but for the parse.

What is made is shown to the reader, who can change it: it guesses at references, never at answers. Where nothing in a
question points back, it stays as it is.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer
from indexer.parties.personal import name_words
from indexer.speech import lemmas

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from assistant.ask.claim import Parse

_LEADS = re.compile(r"^(?:(?:and|but|so|then|or|also|ok|okay|well)\b[\s,]*)+", re.I)
_ABOUT = re.compile(r"^(?:what|how) about\s+|^according to\s+", re.I)
_PEOPLE = frozenset("he she they him her them".split())
_OWNERS = frozenset("his her their".split())
_THINGS = frozenset("it that this so".split())
_ASKS = re.compile(r"(?:who|whom|whose|why|how|where|when|which)\b", re.I)
_SAYING = lemmas("says") | lemmas("denies")


def whole(text: str, before: Answer | None, parse: "Parse", voices: Sequence[str] = ()) -> str:
    """The question as it is meant after another.

    Args:
        text: As typed.
        before: The answer to the question before it; None where there is none.
        parse: Parses short texts, lemmas included (see `indexer.parse.parse`).
        voices: Names of the index's voices, to tell a person from a topic.

    Returns:
        The whole question, or `text` where it points back at nothing.
    """
    body = _LEADS.sub("", " ".join(text.split())).rstrip("?!. ")
    if before is None or not before.question.claim or not body:
        return text
    doc = parse([body])[0]
    if name := _bare(doc, body):
        return _finished(_of_another(name, before, voices))
    told = _replaced(doc, before)
    return _finished(told) if told != body else text


def _who(before: Answer) -> str:
    """Whom "he" or "she" may mean: who was asked about, else whoever is shown first of those with a name."""
    named = (said.speaker for said in before.statements if said.speaker and not said.unnamed)
    return before.question.speaker or next(named, "")


def _topic(before: Answer) -> str:
    """What a person was asked about, "" where they were asked about nothing or a whole claim is asked about."""
    asked = before.question
    return asked.claim if asked.kind == "what-said" and asked.claim != asked.speaker else ""


def _bare(doc: "Doc", body: str) -> str:
    """Whom or what alone is asked for: "Lavrov" in "What about Lavrov?"; "" where there is a verb."""
    rest = _ABOUT.sub("", body)
    says = any(token.pos_ in ("VERB", "AUX") for token in doc)
    return "" if says or len(rest.split()) > 6 or _ASKS.match(rest) else rest


def _of_another(name: str, before: Answer, voices: Sequence[str]) -> str:
    """The question before, of another person, or of another thing."""
    asked, topic, who = before.question, _topic(before), _who(before)
    words = set(name_words(name))
    person = next((voice for voice in voices if words and words <= set(name_words(voice))), "")
    if asked.kind == "what-said" and not person:
        return f"What did {who} say about {name}"
    person = who if name.lower() in _PEOPLE else name
    if asked.kind == "what-said":
        return f"What did {person} say about {topic}" if topic else f"What did {person} say"
    if asked.kind == "when-where":
        return f"When did {person} say that {asked.claim}"
    return f"Did {person} {'deny' if asked.deny else 'say'} that {asked.claim}"


def _replaced(doc: "Doc", before: Answer) -> str:
    """The words with each pronoun as what it points back at."""
    told, last, behind = "", 0, ""
    for token in doc:
        words, more = _meant(token, before)
        if words:
            told += doc.text[last : token.idx] + words
            last = token.idx + len(token.text)
        behind = behind or more
    return told + doc.text[last:] + behind


def _meant(token: "Token", before: Answer) -> tuple[str, str]:
    """What stands for a pronoun, "" for any other word; and what is to be added behind the question."""
    who, topic, claim = _who(before), _topic(before), before.question.claim
    low = token.lower_
    if low in _OWNERS and token.tag_ == "PRP$":
        return (f"{who}'s" if who else ""), ""
    if low in _PEOPLE and token.tag_ == "PRP":
        return who, ""
    if low not in _THINGS or any(child.dep_ != "punct" for child in token.children):
        return "", ""
    if token.dep_ == "pobj":
        return topic or f"the claim that {claim}", ""
    head = token.head
    if head.lemma_.lower() in _SAYING and token.i > head.i:
        return (f"something about {topic}" if topic else f"that {claim}"), ""
    clause = any(child.dep_ in ("ccomp", "csubj", "xcomp") for child in head.children)
    if head.lemma_ == "be" and token.dep_ in ("nsubj", "attr") and not topic and not clause:
        return "it", f" that {claim}"
    return "", ""


def _finished(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('?!. ')}?"
