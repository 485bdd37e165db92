"""Denials that only point."""

from assistant.judge.pointing import pointing
from assistant.records import Candidate
from tests.assistant.cases import article, match


def candidate(ordinal: int, denies: tuple[int, ...] = (), where: str = "post-1") -> Candidate:
    from dataclasses import replace

    told = article(where, "Post")
    said = match("Ministry > Post", where=where).statement
    return Candidate(statement=replace(said, ordinal=ordinal, denies=denies), article=told, similarity=0.1)


def test_who_turns_down_what_asserts_the_claim_denies_it() -> None:
    said, other = candidate(0), candidate(5)
    pointer, unrelated, elsewhere = candidate(1, (0,)), candidate(2, (5,)), candidate(3, (0,), where="star-1")
    asserted = {("post-1", 0): (0.8, said.statement)}
    matches = pointing([said, other, pointer, unrelated, elsewhere], asserted, set())
    assert [(m.statement.ordinal, m.stance, m.score) for m in matches] == [(1, "denies", 0.8)]
    assert "points back at the words of Ministry" in matches[0].why
    assert matches[0].span == (said.statement.start, said.statement.end)


def test_what_is_a_match_already_is_none_twice() -> None:
    pointer = candidate(1, (0,))
    assert not pointing([pointer], {("post-1", 0): (0.8, candidate(0).statement)}, {pointer.statement.id})
