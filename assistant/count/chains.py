"""A matched statement as a chain: voice, intermediaries, publisher, and what else it may rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.records import Chain, Match
from indexer.parties.records import Party
from indexer.parties.traits import is_press, looks_personal
from indexer.parties.words import outlet_key, telling
from indexer.records import Statement

Parties = tuple[Party, ...]


def voice_as_printed(said: Statement) -> Party:
    """The voice of a statement of which no party was read: of its name nothing is known but how it is printed."""
    return Party(
        kind="role" if said.unnamed else "unknown", name=said.voice, named=not said.unnamed, article=said.article_id
    )


def voice_of(match: Match, voices: Mapping[str, Party]) -> Party:
    """Who says it: the party that was read of the voice; of the article's own words its publisher."""
    said, publisher = match.statement, match.article.publisher
    if said.kind == "narration" or not said.voice or outlet_key(said.voice) == outlet_key(publisher) != "":
        return Party(kind="outlet", name=publisher, masthead=True)
    return voices.get(said.id) or voice_as_printed(said)


def parties_of(
    match: Match,
    lineages: dict[str, str],
    about: str,
    voices: Mapping[str, Party] = {},
    credited: Mapping[str, Parties] = {},
) -> Parties:
    """A match as voice, intermediaries, publisher. The last party is always the publisher, the first the voice."""
    said, article = match.statement, match.article
    publisher = Party(kind="outlet", name=article.publisher, masthead=True)
    voice = Party(kind="person", name=about) if about else voice_of(match, voices)
    known = {outlet_key(voice.name), outlet_key(said.voice), outlet_key(article.publisher)}
    # An agency that the article credits stands behind every statement of it.
    agencies = credited.get(article.id, ())
    between = {**{name: _between(name) for name in said.via}, **{party.name: party for party in agencies}}
    via = tuple(party for name, party in between.items() if outlet_key(name) and outlet_key(name) not in known)
    text = (Party(kind="text", name=f"text of {lineages[article.id]}"),) if article.id in lineages else ()
    return (voice, *via, *text, publisher)


def _between(name: str) -> Party:
    """An intermediary: an outlet, unless its name reads like a person's."""
    party = Party(kind="unknown", name=name)
    return replace(party, kind="outlet") if is_press(name) or not looks_personal(party) else party


def distinct(told: Sequence[tuple[Match, Parties]]) -> list[tuple[Match, Parties]]:
    """One chain a voice, way and article: the match that is most sure shows it."""
    best: dict[object, tuple[Match, Parties]] = {}
    for match, parties in told:
        way = tuple(outlet_key(p.name) for p in parties[1:])
        voice = parties[0]
        key = (telling(voice.name), voice.kind, voice.named, voice.masthead, way, match.article.id)
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
        voice=said.voice if not parties[0].masthead and said.voice and parties[0].article else parties[0].name,
        via=tuple(p.name for p in parties[1:-1]),
        publisher=parties[-1].name,
        unnamed=not parties[0].named,
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
