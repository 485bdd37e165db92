"""Dates as printed to ISO dates, without ever adding what was not printed."""

import re
from datetime import date, datetime

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONGEST = 80  # characters: what is longer is no date


def iso_date(value: object) -> str:
    """ "YYYY-MM-DD", or "YYYY-MM" or "YYYY" where no more is certain; "" where nothing is.

    >>> iso_date("March 3, 2016"), iso_date("03/04/2016"), iso_date("yesterday")
    ('2016-03-03', '2016', '')
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value).strip()
    if found := _COMPACT.fullmatch(text) or _ISO.fullmatch(text):
        return _checked(*found.groups())
    if found := _NUMBERS.fullmatch(text):
        first, second, year = found.groups()
        # "03/04/2016" is March in Washington and April in London: only the year is certain.
        if int(first) <= 12 and int(second) <= 12 and first != second:
            return _checked(year, None, None)
        day, month = (first, second) if int(first) > 12 else (second, first)
        return _checked(year, month, day)
    if len(text) > _LONGEST or not _YEAR.search(text):
        return ""
    return _in_words(text)


def _checked(year: str, month: str | None, day: str | None) -> str:
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7] if month else whole[:4]


def _in_words(text: str) -> str:
    from dateparser.date import DateDataParser

    # Without "absolute-time" alone, "2 days ago" would become a date counted from today.
    parser = DateDataParser(settings={"PARSERS": ["absolute-time"], "PREFER_DAY_OF_MONTH": "first"})
    try:
        found = parser.get_date_data(text)
    except (ValueError, OverflowError, TypeError):
        return ""
    if found.date_obj is None or str(found.date_obj.year) not in text:
        return ""
    whole = str(found.date_obj.date().isoformat())
    known = {"month": len("YYYY-MM"), "year": len("YYYY")}.get(found.period)
    return whole[:known]
