"""Whom an article means by "the senator", "the campaign", "aides": somebody whom it named before.

What is taken from what stands around may be wrong; who uses it says so (`Party.inferred`).
"""

import re
from collections.abc import Callable, Container
from functools import lru_cache

from indexer.parties.personal import is_given, name_words
from indexer.parties.phrase import Phrase
from indexer.parties.traits import is_press
from indexer.parties.words import classes_of, lines_of, words
from indexer.records import Article, Span
from indexer.statements import names
from indexer.statements.cast import Cast, in_quotation, opens_sentence, personlike, role_near

NEAR = 500
"""Characters before "the senator" in which he was named, where no title shows who it is."""
SUBJECT = 200
"""Characters by which the subject of a sentence counts as nearer than anybody else."""
_APPOSITION = re.compile(r", ((?:the|an?|who is|who was) [^,.;]{3,80})")
_CLOSED = re.compile(r", ((?:the|an?) [^,.;]{3,80})[,.;]")
_DESCRIBING = (" that ", " which ", " who ", " whose ")
_ABBREVIATED = re.compile(r"\b(Sen|Gov|Rep|Gen|Col|Adm|Lt|Maj|Prof)\.")


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
    wanted = {form for noun in epithet.nouns for form in alike(noun)}
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
    return next((full for titled, *_, full in sorted(options, reverse=True) if titled or is_person(full)), "")


def is_body_epithet(phrase: Phrase) -> bool:
    """Whether a description can only mean a body or an outlet named before ("the company", "the same channel")."""
    held = classes_of("offices.txt")
    nouns = held["company"] | held["public"] | held["press"]
    bare = not phrase.name and not phrase.owners and not phrase.mentions and not phrase.members
    return bare and phrase.definite and bool(phrase.nouns & nouns)


def which(epithet: Phrase, at: Span, cast: Cast, people: Container[str]) -> str:
    """The name of the body or outlet that "the company", "the ministry" or "the same channel" means, or "".

    The last one before it that bears the noun, in its name or in an apposition. Where none does, for a company the last
    subject of a sentence near before it that nothing shows to be anything else; for a newspaper or a channel the last
    one near.
    """
    held = classes_of("offices.txt")
    named, near = "", ""
    for position, form in cast.mentions:
        if position >= at.start:
            break
        own = set(words(form))
        beside = _CLOSED.match(cast.text, position + len(form))
        if len(own) > 1 and epithet.nouns & (own | set(words(beside.group(1)) if beside else ())):
            named = form
        elif position < at.start - NEAR // 2 or cast.text.startswith(_DESCRIBING, at.end):
            continue
        elif epithet.nouns & held["press"]:
            printed = bool(own & classes_of("kinds.txt")["masthead"])
            near = form if printed == bool(epithet.nouns & held["print"]) and is_press(form) else near
        elif epithet.nouns & held["company"] and opens_sentence(cast.text, position):
            near = form if _may_be_a_company(form, cast, people) else near
    return named or near


def _may_be_a_company(form: str, cast: Cast, people: Container[str]) -> bool:
    last = names.tokens(form)[-1:]
    alone = any(names.tokens(other) == last for other in cast.forms if other != form)
    public = classes_of("offices.txt")["public"] & set(words(form))
    person = form in people or alone or _titles({form}, cast) or is_given(words(form)[0]) or role_near(form, cast)
    return len(words(form)) > 1 and not (public or person or is_press(form) or _is_titled(last, cast))


def _is_titled(last: list[str], cast: Cast) -> bool:
    """Whether a surname stands behind an honorific somewhere ("Mr. Orle")."""
    return any(at in cast.honorifics and names.tokens(form)[-1:] == last for at, form in cast.mentions)


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


def alike(noun: str) -> frozenset[str]:
    """A noun of an office, and how else that is called ("senator": "sen")."""
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
