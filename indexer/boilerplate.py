"""Mark what is no journalism in an article's text: teasers, breadcrumbs, share bars. Pure; nothing is ever cut.

Precision comes first: a line is marked only where its whole shape says what it is, since a marked line is not indexed.
"""

import re
from collections.abc import Iterator, Sequence

from indexer.records import Span

_LABEL = (
    r"(?:must[- ]reads?|read (?:more|also|next|this next|the full (?:story|article)(?: here)?)|also read|see also|"
    r"(?:more )?related(?: (?:articles?|stor(?:y|ies)|posts?|news|content|links|coverage|topics))?|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: (?:for you|stories|reading))?|"
    r"more (?:from|on) (?:this|the|our) (?:story|topic|author|section|site)|"
    r"most (?:read|popular|viewed|shared)(?: stories)?|trending(?: (?:now|stories))?|"
    r"don['’]t miss|editor['’]s picks?|up next|top stories|popular (?:posts|stories|now)|"
    r"sponsored(?: content)?|promoted (?:stories|content)|around the web)"
)
_LABEL_ALONE = re.compile(rf"[\W_]*{_LABEL}[\W_]*", re.IGNORECASE)
_LABEL_AND_TEASER = re.compile(
    rf"[\W_]*{_LABEL}(?: (?:on|at|in) [^:.]{{1,40}})?\s*(?::|\||»|>|–|—)\s*\S.*", re.IGNORECASE
)
# "READ ALSO Engineer says tunnel will flood": in capitals it needs no mark behind it.
_LABEL_IN_CAPITALS = re.compile(
    r"[\W_]*(?:READ ALSO|ALSO READ|READ MORE|READ NEXT|SEE ALSO|MUST READ|RELATED|DON['’]T MISS|UP NEXT|TRENDING)\s+"
    r"[A-Z“\"'‘].{5,160}[^.]"
)

_NETWORK = r"(?:facebook|twitter|linkedin|pinterest|reddit|whats ?app|telegram|instagram|google ?\+?|tumblr|flipboard)"
_SHARE_WORD = (
    rf"(?:share|tweet|pin|e-?mail|print|save|copy link|{_NETWORK}|shares?|likes?|comments?|via|on|this|by|with|story|"
    r"article|post|page|to|a friend|now|\d[\d.,]*k?)"
)
_SHARE_BAR = re.compile(rf"[\W_]*(?:{_SHARE_WORD}[\W_]+)*{_SHARE_WORD}[\W_]*", re.IGNORECASE)
_SHARES = re.compile(rf"\b(?:share|tweet|shares|pin it|{_NETWORK})\b", re.IGNORECASE)  # one alone may be a heading

_SHARE_VERB = re.compile(r"[\W_]*(?:share|tweet|pin)\b", re.IGNORECASE)

_LINES_OF_THE_SITE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Advertising
        r"[\W_]*(?:advertisement|advertising|story continues below(?: this)? ad(?:vertisement)?|continue reading(?: "
        r"the main story| below)?|scroll (?:down )?to continue.{0,60}|article continues (?:after|below).{0,60})[\W_]*",
        # Newsletters
        r"(?:click here to |please )?(?:sign up|subscribe|register)(?: now| here| today)?(?: for free)? (?:for|to) "
        r"(?:our|the|this|your)\b.{0,80}\b(?:newsletters?|e-?mails?|alerts|digest|updates|"
        r"channel|podcast|feed|inbox)\b.{0,80}",
        r".{0,80}\b(?:delivered|straight|sent|right)(?: (?:directly|straight|right))? (?:to|into) your inbox\b.{0,60}",
        r"(?:get|receive) (?:the|our|breaking|daily|a daily)\b.{0,60}\b(?:newsletters?|by e-?mail)\b.{0,40}",
        # Following
        r"[\W_]*(?:you can )?(?:follow|like|join|find)\b.{0,80}?(?:\bon (?:twitter|facebook|instagram|telegram|"
        r"google\s?\+|linkedin|youtube|snapchat|whatsapp)\b|@\w+).{0,80}",
        # Cookies
        r"(?:we|this (?:web)?site|our (?:web)?site|by (?:using|continuing))\b.{0,120}\bcookies\b.{0,300}",
        # Copyright
        r"[\W_]*(?:©|\(c\)|copyright\b)\s*.{0,40}\b(?:19|20)\d\d\b.{0,200}",
        r"(?:.{0,80}\W)?all rights reserved\b.{0,160}",
        r"this material may not be published, broadcast, rewritten.{0,80}",
        # Comments
        r"[\W_]*(?:leave a (?:comment|reply)|(?:post|add|view|read|show) (?:your |all |\d+ )?comments?|"
        r"join the conversation|comments? \(\d+\)|\d+ comments?)[\W_]*",
        r"(?:click here|download) (?:to|for) (?:get |download )?(?:our|the) .{0,40}\bapp\b.{0,40}",
    )
)

_CRUMBS = re.compile(r"(?:home|front ?page|news|main)\s*(?:[>»›/|→]\s*[^>»›/|→\n]{1,100}){1,6}", re.IGNORECASE)
_GLUED_CRUMBS = re.compile(r"Home(?=[A-Z])")
_CRUMB_PREFIX = re.compile(r"(?:Home|News|Main|Front ?page)\W*(?:\w[\w&' -]{0,30}\W*){0,4}")

_TOP_LINES = 4
_LONGEST_LINE = 320  # characters: what is longer is a paragraph of the article
_LONGEST_TAIL = 1500  # characters behind a teaser label that may be teasers all the way to the end
_LARGEST_TAIL = 0.25  # ... and their largest share of the text
_TEASER_WORDS = 25


def mark(text: str) -> tuple[Span, ...]:
    """The parts of a text that are the site's, not the article's.

    Returns:
        In order, without overlap, each without white space around it.
    """
    lines = _lines(text)
    found = [*_top(text, lines), *_teasers(text, lines), *(line for line in lines if _is_of_the_site(line.of(text)))]
    return tuple(_merged(found))


def _top(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Breadcrumbs, and the headline where it stands there twice."""
    top = lines[:_TOP_LINES]
    for place, line in enumerate(top):
        words = line.of(text)
        following = [other.of(text) for other in top[place + 1 :]]
        if len(words) > _LONGEST_LINE:
            return
        is_crumbs = _CRUMBS.fullmatch(words) or any(_ends_in_headline(words, headline) for headline in following)
        if is_crumbs or (0 < place <= 2 and words == top[place - 1].of(text)):
            yield line


def _ends_in_headline(line: str, headline: str) -> bool:
    """Whether a line is a trail of sections, glued to the headline that follows it: "HomeWorldWhy it rains"."""
    if len(headline) < 8 or len(line) <= len(headline) or not line.endswith(headline):
        return False
    trail = line[: -len(headline)]
    return bool(_GLUED_CRUMBS.match(trail + "X") or _CRUMB_PREFIX.fullmatch(trail))


def _teasers(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    for place, line in enumerate(lines):
        words = line.of(text)
        if len(words) > _LONGEST_LINE:
            continue
        teaser = _LABEL_AND_TEASER.fullmatch(words) or _LABEL_IN_CAPITALS.fullmatch(words)
        if teaser and len(words.split()) <= _TEASER_WORDS + 5:
            yield line
        elif _LABEL_ALONE.fullmatch(words):
            yield line
            tail = len(text.rstrip()) - line.end
            if place and tail <= _LONGEST_TAIL and tail <= _LARGEST_TAIL * len(text):
                yield Span(line.start, lines[-1].end)
                return
            if place + 1 < len(lines) and _is_teaser(lines[place + 1].of(text)):
                yield lines[place + 1]


def _is_teaser(line: str) -> bool:
    """Whether a line reads like the headline of another article: short, and not a sentence."""
    return len(line.split()) <= _TEASER_WORDS and (line.endswith(("...", "…")) or line[-1] not in ".!?”\"’'")


def _is_of_the_site(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    if _SHARE_BAR.fullmatch(line):
        return len(_SHARES.findall(line)) + bool(_SHARE_VERB.match(line)) >= 2 and len(line.split()) <= 20
    return any(pattern.fullmatch(line) for pattern in _LINES_OF_THE_SITE)


def _lines(text: str) -> list[Span]:
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        begin = start + len(line) - len(line.lstrip())
        end = begin + len(line.strip())
        if begin < end:
            found.append(Span(begin, end))
        start += len(line) + 1
    return found


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
