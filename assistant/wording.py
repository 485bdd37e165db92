"""Numbers, dates and lists in words, the same wherever an answer speaks."""

import re
from collections.abc import Sequence

from assistant.records import Scope

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


def listing(names: Sequence[str], *, most: int = 4) -> str:
    """Names in a row: ["a", "b", "c"] -> "a, b and c"; beyond `most` the rest is counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {count(len(names) - most, 'other')}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))


def searched(scope: Scope) -> str:
    """What was searched: "these 28 articles (5 Aug 2017 to 9 Oct 2017)", "this one article (5 Aug 2017)"."""
    dates = " to ".join(dict.fromkeys(day(d) for d in (scope.first, scope.last) if d))
    span = f" ({dates})" if dates else ""
    if scope.articles == 1:
        return f"this one article{span}"
    return f"these {scope.articles:,} articles{span}"


def sentence(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


REASONS = {
    "one-article": "one article",
    "one-publisher": "one publisher",
    "one-voice": "one voice in several outlets",
    "reprint": "one text reprinted",
    "circular": "one cited source",
}
