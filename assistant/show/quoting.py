"""Quotations as they are shown: sliced out of the article, its line breaks folded, nothing else changed."""

from assistant.show.safe import folded

OPENING, CLOSING = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
_DOUBLE = '"' + OPENING + CLOSING
_SINGLE = {
    OPENING: "\N{LEFT SINGLE QUOTATION MARK}",
    CLOSING: "\N{RIGHT SINGLE QUOTATION MARK}",
    '"': "'",
}


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
