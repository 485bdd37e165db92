"""Numbers, dates and lists in words, the same wherever an answer speaks."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Cited, Quotation, Source
from assistant.records import Scope
from assistant.show.labels import ITSELF, UNKNOWN_PUBLISHER, UNNAMED_VOICE
from assistant.show.safe import folded
from indexer.records import Article, Statement
from indexer.statements.when import day_of

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: (2, "voice") -> "two voices"; numbers above twelve in digits."""
    word = NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def day(iso: str) -> str:
    """A date as print has it: "2017-08-05" -> "5 Aug 2017", "2017-08" -> "Aug 2017"; anything else as it is."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?", iso)
    if parts is None:
        return iso
    year, month, number = parts.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}" if number else f"{MONTHS[int(month) - 1]} {year}"


def told_when(when: str, published: str) -> str:
    """When it was said, as printed, with the day that it means, counted from when the article was published.

    "Tuesday (22 Aug 2017)", "two weeks ago (the week of 7 Aug 2017)".
    """
    printed, meant = folded(when), day_of(when, published) if when else ""
    if not meant or meant[:4] in printed:
        return printed
    week = re.fullmatch(r"(\d{4})-W(\d\d)", meant)
    monday = f"the week of {day(date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat())}" if week else ""
    return f"{printed} ({monday or day(meant)})"


def circumstances(said: Quotation | Statement, published: str) -> list[str]:
    """When, where and through whom it was said, as far as that is known; `published` is when its article was."""
    via = f"via {listing([folded(name) for name in said.via])}" if said.via else ""
    return [fact for fact in (told_when(said.when, published), folded(said.venue), via) if fact]


def name_of(said: Quotation) -> str:
    """The voice as it is named on screen."""
    return folded(said.speaker) or (ITSELF if said.kind == "narration" else UNNAMED_VOICE)


def role_of(said: Quotation) -> str:
    """The voice's description, where that tells more than its name."""
    role = folded(said.role)
    return "" if role == name_of(said) else role


def publisher_of(shown: Source | Cited | Quotation | Article) -> str:
    """The publisher, or that it is not known."""
    return folded(shown.publisher) or UNKNOWN_PUBLISHER


def source_of(shown: Source | Cited | Quotation | Article) -> list[str]:
    """Publisher and day, as far as they are known."""
    return [part for part in (publisher_of(shown), folded(day(shown.published))) if part]


def listing(names: Sequence[str], *, most: int = 4) -> str:
    """Names in a row: ["a", "b", "c"] -> "a, b and c"; beyond `most` the rest is counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {count(len(names) - most, 'other')}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))


def extent(scope: Scope) -> str:
    """How many articles, whose, of which dates: "28 articles, 5 Aug 2017", "1 of 28 articles, of The Post"."""
    whole = scope.of or scope.articles
    number = f"{scope.articles:,} of {whole:,}" if scope.of else f"{whole:,}"
    whose = f"of {listing([folded(name) for name in scope.publishers])}" if scope.publishers else ""
    dates = " to ".join(dict.fromkeys(folded(day(d)) for d in (scope.first, scope.last) if d))
    return ", ".join(filter(None, (f"{number} article{'' if whole == 1 else 's'}", whose, dates)))


def searched(scope: Scope) -> str:
    """What was searched, with its extent: "this corpus (28 articles, ...)"; where filters leave a part, that part."""
    return f"{'this part of the corpus' if scope.of else 'this corpus'} ({extent(scope)})"


def sentence(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]
