"""Quotations as they are shown: sliced out of the article, its line breaks folded, nothing else changed."""

import re

from assistant.records import Hit, Match
from assistant.show.labels import UNNAMED_VOICE

OPENING, CLOSING = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
_DOUBLE = '"' + OPENING + CLOSING
_SINGLE = {
    OPENING: "\N{LEFT SINGLE QUOTATION MARK}",
    CLOSING: "\N{RIGHT SINGLE QUOTATION MARK}",
    '"': "'",
}
_SENTENCE_END = re.compile(
    r"(?<=[.!?])[\"')\]" + CLOSING + _SINGLE[CLOSING] + r"]*\s+(?=[\"'(" + OPENING + r"A-Z0-9])|\n\s*\n"
)
# Categories of Unicode that a terminal could obey (controls, bidirectional overrides) or that hide text.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def safe(text: str) -> str:
    """Without characters that a terminal would obey; each becomes the replacement character."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def folded(text: str) -> str:
    """On one line, safe to show."""
    return " ".join(safe(text.replace("\t", " ")).split())


def quoted(text: str, *, most: int = 0) -> str:
    """A quotation in quotation marks, marks inside it made single.

    Args:
        text: Characters of an article.
        most: Words after which the display stops with an ellipsis outside of what is quoted; 0 for none.
    """
    inner = folded(text)
    if len(inner) > 1 and inner[0] in _DOUBLE and inner[-1] in _DOUBLE and not set(inner[1:-1]) & set(_DOUBLE):
        inner = inner[1:-1]
    words = inner.split(" ")
    cut = bool(most) and len(words) > most
    if cut:
        inner = " ".join(words[:most])
    inner = "".join(_SINGLE.get(c, c) for c in inner)
    return f"{OPENING}{inner}{CLOSING}{' …' if cut else ''}"


def quote_of(match: Match) -> str:
    """Exactly the article's text that a statement covers."""
    return match.article.text[match.statement.start : match.statement.end]


def speaker_of(match: Match) -> str:
    """The voice as it is named on screen."""
    return folded(match.statement.voice or match.article.publisher) or UNNAMED_VOICE


def best_sentence(hit: Hit, stems: frozenset[str]) -> str:
    """The sentence of a passage that holds most of the words, the first of equals; exactly as it stands there.

    Args:
        stems: Lower-case beginnings of words, as `beginnings` makes them.
    """
    found, start = [], 0
    for end in [m.start() for m in _SENTENCE_END.finditer(hit.passage.text)] + [len(hit.passage.text)]:
        # A closing quotation mark belongs to the sentence that it ends.
        end += len(re.match(r"[\"')\]" + CLOSING + _SINGLE[CLOSING] + "]*", hit.passage.text[end:]).group())  # type: ignore[union-attr]
        if piece := hit.passage.text[start:end].strip():
            found.append(piece)
        start = end
    return max(found, key=lambda piece: len(beginnings(piece) & stems), default="")


def beginnings(text: str) -> frozenset[str]:
    """The first five letters of each longer word: enough to bring "arms" and "arming" near, without a model."""
    return frozenset(word[:5] for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 3)
