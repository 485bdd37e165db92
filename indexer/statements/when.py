"""When something was said: as printed, by the parse of its sentence, and which day that was, counted from the article's day."""

import re
from collections.abc import Container, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from indexer.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
    rf"|\b(?i:{_NUMBER}) (?:day|week|month|year)s? (?:ago|earlier)\b"
    r"|\b(?:yesterday|today|tonight|last (?:week|month|year|night|fall|spring|summer|winter)"
    r"|earlier this (?:week|month|year)|this (?:week|month|morning|afternoon|evening))\b"
)
_DATED = re.compile(_YEAR)
_WITHOUT_YEAR = 330
"""Days before the article beyond which a day without its year is not taken to be in the past: it may be one to come."""


_APART = frozenset("relcl advcl ccomp pcomp conj parataxis csubj".split())
"""How another clause hangs on a word: what happened there happened at another time; but "a poll released Monday"."""


def names_a_date(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a date or a day is named there."""
    return _WHEN.search(text, start, len(text) if end is None else end) is not None


def when_of(doc: "Doc", cue: Sequence[Span], source: Sequence[Span], content: Sequence[Span]) -> str:
    """The date or day on which it was said, as printed: it hangs on the verb of saying or on the source; "" where none does.

    Args:
        doc: The sentence, parsed.
        cue, source, content: The statement's parts, in characters of the sentence.
    """
    said = [t for t in doc if _inside(t.idx, cue)]
    heads = {t.i for t in said}
    heads |= {t.i for t in doc if _inside(t.idx, source) and not _inside(t.head.idx, source)}
    for verb in said:
        while (
            verb.tag_ in ("VBG", "VB") and verb.dep_ in ("advcl", "xcomp", "acl") and verb.head.pos_ in ("VERB", "AUX")
        ):
            verb = verb.head  # "spoke on Tuesday, saying that"
            heads.add(verb.i)
    near = min((t.idx for t in said), default=0)
    return _nearest(doc, near, heads, _APART, content)


def when_spoken(doc: "Doc", surname: str) -> str:
    """The date of a sentence of which somebody is the subject ("Tillerson spoke on Tuesday."), for what follows; or ""."""
    roots = {
        t.head.i
        for t in doc
        if t.dep_ in ("nsubj", "nsubjpass")
        and t.head.dep_ == "ROOT"
        and any(word.lower_ == surname for word in t.subtree)
    }
    return _nearest(doc, 0, roots, _APART | {"nsubj", "nsubjpass"}, ())


def _nearest(doc: "Doc", place: int, heads: Container[int], apart: Container[str], content: Sequence[Span]) -> str:
    """The date nearest to a place of those that hang on one of these tokens, in its clause."""
    dates = [m for m in _WHEN.finditer(doc.text) if not _inside(m.start(), content)]
    hanging = [m for m in dates if _hangs(doc, m, heads, apart)]
    return min(hanging, key=lambda m: abs(m.start() - place)).group() if hanging else ""


def _hangs(doc: "Doc", date: "re.Match[str]", heads: Container[int], apart: Container[str]) -> bool:
    named = doc.char_span(*date.span(), alignment_mode="expand")
    token = named.root if named is not None else doc[0]
    if token.dep_ == "poss" and token.head.head.head.dep_ == "pobj":
        return False  # "after his speech at last month's convention"; but "in Saturday's call"
    while token.i not in heads:
        to_come = token.dep_ == "xcomp" and any(
            c.tag_ == "TO" for c in token.children
        )  # "promised to speak on Tuesday"
        if token.dep_ in apart or to_come or token.head == token:
            return False
        token = token.head
    return True


def _inside(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)


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
