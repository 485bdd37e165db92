"""Strikes every sentence of a language model's answer that does not stand in the passages it cites.

It compares characters, names, figures and words. It cannot see every twist of meaning (who did what to
whom, a negation): what it keeps is traceable, and the reader still opens the passage.
"""

import calendar
import re
from collections.abc import Iterator, Sequence

from assistant.answer import Paragraph, Run, Struck
from assistant.records import Hit
from assistant.show.quoting import CLOSING, OPENING
from assistant.show.safe import folded, safe
from assistant.show.wording import NUMBERS, day
from indexer.fold import fold

SHARE = 0.5  # of a sentence's longer words must stand in what it cites
MONTHS = tuple(calendar.month_name[1:])
_MARK = re.compile(r"\[(\d+(?:\s*[,;]\s*\d+)*)\]")
_QUOTE = re.compile(rf"{OPENING}([^{OPENING}{CLOSING}]*){CLOSING}|\"([^\"]*)\"|«([^»]*)»")
_END = re.compile(rf"[.!?][\"'{CLOSING})]*(?:\s*\[\d+(?:\s*[,;]\s*\d+)*\])*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|St|Jr|Sr|vs|No|Inc)|\b[A-Z])\.$"
)
_EMPHASIS = re.compile(r"\*\*|(?<!\w)[*_](?=\w)|(?<=[\w.,;:!?])[*_](?!\w)|`")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"\b[A-Z][^\W\d_]*(?:'[A-Z][^\W\d_]+)?")
_ENDINGS = ("", "s", "n", "an", "ian", "i", "ese", "ish")  # "Russia" and "Russian" name one thing
# Words that begin a sentence with a capital and name nobody.
_OPENERS = frozenset(
    word
    for line in (
        "a an the in on at by for from to of with and but or nor so yet as if when while after before because since",
        "although though however according he she it they we i you this that these those there here his her its their",
        "our one both some many most several other others another no not nobody none all each every also then later",
        "earlier meanwhile instead still only who what where how why which neither either separately additionally",
        "moreover furthermore overall asked statements reports passage passages article articles source sources",
        "officials voices",
    )
    for word in line.split()
)


def verify(text: str, passages: Sequence[Hit]) -> tuple[tuple[Paragraph, ...], tuple[Struck, ...]]:
    """Keep what stands in the cited passages.

    Args:
        text: The model's answer: paragraphs or lists whose sentences carry marks like [1] or [1, 2].
        passages: The passages it was given; mark [n] is `passages[n - 1]`.

    Returns:
        A paragraph for each line of which something is kept, and each struck sentence with the reason.
    """
    kept: list[Paragraph] = []
    struck: list[Struck] = []
    sources = [_Source(hit) for hit in passages]
    for line in text.replace("\r", "").split("\n"):
        bullet = re.match(r"\s*(?:[-*•]|\d+[.)]|#+|>)\s+", line)
        body = line[bullet.end() :] if bullet else line
        stand = []
        for sentence in _sentences(body):
            if reason := _fault(sentence, sources):
                struck.append(Struck(text=folded(sentence), why=reason))
            else:
                stand.append(sentence)
        if stand:
            kept.append(Paragraph(runs=tuple(_runs(" ".join(stand))), listed=bullet is not None))
    return tuple(kept), tuple(struck)


class _Source:
    """What one passage can bear out: its text, and its article's title, publisher and date."""

    def __init__(self, hit: Hit) -> None:
        article = hit.article
        month = re.match(r"\d{4}-(\d\d)", article.published)
        spelled = MONTHS[int(month.group(1)) - 1] if month and 1 <= int(month.group(1)) <= 12 else ""
        about = (article.title, article.publisher, article.published, day(article.published), spelled, *article.authors)
        self.text = _plain(hit.passage.text)
        self.known = _plain(" ".join((hit.passage.text, *about)))
        self.words = {w.removesuffix("'s") for w in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", self.known.casefold())}
        self.numbers = {_figure(n) for n in _NUMBER.findall(self.known)}
        self.beginnings = _beginnings(self.known)

    def says(self, quotation: str) -> bool:
        """Whether every part of a quotation (apart by ellipses) stands here, in this order, word for word."""
        at = 0
        for part in re.split(r"\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*", _plain(quotation)):
            words = part.strip(" .,;:!?")
            if not words:
                continue
            found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(self.text, at)
            if found is None:
                return False
            at = found.end()
        return True


def _fault(sentence: str, sources: Sequence[_Source]) -> str:
    """Why a sentence is struck, or ""."""
    numbers = [int(n) for group in _MARK.findall(sentence) for n in re.findall(r"\d+", group)]
    if not numbers:
        return "it cites nothing"
    if unknown := [n for n in numbers if not 1 <= n <= len(sources)]:
        return f"it cites [{unknown[0]}], which does not exist"
    body = _MARK.sub(" ", sentence)
    cited = [sources[n - 1] for n in dict.fromkeys(numbers)]
    for quotation in ("".join(groups) for groups in _QUOTE.findall(body)):
        if not any(source.says(quotation) for source in cited):
            elsewhere = [n for n, source in enumerate(sources, 1) if source.says(quotation)]
            if elsewhere:
                return f"misattributed: its quotation stands in [{elsewhere[0]}], not in what it cites"
            return "fabricated: its quotation stands in no passage"
    if any(mark in _QUOTE.sub("", body) for mark in f'"{OPENING}{CLOSING}'):
        return "it opens a quotation that does not close"
    return _unknown(_plain(_QUOTE.sub(" ", body)), cited)


def _unknown(body: str, cited: Sequence[_Source]) -> str:
    """The first figure or name that what is cited does not hold, or too few words in common."""
    figures = set().union(*(source.numbers for source in cited))
    words = set().union(*(source.words for source in cited))
    for number in _NUMBER.findall(body):
        spelled = NUMBERS[int(number)] if number.isdigit() and int(number) < len(NUMBERS) else ""
        if _figure(number) not in figures and spelled not in words:
            return f"the figure {number} does not stand in what it cites"
    for word in re.findall(r"[a-z]+", body.casefold()):
        if word in NUMBERS[2:] and word not in words and str(NUMBERS.index(word)) not in figures:
            return f"the number {word} does not stand in what it cites"
    for found in _NAME.finditer(body):
        name = found.group().casefold()
        if (name in _OPENERS and not body[: found.start()].strip()) or len(name) < 2:
            continue
        if not _named(name, words):
            return f"the name {found.group()} does not stand in what it cites"
    own = _beginnings(body)
    share = len(own & frozenset().union(*(source.beginnings for source in cited))) / len(own) if own else 1.0
    return "" if share >= SHARE else "most of its words do not stand in what it cites"


def _named(name: str, words: set[str]) -> bool:
    if name in words:
        return True
    longer = any(name + ending in words for ending in _ENDINGS)
    shorter = any(name.endswith(e) and len(name) - len(e) >= 4 and name.removesuffix(e) in words for e in _ENDINGS if e)
    return len(name) >= 4 and (longer or shorter)


def _sentences(line: str) -> Iterator[str]:
    """Sentences with the marks behind them; a full stop inside a quotation or after a title ends none."""
    start = 0
    for end in _END.finditer(line):
        before = line[start : end.start() + 1]
        inside = line[start : end.end()]
        opened = inside.count(OPENING) > inside.count(CLOSING) or _MARK.sub("", inside).count('"') % 2 == 1
        following = line[end.end() :].lstrip()
        if opened or _ABBREVIATION.search(before) or following[:1].islower():
            continue
        if sentence := line[start : end.end()].strip():
            yield sentence
        start = end.end()
    if rest := line[start:].strip():
        yield rest


def _runs(sentences: str) -> Iterator[Run]:
    """Words and marks apart, [1, 2] as two marks; a model's emphasis is none of its words."""
    last = 0
    for mark in _MARK.finditer(sentences):
        yield from _words(sentences[last : mark.start()])
        yield from (Run(mark=int(n)) for n in re.findall(r"\d+", mark.group(1)))
        last = mark.end()
    yield from _words(sentences[last:])


def _words(text: str) -> Iterator[Run]:
    if text := safe(_EMPHASIS.sub("", text)):
        yield Run(text=text)


def _plain(text: str) -> str:
    """On one line, with every kind of quotation mark and apostrophe made straight and single."""
    text = re.sub("[\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}`]|''", "'", folded(fold(text)))
    return re.sub(rf"[\"{OPENING}{CLOSING}«»]", "'", text).replace("**", "")


def _figure(number: str) -> str:
    return number.replace(",", "").rstrip(".")


def _beginnings(text: str) -> frozenset[str]:
    """The first five letters of each longer word: enough to bring "arms" and "arming" near."""
    return frozenset(word[:5] for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 3)
