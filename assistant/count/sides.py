"""Who stands on both sides of a claim: asserts it here and denies it there. Pure."""

from collections.abc import Mapping, Sequence

from assistant.count.chains import voice_of
from assistant.records import Match
from assistant.show.labels import UNKNOWN_PUBLISHER
from assistant.show.wording import day, told_when
from indexer.parties.people import SPEAKS
from indexer.parties.records import Party, Same
from indexer.parties.same import Comparer


def both_sides(matches: Sequence[Match], voices: Mapping[str, Party], compare: Comparer) -> list[str]:
    """A sentence for each voice that is known to be the same on both sides, with where and when; but for outlets,
    which report both.

    Args:
        matches: Of both stances, the surest first.
        voices: The parties behind the statements, by the statements' ids.
    """
    told: dict[str, str] = {}
    parties = {m.statement.id: voice_of(m, voices) for m in matches}
    for asserted in (m for m in matches if m.stance == "asserts"):
        for denied in (m for m in matches if m.stance == "denies"):
            a, b = parties[asserted.statement.id], parties[denied.statement.id]
            verdict = compare(a, b)
            if verdict.same == Same.SAME and verdict.why != SPEAKS and "outlet" not in (a.kind, b.kind):
                name = max(a.name, b.name, key=len)
                where = f"asserting it in {_where(asserted)}, denying it in {_where(denied)}"
                told.setdefault(name, f"On both sides: {name}, {where}.")
    return list(told.values())


def _where(m: Match) -> str:
    when = told_when(m.statement.when, m.article.published) or day(m.article.published)
    return f"{m.article.publisher or f'an {UNKNOWN_PUBLISHER}'}{f' ({when})' if when else ''}"
