"""Denials that only point at what they deny: "the ministry refutes these reports". Pure."""

from collections.abc import Mapping, Sequence

from assistant.records import Candidate, Match
from indexer.records import Span, Statement


def pointing(
    candidates: Sequence[Candidate], asserted: Mapping[tuple[str, int], tuple[float, Statement]], known: set[str]
) -> list[Match]:
    """Statements that deny as a whole another one of their article, which asserts the claim.

    Args:
        candidates: Statements, judged or not; what they point at was found when indexing.
        asserted: By article and ordinal, the statements that assert the claim, or are near enough to it for their denial to
            be the claim's, with their chances.
        known: Ids of statements that are matches already.
    """
    out = []
    for c in candidates:
        said = c.statement
        denied = [asserted[said.article_id, k] for k in said.denies if (said.article_id, k) in asserted]
        if denied and said.id not in known:
            chance, other = max(denied, key=lambda pair: pair[0])
            why = f"points back at the words of {other.voice or c.article.publisher}, and denies them"
            out.append(
                Match(
                    statement=said,
                    article=c.article,
                    stance="denies",
                    strength="states",
                    score=round(chance, 4),
                    why=why,
                    span=Span(other.start, other.end),
                )
            )
    return out
