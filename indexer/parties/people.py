"""The parties of an index as a list: who is one under which forms, and by which rule. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

import networkx as nx

from indexer.parties.personal import name_words
from indexer.parties.records import Quoted, Same
from indexer.parties.same import Comparer
from indexer.parties.words import words


class Known(NamedTuple):
    """One party of an index.

    Attributes:
        name: The longest form.
        forms: The other forms, the most used first.
        kind: See `Party`.
        statements, articles: How many; an article that uses two forms counts for both.
        why: The rules by which the forms are one.
    """

    name: str
    forms: tuple[str, ...]
    kind: str
    statements: int
    articles: int
    why: tuple[str, ...]


def people(quoted: Iterable[Quoted], compare: Comparer) -> list[Known]:
    """The parties that have a name, the most quoted first. Forms are compared that end in one word, or are ruled on."""
    every = [q for q in quoted if not q.party.members]
    blocks: dict[str, list[int]] = {}
    for n, q in enumerate(every):
        blocks.setdefault((name_words(q.party.name) or ("",))[-1], []).append(n)
        for ruling in compare.rulings.every:
            if any(words(name) == words(q.party.name) for name in ruling.names):
                blocks.setdefault(str(ruling), []).append(n)
    joined = nx.Graph()
    joined.add_nodes_from(range(len(every)))
    for block in blocks.values():
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                verdict = compare(every[a].party, every[b].party)
                if verdict.same == Same.SAME and verdict.why != SPEAKS:
                    joined.add_edge(a, b, why=verdict.why)
    found = [_known([every[n] for n in group], joined.subgraph(group)) for group in nx.connected_components(joined)]
    return sorted(found, key=lambda k: (-k.statements, k.name))


SPEAKS = "the one speaks for the other"
"""Who speaks for another counts as one with him, and is somebody else all the same."""


def _known(group: list[Quoted], joined: nx.Graph) -> Known:
    counts: dict[str, int] = {}
    for q in group:
        counts[q.party.name] = counts.get(q.party.name, 0) + q.statements
    name = min(counts, key=lambda n: (-len(name_words(n)), -counts[n], n))
    others = sorted((n for n in counts if n != name), key=lambda n: (-counts[n], n))
    kinds = [q.party.kind for q in sorted(group, key=lambda q: (q.party.kind == "unknown", -q.statements))]
    why = sorted({w for *_, w in joined.edges(data="why")}) if others else []
    return Known(name, tuple(others), kinds[0], sum(counts.values()), sum(q.articles for q in group), tuple(why))
