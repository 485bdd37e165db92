"""When something was said: as printed, and which day that was, counted from the day the article is of."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:morning|afternoon|evening|night)"
_FULL = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|a few|a couple of|several)"
_WHEN = re.compile(
    rf"\b(?:[Ll]ast )?{_DAY}(?: {_PART})?\b"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? {_YEAR}\b)?"
    rf"|\b\d{{1,2}} {_MONTH}(?: {_YEAR}\b)?"
    rf"|\b{_MONTH},? {_YEAR}\b"
    # "May" alone is a name, too: a month needs a word before it.
    rf"|\b(?<=[Ii]n ){_FULL}\b|\b(?<=[Ss]ince ){_FULL}\b|\b(?<=[Ll]ate ){_FULL}\b|\b(?<=[Ee]arly ){_FULL}\b"
    rf"|\b(?<=[Ii]n ){_YEAR}\b"
    rf"|\b{_NUMBER} (?:day|week|month|year)s? (?:ago|earlier)\b"
    r"|\b(?:yesterday|today|tonight|last (?:week|month|year|night|fall|spring|summer|winter)"
    r"|earlier this (?:week|month|year)|this (?:week|month|morning|afternoon|evening))\b"
)
_DATED = re.compile(_YEAR)
_WITHOUT_YEAR = 330
"""Days before the article beyond which a day without its year is not taken to be in the past: it may be one to come."""


def when_of(text: str) -> str:
    """The first date or day named, as printed; "" where none is."""
    named = _WHEN.search(text)
    return named.group() if named else ""


def day_of(when: str, published: str) -> str:
    """Which day that was: YYYY-MM-DD; of a week, a month or a year YYYY-Www, YYYY-MM, YYYY; "" where it is not known.

    Args:
        when: As printed, by somebody who wrote on the day of `published`.
        published: The article's date, which tells nothing without its day.
    """
    try:
        written = date.fromisoformat(published[:10])
    except ValueError:
        return ""
    # On a Wednesday "Wednesday" is that day.
    base = written + timedelta(days=1) if re.match(_DAY, when) else written
    parsed = _parser(base).get_date_data(when.replace("earlier", "ago") if "this" not in when else when)
    if parsed.date_obj is None:
        return ""
    meant: date = parsed.date_obj.date()
    if meant > written or (
        (written - meant).days > _WITHOUT_YEAR and not (_DATED.search(when) or "ago" in when or "year" in when)
    ):
        return ""
    year, week, _ = meant.isocalendar()
    return {"week": f"{year}-W{week:02}", "month": f"{meant:%Y-%m}", "year": f"{meant:%Y}"}.get(
        parsed.period, f"{meant}"
    )


@lru_cache(maxsize=64)
def _parser(base: date) -> Any:
    """dateparser, which knows what day "last Tuesday night" is (its search for dates in running text finds "the Sun" and
    "60 Minutes", so what is a date is told here).
    """
    from dateparser.date import DateDataParser

    settings = {"RELATIVE_BASE": datetime.combine(base, time()), "PREFER_DATES_FROM": "past"}
    return DateDataParser(languages=["en"], settings=settings)
