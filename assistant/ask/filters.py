"""What a user may limit an answer to, checked when it is set: what means nothing must not pass in silence. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from assistant.records import Filters
from indexer.errors import UserError

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def limits(
    *, publishers: Iterable[str] = (), after: str | None = "", before: str | None = "", speaker: str = ""
) -> Filters:
    """Filters as they were typed.

    Args:
        after, before: First and last day; a month or a year stands for all its days. Blank means no limit.

    Raises:
        UserError: A date is none, or no day lies between the two.
    """
    first, last = day_of(after), day_of(before)
    both = min(len(first), len(last))
    if both and first[:both] > last[:both]:
        raise UserError(f"no article can be from {first} on and up to {last}: change one of the two dates")
    return Filters(publishers=tuple(publishers), after=first, before=last, speaker=speaker.strip())


def day_of(typed: str | None) -> str:
    """An ISO date, month or year; "" for none (a box that nobody touched may hold None).

    Raises:
        UserError: It is no date of the calendar.
    """
    given = (typed or "").strip()
    if not given:
        return ""
    parts = _ISO.fullmatch(given)
    try:
        date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)) if parts else date.fromisoformat("")
    except ValueError:
        raise UserError(f"{given!r} is no date: write it as 2017-08-31, 2017-08 or 2017") from None
    return given
