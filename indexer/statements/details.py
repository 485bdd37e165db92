"""What surrounds a statement: its kind of quotation, whether it points at another, its venue, and through whom it came."""

import re

from indexer.records import Kind, Span, Stance

_FALSE = re.compile(
    r"\b(?:disinformation|misinformation|false|untrue|lies?|lying|fake|nonsense|baseless|unfounded|fabricat\w+|fiction|"
    r"invent(?:ed|ion)|slander|not true|no truth|hoax|smear)\b",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.I)
_REFERS = re.compile(
    r"^(?:that\s+)?(?:it|this|that|these|those|them|such|the)?\s*(?:is|was|are|were)?\s*(?:the\s+|all\s+)?"
    r"(?:reports?|claims?|allegations?|accusations?|charges?|stor(?:y|ies)|suggestions?|assertions?|rumou?rs?|accounts?|"
    r"findings?|it|this|that|them)\b",
    re.I,
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


def rejects(stance: Stance, cue: str, content: str) -> bool:
    """Whether the statement turns a thing said before it down as a whole ("refutes these reports", "calling them lies")."""
    if stance == "nothing" or _NEGATED.search(cue):  # who does not believe it turns it down, but points at nothing
        return False
    words = content.strip("“”\"’' .,")
    refers = bool(_REFERS.match(words)) and len(words.split()) <= 9
    if stance == "denies" and refers:
        return True
    return bool(_FALSE.search(words)) and (
        len(words.split()) <= 8 and bool(re.search(r"call|describ|dismiss|label|say|said|brand|denounc", cue, re.I))
    )


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
