"""Parties of sources and voices that stand alone, read as an index reads them."""

from collections.abc import Sequence
from functools import cache

from assistant.records import Match
from indexer.parse import parse_names
from indexer.parties.phrase import Phrase, read, sentence_of
from indexer.parties.records import Party
from indexer.records import Span, Statement


@cache
def phrase(source: str) -> Phrase:
    """What a source says of who it is."""
    return read(parse_names([sentence_of(source)])[0])


def party(source: str, article: str = "", *, role: str = "", inferred: bool = False) -> Party:
    """The party of a source, with what is said of it elsewhere."""
    found = phrase(source)
    if role:
        said = phrase(role)
        kind = "person" if found.kind == "unknown" and found.name and said.nouns else found.kind
        found = found._replace(
            kind=kind,
            nouns=found.nouns | said.nouns,
            owners=found.owners + said.owners,
            mentions=found.mentions + said.mentions,
        )
    return Party(
        kind=found.kind,
        name=found.name or source,
        named=bool(found.name),
        nouns=found.nouns,
        owners=found.owners,
        mentions=found.mentions,
        members=found.members,
        inferred=inferred,
        article=article,
    )


def said_by(text: str, source: str, voice: str = "", *, role: str = "", unnamed: bool = False) -> Statement:
    """A statement of article "a" whose source is the first place of these words."""
    at = text.index(source)
    span = Span(at, at + len(source))
    return Statement(
        article_id="a",
        ordinal=0,
        start=at,
        end=span.end,
        context_start=at,
        context_end=span.end,
        source=(span,),
        voice=voice or source,
        role=role,
        unnamed=unnamed,
    )


def voices(matches: Sequence[Match]) -> dict[str, Party]:
    """The parties behind the statements of matches, by the statements' ids."""
    told = [m.statement for m in matches if m.statement.voice]
    return {s.id: party(s.voice, s.article_id, role=s.role) for s in told}
