"""Whom a pronoun means: the nearest voice or name before it that fits its gender and number."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.records import Span
from indexer.statements import names
from indexer.statements.cast import Cast, in_quotation, opens_sentence, personlike
from indexer.statements.given import leaning_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who stands behind a statement, as far as the article tells."""

    name: str
    role: str = ""
    unnamed: bool = False


NOBODY = Voice(name="")


def meant_by(lower: str, span: Span, cast: Cast, before: list[tuple[int, Voice]], content: Sequence[Span]) -> Voice:
    """The nearest voice or name before the pronoun that fits its gender and number."""
    wanted = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}.get(lower, "")
    plural = lower in ("they", "them", "their", "themselves", "we", "us")
    floor = _paragraphs_back(cast.text, span.start, 4)
    options: list[tuple[float, Voice]] = []
    for position, voice in before:
        if (
            floor <= position < span.start
            and voice.name
            and _fits(voice.name, wanted, cast)
            and (not wanted or _human(voice, cast))
        ):
            if plural and not voice.unnamed and len(names.tokens(voice.name)) == 2 and not names.is_outlet(voice.name):
                continue
            options.append((_distance(cast.text, position, span.start) * _unlikely(voice.name, wanted, 1.5), voice))
    if wanted:
        nearest = min((distance for distance, _ in options), default=math.inf)
        options += _nearest_name(span, wanted, cast, content, floor, nearest)
    if not options:
        return Voice(name=span.of(cast.text).strip(), unnamed=True) if lower else NOBODY
    best = min(options, key=lambda option: option[0])[1]
    for _, voice in before:
        if voice.role and voice.name == best.name:
            return voice
    return best


def _nearest_name(
    span: Span, wanted: str, cast: Cast, content: Sequence[Span], floor: int, within: float
) -> list[tuple[float, Voice]]:
    """The nearest name of somebody before the pronoun, with how far it is, if that is less than `within`."""
    near = sorted(
        (
            _distance(cast.text, position, span.start) * (1.1 if opens_sentence(cast.text, position) else 2.2),
            position,
            form,
        )
        for position, form in cast.mentions
        if floor <= position < span.start and not any(part.start <= position < part.end for part in content)
    )
    best: list[tuple[float, Voice]] = []
    for distance, position, form in near:
        if distance >= within:
            break
        if not (
            _fits(form, wanted, cast, position) and personlike(form, cast) and not in_quotation(cast.text, position)
        ):
            continue
        if cast.is_person(form):
            # What is taken for no name at all ("Notorious RBG") is somebody only where nobody else is.
            far = distance if cast.kinds(form) or not cast.tells_kinds else 2.0 * distance
            far *= _unlikely(form, wanted, 3.0)
            if far < within:
                best, within = [(far, Voice(name=names.longest_form(form, cast.forms)))], far
    return best


def _distance(text: str, position: int, to: int) -> float:
    """Characters between, a paragraph's end counting as two hundred more."""
    return to - position + 200.0 * text.count("\n\n", position, to)


def _paragraphs_back(text: str, position: int, n: int) -> int:
    for _ in range(n):
        position = text.rfind("\n", 0, max(0, position - 1))
        while position > 0 and text[position - 1] == "\n":
            position -= 1
        if position <= 0:
            return 0
    return position


def _fits(name: str, wanted: str, cast: Cast, at: int = -1) -> bool:
    return not wanted or cast.gender(name, at) in (wanted, "")


def _unlikely(name: str, wanted: str, farther: float) -> float:
    """By what the distance is multiplied of somebody whose given name is rather the other gender's ("she", of a Bernie)."""
    leaning = leaning_of(name.split()[0]) if wanted and " " in name else ""
    return farther if leaning and leaning != wanted else 1.0


def _human(voice: Voice, cast: Cast) -> bool:
    if voice.unnamed:
        return bool(re.match(r"(?:an?|[Oo]ne|the)\s", voice.name)) and not voice.name.rstrip('”"').endswith("s")
    return bool(voice.role) or (personlike(voice.name, cast) and cast.is_person(voice.name))
