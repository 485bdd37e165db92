"""Fills the templates beside this module: every value that they put in is made harmless and escaped, by Jinja2."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.records import Corroboration
from assistant.show import labels
from assistant.show.labels import heading
from assistant.show.phrases import around, because, footer, headline, limits, nearest, remarks, understood
from assistant.show.safe import safe
from assistant.show.wording import (
    circumstances,
    count,
    day,
    listing,
    name_of,
    publisher_of,
    role_of,
    sentence,
    source_of,
)

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = 6  # cards of a group before the rest is folded


def drawn(template: str, **given: object) -> Markup:
    """A template filled: every value that it puts in is made harmless and escaped."""
    return Markup(_environment().get_template(template).render(given))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        auto_reload=False,  # a page that is being served does not change under its readers
    )
    made.filters |= {"sentence": sentence, "day": day}
    made.globals |= {
        "labels": labels,
        "meaning": labels.MEANING,
        "of_the_claim": labels.OF_THE_CLAIM,
        "badges": _badges,
        "counted": count,
        "chains": _chains,
        "pairs": _pairs,
        "shown": SHOWN,
    }
    words = (around, because, circumstances, footer, heading, headline, limits, nearest, remarks, understood)
    made.globals |= {each.__name__: each for each in (*words, name_of, publisher_of, role_of, source_of)}
    return made


def _harmless(value: object) -> object:
    return value if isinstance(value, Markup) or not isinstance(value, str) else safe(value)


def _badges(found: Corroboration) -> list[tuple[str, str]]:
    """Kind and words: the level, and where they apply "disputed" and "unnamed voices only"."""
    reason = f" · {labels.REASONS[found.reason]}" if found.reason else ""
    told: list[tuple[str, str, bool]] = [
        (found.level, labels.LEVELS[found.level] + reason, True),
        ("disputed", sentence(labels.DISPUTED), found.disputed),
        ("unnamed", sentence(labels.UNNAMED_ONLY), found.unnamed_only),
    ]
    return [(kind, words) for kind, words, holds in told if holds]


def _pairs(found: Corroboration) -> list[tuple[str, list[str]]]:
    """Of the first chains that count: voices that a reader may know to be one, publishers that may have one owner."""
    chains = [found.chains[n] for n in found.independent[:3]]
    pairs = [
        ("same" if what == "voice" else "one_owner", [getattr(a, what), getattr(b, what)])
        for what in ("voice", "publisher")
        for a, b in combinations(chains, 2)
    ]
    return [(kind, names) for kind, names in pairs if all(names) and names[0] != names[1]]


def _chains(positions: Sequence[int]) -> str:
    names = [str(position + 1) for position in positions]
    return f"{'Chain' if len(names) == 1 else 'Chains'} {listing(names, most=len(names))}"
