"""Find whom an article credits for its text: wire agencies, and the outlet it was taken from. Pure.

Only places where a newsroom gives credit count (byline, dateline, credit lines); an agency that is merely cited ("told
Reuters") is a link in a statement's chain, not the article's origin.
"""

import re
from collections.abc import Iterator

from indexer.records import Article

# Short forms that do not say their own name. Others are found by their form and kept as printed.
_FULL_NAMES = {
    "ap": "Associated Press",
    "afp": "Agence France-Presse",
    "upi": "United Press International",
    "dpa": "Deutsche Presse-Agentur",
    "pa": "Press Association",
    "pti": "Press Trust of India",
    "reuters": "Reuters",
    "thomson reuters": "Reuters",
}
_AGENCY = (
    r"(?:(?:the )?associated press|agence france[- ]presse|united press international|press association|press trust of "
    r"india|thomson reuters|reuters|interfax(?:-\w+)?|tass|itar-tass|ria novosti|sputnik|xinhua|bloomberg(?: news)?|"
    r"ukrinform|unian|anadolu(?: agency)?|kyodo(?: news)?|dow jones(?: newswires)?|mcclatchy|tribune news service|"
    r"cnn[- ]wire|deutsche presse-agentur|(?-i:AP|AFP|UPI|DPA|dpa|EFE|ANSA|PTI|PA Media|IANS|APA))"
)
_WORD = r"[A-Z\d][\w&'’-]*(?:\.\w+)*"
_NAME = rf"(?-i:(?:The )?{_WORD}(?: (?:(?:of|and|the) )?{_WORD}){{0,5}})"

_BYLINE = re.compile(
    rf"(?:by )?(?:.* (?:of|for|with) |.*[/|(]\s*)?({_AGENCY})(?: (?:writers?|staff|reporters?))?\)?", re.I
)
_PLACE_AND_DATE = r"(?:[^\n()]{0,70}?[\s,.])?"
_DATELINE = (
    re.compile(rf"{_PLACE_AND_DATE}\((?:the )?({_AGENCY})\)\s*[-–—:]", re.I),
    re.compile(rf"{_PLACE_AND_DATE}/\s*({_AGENCY})\s*/", re.I),
    re.compile(rf"(?-i:[A-Z][A-Z .'-]{{2,30}}),? [^\n()]{{0,20}}[-–—]\s*({_AGENCY})\s*[-–—:.]", re.I),
    re.compile(rf"({_AGENCY})\s+[-–—|]\s", re.I),
    # An agency not on our list: capitals in brackets between a place in capitals and a dash.
    re.compile(
        r"[A-Z][A-Z .,'’-]{2,40}(?:[A-Z][a-z]+\.?)?[\w ,.]{0,20}"
        r"\(([A-Z][A-Za-z]{2,15}(?: (?:Press|News|Agency|Wire|Service|Media))?)\)\s*[-–—]"
    ),
)
_LINES_OF_CREDIT = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:^|.*?[.\s(])(?:the |[^.\n]{{0,80}}\bof the )?({_AGENCY})(?:['’]s?)?"
        r"(?: (?:writers?|reporters?|correspondents?|staff)\b[^.\n]{0,120}| [A-Z][^.\n]{0,80})? contributed\b.*",
        rf"[\W_]*contribut(?:ing|ors?)\s*:[^\n]{{0,160}}?\b({_AGENCY})\b.*",
        rf"[\W_]*(?:©|\(c\)|copyright)[^\n]{{0,30}}?\b({_AGENCY})\b.*",
        r"[\W_]*(?:source|via|from|credit|with (?:files|reporting|material|information) from)\s*:?\s*"
        rf"(?:the )?({_AGENCY})(?:[\s,/&]+[^\n:]{{0,40}})?[^\w:]*",
        rf"[\W_]*source:\s*({_NAME})[\W_]*",
        # On a line of its own, in brackets: "(Transmere Press)".
        r"\((?-i:((?:[A-Z][A-Za-z]{2,15} ){1,2}(?:Press|News|Agency|Wire|Service|Media)))\)",
        rf"[\W_]*(?:h/t|hat tip)\b[\s:to]*({_NAME})[\W_]*",
        r"[\W_]*(?:this|the) (?:article|story|post|piece|report|column) (?:was |has been |is )?"
        r"(?:originally |first |also )?(?:appeared|published|ran|posted|reprinted|republished|syndicated)"
        rf"(?: here)?(?: with permission)?(?: originally| first)? (?:on|in|at|by|from) ({_NAME}).*",
        rf"[\W_]*(?:originally|first) (?:published|appeared|posted) (?:on|in|at|by) ({_NAME}).*",
        r"[\W_]*(?:re(?:published|printed|posted)|syndicated) (?:with permission )?(?:from|by|courtesy of) "
        rf"({_NAME}).*",
    )
)
# Reuters signs at the end; in brackets this form is its own.
_REUTERS_SIGNATURE = re.compile(
    r"\((?:additional )?(?:reporting|writing) by [^()]{3,300}?;?\s*(?:editing|writing) by [^()]{3,120}\)", re.I
)

_TOP = 6  # paragraphs in which a dateline may stand
_LONGEST_LINE = 400  # characters: what is longer is no line of credit


def credit(article: Article) -> tuple[str, ...]:
    """Whom an article credits, full names where known, in the order byline, dateline, lines of credit.

    >>> credit(Article(id="a", text="KABUL (AP) — Rebels said on Monday that they had left."))
    ('Associated Press',)
    """
    return tuple(dict.fromkeys(_full_name(name) for name in _credits(article)))


def _credits(article: Article) -> Iterator[str]:
    for author in article.authors:
        if found := _BYLINE.fullmatch(author.strip()):
            yield found.group(1)
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    datelines = (next(filter(None, (pattern.match(line) for pattern in _DATELINE)), None) for line in lines[:_TOP])
    yield from (found.group(1) for found in datelines if found)
    for line in lines:
        if _REUTERS_SIGNATURE.search(line[-_LONGEST_LINE:]):
            yield "Reuters"
        if len(line) > _LONGEST_LINE:
            continue
        for pattern in _LINES_OF_CREDIT:
            if found := pattern.fullmatch(line):
                yield found.group(1)


def _full_name(name: str) -> str:
    plain = re.sub(r"^the\s+", "", name, flags=re.I).lower()
    return _FULL_NAMES.get(plain) or {full.lower(): full for full in _FULL_NAMES.values()}.get(plain) or name
