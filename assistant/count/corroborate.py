"""Counts how many independent chains stand behind a claim. Everything that shows a count gets it here.

A chain runs from a voice over intermediaries to a publisher. Two chains are independent when they share none of these.
The count is the largest set of *given* chains that are pairwise independent: an exact set packing, found as a largest
clique of the graph of independent pairs. Menger's vertex-disjoint paths (a max-flow over the merged graph) are an upper
bound of it, not the thing itself: a flow may join one chain's first half to another's second half and so count a path
that no article reports. Where the two differ, the packing is the smaller; it is what we count.

Fail closed: two vertices that are not known to differ (two "senior officials", a text without a publisher, "Clinton"
beside two Clintons) count as one, so a further article that shares something can never raise the count.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

import networkx as nx

from assistant.count.chains import Parties, as_chain, distinct, parties_of, rank, rests_on
from assistant.count.explain import explain
from assistant.count.sides import both_sides
from assistant.records import Chain, Corroboration, Level, Match, Merge, QuestionKind, Reason, Scope
from assistant.show.labels import UNKNOWN_HOUSE
from assistant.show.wording import listing, sentence
from indexer.parties.records import Party, Same
from indexer.parties.rulings import NOTHING, Ruling
from indexer.parties.same import Comparer
from indexer.parties.words import outlet_key, telling
from indexer.records import Copy

EXACT_UP_TO = 400  # distinct chains left after reduction; beyond it a greedy set, which can only be smaller

Alike = Callable[[Party, Party], Same]

UNKNOWN_SCOPE = Scope(articles=0)


def corroborate(
    matches: Sequence[Match],
    copies: Sequence[Copy] = (),
    scope: Scope = UNKNOWN_SCOPE,
    *,
    kind: QuestionKind = "who-said",
    speaker: str = "",
    voices: Mapping[str, Party] = {},
    credited: Mapping[str, Parties] = {},
    compare: Comparer = Comparer(),
) -> Corroboration:
    """Count the independent chains behind a claim.

    Args:
        matches: Statements that bear on the claim, in any order.
        copies: Articles that print another's text.
        scope: What was searched, for the explanation.
        kind: For "what-said" and "when-where" the claim is "SPEAKER said this": every chain's voice is the speaker.
        speaker: The person asked about, for these two kinds.
        voices: The parties behind the statements, by the statements' ids; what is missing counts as it is printed.
        credited: Whom articles credit for their texts, by the articles' ids.
        compare: Compares two parties; the voices are added to the people it knows.

    Returns:
        Level, reason, chains, one largest independent set, and every group of chains that share a vertex.
    """
    matches = sorted(matches, key=rank)
    lineages = roots(copies)
    about = speaker if kind in ("what-said", "when-where") else ""
    told = distinct([(m, parties_of(m, lineages, about, voices, credited)) for m in matches if m.stance == "asserts"])
    compare = compare.beside(p for _, parties in told for p in parties)
    counted = _counted(told, lineages, compare, matches, scope)
    if not about:
        told_twice = " ".join(both_sides(matches, voices, compare))
        counted = replace(counted, explanation=f"{counted.explanation} {told_twice}".strip())
    if not compare.rulings.every:
        return counted
    without = _counted(told, lineages, replace(compare, rulings=NOTHING), matches, scope)
    if (counted.independent_chains, counted.reason, counted.merged) == (
        without.independent_chains,
        without.reason,
        without.merged,
    ):
        return counted
    ruled = " ".join(f"{sentence(str(r))}, as {compare.rulings.file} says." for r in _applied(told, compare))
    return replace(counted, explanation=f"{counted.explanation} {ruled}")


def _applied(told: Sequence[tuple[Match, Parties]], compare: Comparer) -> list[Ruling]:
    """The reader's rulings that speak of two of the parties."""
    every = {p for _, parties in told for p in parties}
    spoken = {compare.rulings.of(a, b) for a, b in combinations(every, 2)}
    return [ruling for ruling in compare.rulings.every if ruling in spoken]


def _counted(
    told: Sequence[tuple[Match, Parties]],
    lineages: dict[str, str],
    compare: Comparer,
    matches: Sequence[Match],
    scope: Scope,
) -> Corroboration:
    chains = tuple(as_chain(m, parties) for m, parties in told)
    vertices = [parties for _, parties in told]
    rests = rests_on(told, lineages)
    alike = _each_once(compare)

    # What only implies the claim is shown, and makes no second chain: two must state it.
    stating = [n for n, (m, _) in enumerate(told) if m.strength == "states"]
    counted = stating or list(range(min(1, len(told))))
    independent = _among(counted, vertices, rests, lambda a, b: alike(a, b) > Same.DIFFERENT)
    possible = len(_among(counted, vertices, rests, lambda a, b: alike(a, b) == Same.SAME))
    number = len(independent)
    unknown = possible > number and bool(stating)
    level: Level = "corroborated" if number >= 2 else "single-source" if number else "no-evidence"
    reason = _reason(chains, vertices, lineages, rests, alike) if number == 1 else None
    merged = _merges(vertices, alike)
    return Corroboration(
        level=level,
        reason=reason,
        disputed=any(m.stance == "denies" for m in matches),
        independent_chains=number,
        chains=chains,
        independent=independent,
        merged=merged,
        unnamed_only=bool(chains) and all(c.unnamed for c in chains),
        unknown=unknown,
        explanation=explain(chains, independent, reason, scope, matches, merged, unknown=unknown),
    )


def roots(copies: Sequence[Copy]) -> dict[str, str]:
    """Every article of a lineage -> the lineage's first article."""
    graph = nx.Graph((c.article_id, c.of) for c in copies if c.article_id != c.of)
    reprints = {c.article_id for c in copies if c.article_id != c.of}
    found = {}
    for lineage in nx.connected_components(graph):
        first = min(lineage - reprints or lineage)
        found.update(dict.fromkeys(lineage, first))
    return found


def _each_once(compare: Comparer) -> Alike:
    """How two parties stand to each other, each pair looked at once."""
    seen: dict[tuple[Party, Party], Same] = {}

    def alike(a: Party, b: Party) -> Same:
        if (a, b) not in seen:
            seen[a, b] = seen[b, a] = compare(a, b).same
        return seen[a, b]

    return alike


def _among(
    counted: Sequence[int],
    vertices: Sequence[Parties],
    rests: Sequence[Parties],
    one: Callable[[Party, Party], bool],
) -> tuple[int, ...]:
    """As `_largest`, among some of the chains."""
    kept = _largest([vertices[n] for n in counted], [rests[n] for n in counted], one)
    return tuple(counted[n] for n in kept)


def _largest(
    vertices: Sequence[Parties], rests: Sequence[Parties], one: Callable[[Party, Party], bool]
) -> tuple[int, ...]:
    """Positions of one largest set of chains of which no two share a party."""
    seen: dict[tuple[Party, Party], bool] = {}

    def shared(a: Party, b: Party) -> bool:
        if (a, b) not in seen:
            seen[a, b] = seen[b, a] = one(a, b)
        return seen[a, b]

    sets = [tuple(dict.fromkeys((*own, *more))) for own, more in zip(vertices, rests, strict=True)]
    near: dict[int, set[int]] = {i: {i} for i in range(len(sets))}
    for i, j in combinations(range(len(sets)), 2):
        if any(shared(a, b) for a in sets[i] for b in sets[j]):
            near[i].add(j)
            near[j].add(i)
    kept = _undominated(near)
    if len(kept) > EXACT_UP_TO:
        return _greedy(near, kept)
    independent = nx.Graph()
    independent.add_nodes_from(kept)
    independent.add_edges_from((i, j) for i, j in combinations(kept, 2) if j not in near[i])
    clique, _ = nx.max_weight_clique(independent, weight=None)
    return tuple(sorted(clique))


def _undominated(near: dict[int, set[int]]) -> list[int]:
    """Drop a chain when another one shares something with it, and with nobody else than it does.

    Wherever the first is in an independent set, the second can take its place: the largest size stays the same.
    """
    kept = dict(near)
    changed = True
    while changed:
        changed = False
        for i in sorted(kept, key=lambda k: (-len(kept[k] & kept.keys()), -k)):
            others = kept[i] & kept.keys()
            if any(j != i and kept[j] & kept.keys() <= others for j in others):
                del kept[i]
                changed = True
    return sorted(kept)


def _greedy(near: dict[int, set[int]], kept: Sequence[int]) -> tuple[int, ...]:
    chosen: list[int] = []
    for i in sorted(kept, key=lambda k: (len(near[k]), k)):
        if not near[i] & set(chosen):
            chosen.append(i)
    return tuple(sorted(chosen))


def _reason(
    chains: Sequence[Chain],
    vertices: Sequence[Parties],
    lineages: dict[str, str],
    rests: Sequence[Parties],
    alike: Alike,
) -> Reason:
    """Why all chains count as one: the reason that explains best, in the order of the tests below."""
    articles = {c.article for c in chains}
    if len(articles) == 1:
        return "one-article"
    publishers = {outlet_key(c.publisher) for c in chains}
    houses = [parties[-1] for parties in vertices]
    if len(publishers - {""}) <= 1 or all(alike(a, b) == Same.SAME for a, b in combinations(houses, 2)):
        return "one-publisher"
    if len({lineages.get(a, a) for a in articles}) == 1:
        return "reprint"
    whole = [(*own, *more) for own, more in zip(vertices, rests, strict=True)]
    for sure in (Same.SAME, Same.UNKNOWN):  # what is known to be shared explains better than what may be
        if shared := _common(whole, "voice", sure, alike):
            return "circular" if shared.kind in ("document", "outlet") else "one-voice"
        if _common(whole, "outlet", sure, alike):
            return "circular"
    return _most_shared(chains, vertices, alike)


def _most_shared(chains: Sequence[Chain], vertices: Sequence[Parties], alike: Alike) -> Reason:
    """Where no one vertex explains all: what most pairs over two publishers share speaks for them."""
    found = {"text": 0, "voice": 0, "outlet": 0}
    for (x, a), (y, b) in combinations(zip(chains, vertices, strict=True), 2):
        if outlet_key(x.publisher) != outlet_key(y.publisher):
            for kind in found:
                found[kind] += _meet(a, b, kind, alike)
    if not any(found.values()):
        return "one-publisher"
    most = max(found, key=lambda kind: found[kind])
    reasons: dict[str, Reason] = {"text": "reprint", "voice": "one-voice", "outlet": "circular"}
    return reasons[most]


def _place(p: Party) -> str:
    """What a party is on a chain: "text", "outlet" or "voice"."""
    return p.kind if p.kind in ("text", "outlet") else "voice"


def _meet(a: Parties, b: Parties, kind: str, alike: Alike) -> bool:
    return any(alike(x, y) > Same.DIFFERENT for x in a for y in b if _place(x) == kind == _place(y))


def _common(vertices: Sequence[Parties], kind: str, least: Same, alike: Alike) -> Party | None:
    """The party of this kind that stands on every chain, or None (an unknown publisher explains nothing)."""

    def stands(party: Party, chain: Parties) -> bool:
        return any(q.name and alike(party, q) >= least for q in chain)

    own = [p for p in vertices[0] if _place(p) == kind and p.name]
    return next((p for p in own if all(stands(p, other) for other in vertices[1:])), None)


def _merges(vertices: Sequence[Parties], alike: Alike) -> tuple[Merge, ...]:
    """Every group of chains with a vertex in common, the largest groups first."""
    where: dict[Party, set[int]] = {}
    for position, parties in enumerate(vertices):
        for party in parties:
            where.setdefault(party, set()).add(position)
    graph = nx.Graph()
    graph.add_nodes_from(where)
    graph.add_edges_from((a, b) for a, b in combinations(where, 2) if alike(a, b) > Same.DIFFERENT)
    found: dict[tuple[tuple[int, ...], str], Merge] = {}
    for group in nx.find_cliques(graph):
        positions = tuple(sorted(set().union(*(where[p] for p in group))))
        if len(positions) < 2:
            continue
        merge = _merge(positions, group, alike)
        found[positions, merge.shared] = min(found.get((positions, merge.shared), merge), merge, key=lambda m: m.why)
    return tuple(sorted(found.values(), key=lambda m: (-len(m.chains), m.chains, m.shared)))


def _merge(positions: tuple[int, ...], group: Sequence[Party], alike: Alike) -> Merge:
    """The shared vertex in words, and the sentence that says why it is one."""
    spelled = sorted({p.name for p in group}, key=lambda n: (-len(telling(n)) if n else 1, n))
    name = spelled[0] or "unknown"
    doubt = any(alike(a, b) == Same.UNKNOWN for a, b in combinations(group, 2))
    kinds = {_place(p) for p in group}
    kind: Literal["voice", "intermediary", "text", "publisher"]
    if kinds == {"text"}:
        kind, same = "text", f"These articles print one text, the {name}."
    elif any(p.masthead for p in group):
        kind, same = "publisher", f"All of these rest on {name}."
    elif "voice" in kinds:
        kind, same = "voice", f"All of these rest on the word of {name}."
    else:
        kind, same = "intermediary", f"All of these go through {name}."
    unknown = ""
    if "" in spelled and kind == "publisher":
        unknown = UNKNOWN_HOUSE
    elif doubt and kind != "text" and len(spelled) > 1 and all(spelled):
        unknown = f"nothing shows that {listing([f'“{n}”' for n in spelled])} differ"
    why = f"Independence unknown: {unknown}." if unknown else same
    return Merge(
        chains=positions,
        shared=f"{kind}: {name}",
        why=why,
        kind=kind,
        names=tuple(n for n in spelled if n),
        unknown=bool(unknown),
    )
