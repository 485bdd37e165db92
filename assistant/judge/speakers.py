"""Whose statements a question asks for."""

from collections.abc import Sequence

from assistant.judge.evidence import BEFORE
from assistant.records import Candidate, Question
from assistant.terms import content_words, stem, stems
from indexer.records import Statement
from indexer.statements import names


def by_speaker(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that the reader's filter, and the person whom the question names, leave; all where it names none."""
    pool = list(candidates)
    if question.filters.speaker:
        pool = [c for c in pool if _is_of(question.filters.speaker, c)]
    if question.speaker:
        pool = [c for c in pool if _is_of(question.speaker, c)] or _described(question.speaker, pool)
    return pool


def _is_of(speaker: str, c: Candidate) -> bool:
    """Whether the candidate is this speaker's, under a name or as "the general"."""
    return speaks(speaker, c.statement) or (bool(c.meant) and names.same_person(speaker, c.meant))


def speaks(speaker: str, s: Statement) -> bool:
    """Whether the statement is this speaker's: one name, or a role that holds all words asked for."""
    if not s.voice or s.kind == "narration":
        return False
    if names.same_person(speaker if not speaker.islower() else speaker.title(), s.voice):
        return True
    asked, has = {stem(w) for w in content_words(speaker)}, {stem(w) for w in content_words(f"{s.role} {s.voice}")}
    return len(asked) >= 2 and asked <= has


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
