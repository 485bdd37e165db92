"""One or two sentences on what stands behind a claim: always of this corpus, never on whether it is so."""

from collections.abc import Sequence

from assistant.records import Chain, Match, Merge, Reason, Scope
from assistant.show.labels import REASONS, UNKNOWN_HOUSE, UNKNOWN_PUBLISHER
from assistant.show.wording import count, listing, searched, sentence
from indexer.parties.personal import name_words
from indexer.parties.words import outlet_key


def explain(
    chains: Sequence[Chain],
    independent: Sequence[int],
    reason: Reason | None,
    scope: Scope,
    matches: Sequence[Match],
    merged: Sequence[Merge],
    *,
    unknown: bool,
) -> str:
    """Say what was counted.

    Args:
        chains: All chains of the claim; `independent` are positions of one largest independent set.
        reason: Why all count as one; None where they do not.
        scope: What was searched.
        matches: All matches, to name who denies where nobody asserts.
        merged: Groups of chains that count as one.
        unknown: The count would be higher if every vertex that may differ did differ.
    """
    where = searched(scope)
    if not chains:
        deniers = list(dict.fromkeys(m.statement.voice or m.article.publisher for m in matches if m.stance == "denies"))
        denied = f"; denied by {listing(deniers)}" if any(deniers) else ""
        return f"Nobody in {where} is found asserting it{denied}."
    if reason is None:
        text = _corroborated(chains, independent, where)
    else:
        text = _single(chains, reason, where, alone=scope.articles == 1)
    if unknown:
        doubt = next((m.why for m in merged if m.unknown), "")
        text += " " + (doubt or f"Independence unknown: {UNKNOWN_HOUSE}.")
    if all(c.unnamed for c in chains):
        text += " No voice has a name."
    return text


def _voices(chains: Sequence[Chain]) -> list[str]:
    """Each voice once, by its longest name ("Clinton" goes with "Hillary Clinton")."""
    kept: list[str] = []
    for name in sorted(dict.fromkeys(c.voice for c in chains), key=lambda n: -len(name_words(n))):
        if not any(set(name_words(name)) <= set(name_words(k)) for k in kept):
            kept.append(name)
    first = [c.voice for c in chains]
    return sorted(kept, key=lambda n: first.index(n))


def _publishers(chains: Sequence[Chain]) -> list[str]:
    named = {outlet_key(c.publisher): c.publisher or f"an {UNKNOWN_PUBLISHER}" for c in chains}
    return list(named.values())


def _single(chains: Sequence[Chain], reason: Reason, where: str, *, alone: bool) -> str:
    voices, publishers = _voices(chains), _publishers(chains)
    people, houses = count(len(voices), "voice"), count(len(publishers), "publisher")
    listed = listing(publishers)
    if reason == "one-article":
        own = len(voices) == 1 and outlet_key(voices[0]) == outlet_key(chains[0].publisher)
        said = "one article, in its publisher's own words" if own else f"{people}, one article"
        text = f"{said}: {f'{where} holds no other' if alone else f'nobody else in {where} reports it'}."
    elif reason == "one-publisher":
        articles = count(len({c.article for c in chains}), "article")
        text = f"{people} in {articles}, one publisher ({listed}): nobody else in {where} reports it."
    elif reason == "reprint":
        text = f"one text under {count(len(publishers), 'masthead')} ({listed}): in {where} it counts once."
    elif reason == "one-voice":
        text = f"one voice, {houses}: {listed} rest on {voices[0]} alone; nobody else in {where} is found saying it."
    else:
        origin = _shared_outlet(chains) or REASONS["circular"]
        text = f"{houses}, one origin: {listed} rest on {origin}; in {where} it counts once."
    return sentence(text)


def _shared_outlet(chains: Sequence[Chain]) -> str:
    """The outlet that stands on every chain, or ""."""
    keys = [{outlet_key(n): n for n in (c.voice, *c.via, c.publisher) if n} for c in chains]
    return next((name for key, name in keys[0].items() if all(key in other for other in keys[1:])), "")


def _corroborated(chains: Sequence[Chain], independent: Sequence[int], where: str) -> str:
    ways = [_way(chains[i]) for i in independent]
    text = f"{count(len(independent), 'independent chain')} in {where}: {listing(ways)}."
    rest = len(chains) - len(independent)
    if rest:
        further = sentence(count(rest, "further chain"))
        text += f" {further} {'shares' if rest == 1 else 'share'} a voice, an intermediary or a publisher with these."
    return sentence(text)


def _way(chain: Chain) -> str:
    if not chain.publisher or outlet_key(chain.voice) == outlet_key(chain.publisher):
        return chain.voice or f"an {UNKNOWN_PUBLISHER}"
    return f"{chain.voice} in {chain.publisher}"
