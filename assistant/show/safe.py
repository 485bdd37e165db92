"""Text of an article that nothing obeys: no terminal, page or line reader. The one place that knows such signs."""

import re

UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
UNSAFE += "\ud800-\udfff\U000e0000-\U000e007f"
"""Inside of a character class: controls, marks of direction, separators, halves of surrogates, signs that hide text.
The joiners (U+200C, U+200D) are none of these: words of some languages and emojis are made with them."""
_UNSAFE = re.compile(f"[{UNSAFE}]")


def safe(text: str) -> str:
    r"""With the replacement character for each such sign, so as long as it was; "\n" and "\t" stay, "\r" is "\n"."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", " \n").replace("\r", "\n"))


def folded(text: str) -> str:
    """On one line, safe to show."""
    return " ".join(safe(text).split())
