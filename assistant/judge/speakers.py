"""Whose statements a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from assistant.chains import voice_as_printed
from assistant.judge.evidence import BEFORE
from assistant.records import Candidate, Question
from assistant.terms import content_words, stem, stems
from indexer.parties.epithets import alike
from indexer.parties.people import SPEAKS
from indexer.parties.records import Party, Same
from indexer.parties.same import Comparer
from indexer.parties.traits import any_meet, is_called, is_person
from indexer.parties.words import words

_OWNERS_NOUN = re.compile(r"(?P<owner>[A-Z][\w. ]*)['’]s? (?:[a-z-]+ )*(?P<noun>[a-z]+)")
_NOUN_OF_OWNER = re.compile(r"(?:[a-z-]+ )*(?P<noun>[a-z]+) (?:of|for|at) (?:the )?(?P<owner>[A-Z].*)")
"""Somebody of a body or a person: "Kremlin's special envoy", "head of the FBI"."""


def by_speaker(question: Question, candidates: Sequence[Candidate], compare: Comparer = Comparer()) -> list[Candidate]:
    """The candidates that the reader's filter, and the person whom the question names, leave; all where it names none."""
    pool = list(candidates)
    if question.filters.speaker:
        pool = _said_by(question.filters.speaker, pool, compare)
    if question.speaker:
        pool = _said_by(question.speaker, pool, compare) or _described(question.speaker, pool)
    return pool


def _said_by(speaker: str, pool: Sequence[Candidate], compare: Comparer) -> list[Candidate]:
    asked, described = asked_for(speaker), frozenset(stem(w) for w in content_words(speaker))
    return [c for c in pool if _is_of(asked, described, c, compare)]


def _is_of(asked: Party, described: frozenset[str], c: Candidate, compare: Comparer) -> bool:
    """Whether the candidate is this speaker's: one party, a surname asked for, or a role that holds all words asked for."""
    said = c.statement
    if not said.voice or said.kind == "narration":
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
    return len(described) >= 2 and described <= {stem(w) for w in content_words(f"{said.role} {said.voice}")}


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
