"""The chains of an answer as a picture: voices, whom their words came through, publishers; drawn as SVG."""

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from string import ascii_lowercase

from markupsafe import Markup

from assistant.records import Chain, Corroboration, Merge
from assistant.show.drawing import drawn
from assistant.show.labels import UNKNOWN_HOUSE, UNKNOWN_PUBLISHER, UNNAMED, standing
from assistant.show.safe import folded
from assistant.show.wording import listing, sentence

WIDTH = 360  # units; letters of 11 units can be read where the picture is 375 pixels wide
_GAP, _MARGIN, _LINE, _PAD = 22, 6, 13, 6
_LETTER = 5.6  # units that a letter of 11 takes, on the average
_NOTE = 54  # letters of a line of the notes


@dataclass(frozen=True, slots=True)
class Node:
    """A voice, an intermediary or a publisher.

    Attributes:
        lines: Its name, cut into lines.
        counted: It stands on a chain that counts.
        notes: Letters of the notes that say with whom it counts as one.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    counted: bool
    notes: str


@dataclass(frozen=True, slots=True)
class Edge:
    """From one node to the next of a chain, as a path."""

    path: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes, edges and notes, laid out.

    Attributes:
        title: The level in words.
        told: Each chain in a sentence, for those who do not see it.
    """

    title: str
    told: str
    headings: tuple[tuple[float, str], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    notes: tuple[tuple[str, tuple[tuple[float, str], ...]], ...]
    height: float


def svg(found: Corroboration, *, alone: bool = False) -> Markup:
    """The picture of what was counted; "" where there is no chain.

    Args:
        alone: It is to be a file of its own.
    """
    return drawn("picture.svg", picture=laid_out(found), alone=alone, width=WIDTH) if found.chains else Markup("")


def laid_out(found: Corroboration) -> Picture:
    """Where everything stands: a column for the voices, one for each step between, one for the publishers."""
    ways = [_way(chain) for chain in found.chains]
    between = max(len(way) - 2 for way in ways)
    columns = 2 + between
    width = (WIDTH - 2 * _MARGIN - _GAP * (columns - 1)) / columns
    merged = _together(found.merged)
    places: dict[tuple[int, str], Node] = {}
    below = [_LINE + 2 * _PAD] * columns
    counts = {step for n in found.independent for step in _columns(ways[n], columns)}
    for way in ways:
        for column, name in _columns(way, columns):
            if (column, name) in places:
                continue
            lines = tuple(textwrap.wrap(name, max(int((width - 2 * _PAD) / _LETTER), 6), max_lines=4, placeholder=" …"))
            height = _LINE * len(lines) + 2 * _PAD
            x = _MARGIN + column * (width + _GAP)
            notes = _notes_of(column, columns, name, ways, merged)
            places[column, name] = Node(x, below[column], width, height, lines, (column, name) in counts, notes)
            below[column] += height + _PAD
    edges: dict[tuple[int, str, int, str], Edge] = {}
    for n, way in enumerate(ways):
        steps = _columns(way, columns)
        for (a, left), (b, right) in pairwise(steps):
            counted = n in found.independent or edges.get((a, left, b, right), Edge("", False)).counted
            edges[a, left, b, right] = Edge(_path(places[a, left], places[b, right]), counted)
    names = ["Voice", *["Through"] * between, "Publisher"]
    headings = tuple((_MARGIN + column * (width + _GAP), name) for column, name in enumerate(names))
    remarks, whole = _notes(merged, max(below) + _LINE)
    told = " ".join(_told(n, chain, way, found) for n, (chain, way) in enumerate(zip(found.chains, ways, strict=True)))
    return Picture(standing(found), told, headings, tuple(places.values()), tuple(edges.values()), remarks, whole)


def _together(merged: Sequence[Merge]) -> list[Merge]:
    """The merges, as one those of one name that nothing shows to differ from this one, and that one, and another."""
    pairs = [m for m in merged if m.unknown and len(m.names) == 2 and UNKNOWN_HOUSE not in m.why]
    often = Counter((m.kind, name) for m in pairs for name in m.names)
    groups: dict[tuple[str, str], list[Merge]] = {}
    for n, merge in enumerate(merged):
        name = max(merge.names, key=lambda name: often[merge.kind, name]) if merge in pairs else ""
        groups.setdefault((merge.kind, name) if name else ("", str(n)), []).append(merge)
    return [_as_one(group, name) if len(group) > 1 else group[0] for (_, name), group in groups.items()]


def _as_one(group: Sequence[Merge], of: str) -> Merge:
    others = list(dict.fromkeys(name for merge in group for name in merge.names if name != of))
    why = f"Independence unknown: nothing shows that “{of}” and any of {listing([f'“{o}”' for o in others])} differ."
    chains = tuple(sorted({n for merge in group for n in merge.chains}))
    return replace(group[0], chains=chains, names=(of, *others), why=why)


def _way(chain: Chain) -> list[str]:
    voice = folded(chain.voice) or "unknown"
    return [voice, *(folded(name) for name in chain.via), folded(chain.publisher) or UNKNOWN_PUBLISHER]


def _columns(way: Sequence[str], columns: int) -> list[tuple[int, str]]:
    """Each name with its column: the publisher stands in the last, whatever is missing between."""
    return [*enumerate(way[:-1]), (columns - 1, way[-1])]


def _notes_of(column: int, columns: int, name: str, ways: Sequence[Sequence[str]], merged: Sequence[Merge]) -> str:
    """The letters of the merges that this node has a part in."""
    place = "voice" if column == 0 else "publisher" if column == columns - 1 else "between"
    letters = []
    for letter, merge in zip(ascii_lowercase, merged, strict=False):
        here = place == ("between" if merge.kind in ("text", "intermediary") else merge.kind)
        if here and any((column, name) in _columns(ways[n], columns) for n in merge.chains):
            letters.append(letter)
    return "".join(letters)


def _path(a: Node, b: Node) -> str:
    x, y, to_x, to_y = a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2
    middle = (x + to_x) / 2
    return f"M{x:.1f} {y:.1f} C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def _notes(merged: Sequence[Merge], y: float) -> tuple[tuple[tuple[str, tuple[tuple[float, str], ...]], ...], float]:
    out = []
    for letter, merge in zip(ascii_lowercase, merged, strict=False):
        lines = []
        for line in textwrap.wrap(folded(merge.why), _NOTE):
            lines.append((y, line))
            y += _LINE
        out.append((letter, tuple(lines)))
        y += 3
    return tuple(out), y + _MARGIN


def _told(n: int, chain: Chain, way: Sequence[str], found: Corroboration) -> str:
    counted = "counted" if n in found.independent else "not counted"
    named = f"{way[0]}, {UNNAMED}" if chain.unnamed else way[0]
    return sentence(f"chain {n + 1}, {counted}: {' through '.join([named, *way[1:-1]])}, in {way[-1]}.")
