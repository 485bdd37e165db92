"""A matched statement as a chain: voice, intermediaries, publisher, and what else it may rest on."""

from collections.abc import Sequence

from assistant.names import Party, outlet_key, telling
from assistant.records import Chain, Match
from indexer.credit import credit

Parties = tuple[Party, ...]


def parties_of(match: Match, lineages: dict[str, str], about: str) -> Parties:
    """A match as voice, intermediaries, publisher. The last party is always the publisher, the first the voice."""
    said, article = match.statement, match.article
    publisher = Party(article.publisher, "outlet", masthead=True)
    if about:
        voice = Party(about, "voice")
    elif said.kind == "narration" or not said.voice or outlet_key(said.voice) == outlet_key(article.publisher) != "":
        voice = publisher
    else:
        voice = Party(said.voice, "voice", role=said.role, unnamed=said.unnamed)
    known = {outlet_key(voice.name), outlet_key(article.publisher)}
    # An agency that the article credits stands behind every statement of it.
    between = dict.fromkeys((*said.via, *credit(article)))
    via = tuple(Party(v, "outlet") for v in between if outlet_key(v) and outlet_key(v) not in known)
    text = (Party(f"text of {lineages[article.id]}", "text"),) if article.id in lineages else ()
    return (voice, *via, *text, publisher)


def distinct(told: Sequence[tuple[Match, Parties]]) -> list[tuple[Match, Parties]]:
    """One chain a voice, way and article: the match that is most sure shows it."""
    best: dict[object, tuple[Match, Parties]] = {}
    for match, parties in told:
        way = tuple(outlet_key(p.name) for p in parties[1:])
        key = (telling(parties[0].name), parties[0].kind, parties[0].unnamed, way, match.article.id)
        if key not in best or rank(match) < rank(best[key][0]):
            best[key] = (match, parties)
    return sorted(best.values(), key=lambda pair: rank(pair[0]))


def rank(match: Match) -> tuple[bool, float, str, int, int]:
    """Sorting key: the surest match first, ties by place."""
    return (match.strength != "states", -match.score, match.article.id, match.statement.start, match.statement.ordinal)


def as_chain(match: Match, parties: Parties) -> Chain:
    """The chain as it is shown, with the span that shows it."""
    said = match.statement
    return Chain(
        voice=parties[0].name,
        via=tuple(p.name for p in parties[1:-1]),
        publisher=parties[-1].name,
        unnamed=parties[0].unnamed,
        article=match.article.id,
        start=said.start,
        end=said.end,
        strength=match.strength,
    )


def rests_on(told: Sequence[tuple[Match, Parties]], lineages: dict[str, str]) -> list[Parties]:
    """For each chain, further parties it is not known to be free of.

    An article's own sentence that repeats what a voice in the same text holds may rest on that voice alone; a reprint
    may have its text from the publisher of the lineage's first article.
    """
    publisher = {match.article.id: parties[-1] for match, parties in told}
    found = []
    for match, parties in told:
        first = lineages.get(match.article.id, match.article.id)
        narrates = parties[0].name == parties[-1].name
        same_text = [other for m, other in told if narrates and lineages.get(m.article.id, m.article.id) == first]
        more = [party for other in same_text if other[0].name != other[-1].name for party in other[:-1]]
        if first != match.article.id and first in publisher:
            more.append(publisher[first])
        found.append(tuple(more))
    return found
