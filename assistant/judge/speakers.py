"""Whose statements a question asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from assistant.count.chains import voice_as_printed
from assistant.judge.evidence import BEFORE
from assistant.records import Candidate, Question
from assistant.terms import content_words, stem, stems
from indexer.parties.epithets import alike
from indexer.parties.people import SPEAKS
from indexer.parties.records import Party, Same
from indexer.parties.same import Comparer
from indexer.parties.traits import any_meet, is_called, is_person
from indexer.parties.words import broad, words
from indexer.statements.given import gender_of

_OWNERS_NOUN = re.compile(r"(?P<owner>[A-Z][\w. ]*)['’]s? (?:[a-z-]+ )*(?P<noun>[a-z]+)")
_NOUN_OF_OWNER = re.compile(r"(?:[a-z-]+ )*(?P<noun>[a-z]+) (?:of|for|at) (?:the )?(?P<owner>[A-Z].*)")
"""Somebody of a body or a person: "Kremlin's special envoy", "head of the FBI"."""
_BEHIND = re.compile(r",|\b(?:of|for|at|from|in|who|which)\b")
"""What stands before it is the office itself."""


def by_speaker(question: Question, candidates: Sequence[Candidate], compare: Comparer = Comparer()) -> list[Candidate]:
    """The candidates that the reader's filter, and the person whom the question names, leave; all where it names none."""
    pool = list(candidates)
    if question.filters.speaker:
        pool = _said_by(question.filters.speaker, pool, compare)
    if question.speaker:
        pool = _said_by(question.speaker, pool, compare) or _described(question.speaker, pool)
    return pool


def _said_by(speaker: str, pool: Sequence[Candidate], compare: Comparer) -> list[Candidate]:
    asked, known = asked_for(speaker), _roles(pool)
    return [c for c in pool if _is_of(asked, c, compare) or _is_called_so(speaker, c, known)]


def _roles(pool: Sequence[Candidate]) -> dict[str, set[str]]:
    """As what each voice is described, in any of the articles."""
    known: dict[str, set[str]] = {}
    for c in pool:
        known.setdefault(c.statement.voice, set()).add(c.statement.role)
    return known


def _is_called_so(speaker: str, c: Candidate, known: Mapping[str, set[str]]) -> bool:
    """Whether a role holds the words asked for: "US Secretary of State" is who is the "Secretary of State", if of no other nation.

    The noun that is asked for must be the office itself, no more than a part of the description ("clerk of the mayor").
    """
    said = c.statement
    if not said.voice or said.kind == "narration":
        return False
    asked, wide = content_words(speaker), broad()
    if not asked:
        return False
    if len(asked) >= 2 and _stems(speaker) <= _stems(said.voice):
        return True
    (head,) = content_words(_BEHIND.split(speaker)[0])[-1:] or asked[:1]
    for role in known[said.voice] if not said.unnamed else (said.voice, said.role):
        held, office = _stems(role), _stems(_BEHIND.split(role)[0])
        missing = [w for w in asked if not _stems(" ".join(alike(w))) & held]
        others = _stems(" ".join(re.findall(r"\b[A-Z]\w+", role))) - _stems(speaker)
        if _stems(" ".join(alike(head))) & office and not (missing and (others or set(missing) - wide)):
            return True
    return False


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in content_words(text))


def _is_of(asked: Party, c: Candidate, compare: Comparer) -> bool:
    """Whether the candidate is this speaker's: one party, or a surname asked for."""
    said = c.statement
    if not said.voice or said.kind == "narration" or _is_of_other_gender(asked, c):
        return False
    voice = c.party or voice_as_printed(said)
    told = compare(asked, voice)
    if not asked.named and told.same != Same.DIFFERENT:
        offices = frozenset(chain.from_iterable(alike(noun) for noun in asked.nouns))
        whose = (*voice.owners, *voice.mentions)
        if offices & voice.nouns and (any_meet(asked.owners, whose) or not (whose or voice.named)):
            return True
    elif asked.named and voice.named:
        if told.same == Same.SAME and told.why != SPEAKS:
            return True
        # Who asks for "Clinton" asks for whoever is called so.
        if told.same == Same.UNKNOWN and (is_called(asked.name, voice) or words(asked.name) == words(voice.name)):
            return True
    return False


def _is_of_other_gender(asked: Party, c: Candidate) -> bool:
    """Whether "she" says it where a Charles is asked for, though his surname be hers."""
    printed = {span.of(c.article.text).lower() for span in c.statement.source}
    other = {"m": "she", "f": "he"}.get(gender_of(asked.name.split()[0])) if " " in asked.name else None
    return other in printed


def asked_for(speaker: str) -> Party:
    """Whom a question names, or describes ("the Kremlin's envoy"), as a party."""
    plain = speaker.removeprefix("the ").removeprefix("The ")
    if described := _OWNERS_NOUN.fullmatch(plain) or _NOUN_OF_OWNER.fullmatch(plain):
        nouns = frozenset((described["noun"],))
        return Party(kind="role", name=plain, named=False, nouns=nouns, owners=(described["owner"],))
    party = Party(kind="unknown", name=plain.title() if plain.islower() else plain)
    return replace(party, kind="person") if is_person(party) else party


def _described(speaker: str, pool: Sequence[Candidate]) -> list[Candidate]:
    """Statements beside which the speaker asked about is described ("the NATO commander"); none for a name."""
    asked = {stem(w) for w in content_words(speaker)}
    if speaker == speaker.lower() or not any(w.islower() and len(w) > 3 for w in speaker.split()) or not asked:
        return []
    out = []
    for c in pool:
        said = c.statement
        near = f"{c.article.text[max(0, said.context_start - BEFORE // 2) : said.context_end]} {said.role}"
        if said.kind != "narration" and asked <= stems(near):
            out.append(c)
    return out
