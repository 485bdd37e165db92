"""Whom an article means by "the senator", "the campaign", "aides": somebody whom it named before.

What is taken from what stands around may be wrong; who uses it says so (`Party.inferred`).
"""

import re
from collections.abc import Callable
from functools import lru_cache

from indexer.parties.personal import name_words
from indexer.parties.phrase import Phrase
from indexer.parties.words import classes_of, lines_of, words
from indexer.records import Article, Span
from indexer.statements import names
from indexer.statements.voices import Cast, in_quotation, opens_sentence, personlike

NEAR = 500
"""Characters before "the senator" in which he was named, where no title shows who it is."""
SUBJECT = 200
"""Characters by which the subject of a sentence counts as nearer than anybody else."""
_APPOSITION = re.compile(r", ((?:the|an?|who is|who was) [^,.;]{3,80})")
_ABBREVIATED = re.compile(r"\b(Sen|Gov|Rep|Gen|Col|Adm|Lt|Maj)\.")


def is_epithet(phrase: Phrase) -> bool:
    """Whether a description can only mean somebody who was named before ("the senator"), no aide and no source."""
    held = classes_of("offices.txt")
    nouns = held["office"] | held["alike"] | held["epithet"] | classes_of("work.txt")["elected"]
    return phrase.kind == "role" and not phrase.name and phrase.definite and bool(phrase.nouns & nouns)


def whom(epithet: Phrase, at: Span, article: Article, cast: Cast, is_person: Callable[[str], bool]) -> str:
    """The full name of whom "the Florida senator" means, or "".

    The last person so titled before it, of that place first; where the article titles nobody so, the last subject of a
    sentence near before it who is not said to be something else.
    """
    text = article.text
    wanted = {form for noun in epithet.nouns for form in _alike(noun)}
    office = bool(wanted & classes_of("offices.txt")["office"])
    places = {w for o in epithet.owners for w in words(o)}
    fulls = {form: names.longest_form(form, cast.forms) for form in {form for _, form in cast.mentions}}
    titles_of: dict[str, frozenset[str]] = {}
    options = []
    for position, form in cast.mentions:
        if position >= at.start:
            break
        if not personlike(form, cast) or in_quotation(text, position):
            continue
        full = fulls[form]
        if full not in titles_of:
            titles_of[full] = _titles({f for f in fulls if f == full or fulls[f] == full}, cast)
        titles = titles_of[full]
        titled = bool(titles & wanted)
        beside = _APPOSITION.match(text, position + len(form))
        otherwise = titles or (beside and not set(words(beside.group(1))) & wanted)
        if not titled and (position < at.start - NEAR or (office and otherwise)):
            continue
        whose = text[position + len(form) : position + len(form) + 2].startswith(("'s", "’s"))
        subject = opens_sentence(text, position) and not whose
        options.append((titled, bool(titled and titles & places), position + SUBJECT * subject, full))
    return next((full for *_, full in sorted(options, reverse=True) if is_person(full)), "")


def principal_of(nouns: frozenset[str], at: Span, article: Article, cast: Cast) -> str:
    """Whose "the campaign", "aides" or "supporters" are, where the phrase does not say, or "".

    Of the last campaign named before, or of whom the headline names (of several, the one named last).
    """
    if not nouns & classes_of("offices.txt")["hanging"]:
        return ""
    campaign, headlined = "", ""
    headline = set(words(article.title))
    for position, form in cast.mentions:
        if position >= at.start:
            break
        if not personlike(form, cast):
            continue
        following = article.text[position + len(form) : position + len(form) + len("’s campaign")]
        if following.lstrip("’'s ").startswith("campaign"):
            campaign = form
        if headline & set(name_words(form)[-1:]):
            headlined = form
    owner = (campaign or headlined) if "campaign" in nouns else headlined
    return names.longest_form(owner, cast.forms) if owner else ""


@lru_cache(maxsize=1)
def _offices() -> dict[str, frozenset[str]]:
    lines = [line.partition(":") for line in lines_of("offices.txt")]
    groups = [frozenset(held.split()) for label, _, held in lines if label in ("office", "alike")]
    return {noun: group for group in groups for noun in group}


def _alike(noun: str) -> frozenset[str]:
    return _offices().get(noun, frozenset((noun,)))


def _titles(forms: set[str], cast: Cast) -> frozenset[str]:
    """Words of an office printed before any of a name's forms, with those before it: "Florida Sen. Marco Rubio"."""
    held: set[str] = set()
    offices = classes_of("offices.txt")["office"]
    for position, form in cast.mentions:
        if form in forms:
            before = _ABBREVIATED.sub(r"\1", cast.text[max(0, position - 50) : position])
            last = words(re.split(r"[,.;:!?”\"]\s|\n", before)[-1])[-5:]
            if set(last[-2:]) & offices:
                held.update(last)
    return frozenset(held)
