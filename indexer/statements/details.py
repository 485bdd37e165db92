"""What surrounds a statement: stance, kind of quotation, venue, date, and through whom it came."""

import re
from typing import Literal

from indexer.records import Kind, Span

_DENY = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut\w+|dismiss\w*|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|rebut\w*|contradict\w*|"
    r"disavow\w*|repudiat\w+|debunk\w*|disagree\w*|push(?:es|ed|ing)? back|took issue)\b",
    re.I,
)
_ASK = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|question(?:s|ed|ing)?|wonder(?:s|ed|ing)?|doubt(?:s|ed|ing)?|inquir\w+|debat(?:e|es|ed|ing))\b",
    re.I,
)
_FALSE = re.compile(
    r"\b(?:disinformation|misinformation|false|untrue|lies?|lying|fake|nonsense|baseless|unfounded|fabricat\w+|fiction|"
    r"invent(?:ed|ion)|slander|not true|no truth|hoax|smear)\b",
    re.I,
)
_REFERS = re.compile(
    r"^(?:that\s+)?(?:it|this|that|these|those|them|such|the)?\s*(?:is|was|are|were)?\s*(?:the\s+|all\s+)?"
    r"(?:reports?|claims?|allegations?|accusations?|charges?|stor(?:y|ies)|suggestions?|assertions?|rumou?rs?|accounts?|"
    r"findings?|it|this|that|them)\b",
    re.I,
)

_WHEN = re.compile(
    r"\b(?:(?:on|since|in|by|late|early|last|this|next|from|until)\s+)?"
    r"((?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?)"
    r"|(?:(?:January|February|March|April|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?(?:,?\s+(?:19|20)\d\d)?)"
    r"|(?:May\s+\d{1,2}\b(?:,?\s+(?:19|20)\d\d)?)"
    r"|(?:\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+(?:19|20)\d\d)?)"
    r"|(?:yesterday|today|tonight|last (?:week|month|year|night|fall|spring|summer|winter)|earlier this (?:week|month|year)|this (?:week|month|morning)))\b"
)
_OUTLET_NAME = r"((?:the\s+)?(?:(?:agency|channel|newspaper|broadcaster|magazine|network|station)\s+)?[A-Z][\w&’'-]*(?:\.[a-z]{2,3}\b)?(?: (?:of |the )?[A-Z][\w&’'-]*){0,4})"
_VENUE = (
    (
        re.compile(
            rf"\b(?:in|during)\s+(?:an?|his|her|their)\s+(?:[\w-]+\s+){{0,3}}?interview\s+(?:with|to|on|for|by)\s+{_OUTLET_NAME}"
        ),
        "interview with {}",
    ),
    (re.compile(r"\b(?:in|during)\s+(?:an?|his|her|their)\s+(?:[\w-]+\s+){0,3}?interview\b"), "interview"),
    (
        re.compile(
            r"\b(?:at|during|in)\s+(?:an?|the|his|her|their)?\s*(?:[\w’'-]+\s+){0,3}?((?:press|news)\s+(?:conference|briefing))\b"
        ),
        "{}",
    ),
    (
        re.compile(
            r"\b(?:at|during|in|before)\s+(?:an?|the|his|her|their|last|this|both)?\s*((?:[\w.’'-]+\s+){0,4}?(?:hearing|debate|rally|speech|address|convention|"
            r"town hall|briefing|conference|summit|testimony|fundraiser|podcast|op-ed|editorial|column|memo|letter|lawsuit|complaint|email|e-mail|meeting|session))\b"
        ),
        "{}",
    ),
    (
        re.compile(
            r"\bin\s+(?:an?|the|his|her|their)\s+(?:[\w-]+\s+){0,3}?((?:written |joint |prepared |emailed )?statement)\b"
        ),
        "{}",
    ),
    (
        re.compile(
            r"\b(?:in\s+an?\s+(?:[\w-]+\s+){0,2}(tweet|Facebook post|blog post|post|video|report|poll|survey|study)|on\s+(Twitter|Facebook|Instagram))\b"
        ),
        "{}",
    ),
)
_TOLD = re.compile(rf"\b(?:told|tells|telling)\b[^.“”\"]{{0,60}}?\b(?:to\s+)?{_OUTLET_NAME}")
_TO_OUTLET = re.compile(
    rf"\bto (?:the )?(?:news )?(?:agency|channel|newspaper|broadcaster|magazine|network|station) {_OUTLET_NAME}"
)
_QUOTED_BY = re.compile(rf"\b(?:quoted|cited)\s+(?:by|in)\s+(?:the\s+)?{_OUTLET_NAME}(?=\s+as\b)")
_ON_SHOW = re.compile(rf"\bon\s+{_OUTLET_NAME}")


def kind_of(text: str, content: tuple[Span, ...]) -> Kind:
    """direct: all of it stands in quotation marks; mixed: a part; indirect: none."""
    marks = '“”"„«»'
    joined = [text[max(0, s - 1) : e + 1] for s, e in content]
    if not any(any(m in part for m in marks) or "''" in part for part in joined):
        return "indirect"
    quoted = sum(len(m.group()) for s, e in content for m in re.finditer(r"[“„«\"][^“”\"]*[”“»\"]?", text[s:e]))
    total = sum(e - s for s, e in content)
    opens = (
        text[content[0].start : content[0].start + 2].startswith(("“", '"', "„", "«", "''"))
        or text[max(0, content[0].start - 1)] in '“"„«'
    )
    return "direct" if (opens and quoted >= 0.7 * total) or (opens and text[content[-1].end - 1] in '”"') else "mixed"


_NEGATED_DENIAL = re.compile(
    r"\b(?:not|n[’']t|never|cannot)\b[^.]{0,20}$|\b(?:not|n[’']t|never)\s+(?:den|disput|reject)", re.I
)


def stance_of(cue: str, content: str) -> Literal["asserts", "denies", "questions"]:
    """The voice's stance to the content, from the cue's verb."""
    if _NEGATED_DENIAL.search(cue):
        pass
    elif _DENY.search(cue):
        return "denies"
    if _ASK.search(cue) and (
        content.rstrip('”"’ ').endswith("?")
        or re.match(r"\W*(?:whether|if|why|how|what|who|when|where)\b", content, re.I)
    ):
        return "questions"
    return "asserts"


def rejects(cue: str, content: str) -> bool:
    """Whether the statement turns a thing said before it down as a whole ("refutes these reports", "calling them lies")."""
    if _NEGATED_DENIAL.search(cue):
        return False
    words = content.strip("“”\"’' .,")
    refers = bool(_REFERS.match(words)) and len(words.split()) <= 9
    if _DENY.search(cue) and refers:
        return True
    return bool(_FALSE.search(words)) and (
        len(words.split()) <= 8 and bool(re.search(r"call|describ|dismiss|label|say|said|brand|denounc", cue, re.I))
    )


def when_of(text: str) -> str:
    """The first date or day named, as printed; "" where none is."""
    found = _WHEN.search(text)
    return found.group(1) if found else ""


def venue_of(text: str) -> str:
    """Where or in what it was said ("press conference", "interview with Interfax"), or ""."""
    for pattern, form in _VENUE:
        found = pattern.search(text)
        if found:
            said = next((g for g in found.groups() if g), "") if found.groups() else ""
            said = re.sub(r"^(?:the|a|an|his|her)\s+", "", said.strip(" .’'"))
            return form.format(_outlet(said)) if "{}" in form else form
    return ""


def told_to(text: str, is_outlet: "re.Pattern[str]") -> str:
    """The outlet somebody told it to ("told the agency Interfax", "in an interview with"), or ""."""
    interview = _VENUE[0][0].search(text)
    named = _TO_OUTLET.search(text)
    for found in (interview, named, *_QUOTED_BY.finditer(text), *_TOLD.finditer(text), *_ON_SHOW.finditer(text)):
        if found:
            name = _outlet(found.group(1))
            if is_outlet.search(name) or (found in (interview, named) and len(name.split()) <= 3):
                return name
    return ""


def _outlet(name: str) -> str:
    name = re.sub(r"^(?:the\s+)?(?:agency|channel|newspaper|broadcaster|magazine|network|station)\s+", "", name.strip())
    return re.sub(r"[’']s\b.*$", "", re.sub(r"^the\s+", "", name)).strip(" .,")
