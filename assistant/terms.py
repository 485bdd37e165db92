"""Words as retrieval and the signs of the judge compare them: stems, and the words that carry content. Pure."""

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache

from nltk.stem.porter import PorterStemmer

_STEMMER = PorterStemmer()
STOP = frozenset(
    "a an the and or but if of at by for with about against between into through during before after above below to from up down in out "
    "on off over under again further then once here there when where why how all any both each few more most other some such no nor not "
    "only own same so than too very s t can will just don should now is are was were be been being have has had having do does did doing "
    "would could may might must shall that this these those i me my we our you your he him his she her it its they them their what which "
    "who whom as also while because until up said say says saying told tell tells according claim claims claimed state states stated "
    "anyone anybody someone somebody really ever actually exactly".split()
)
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:[’'][A-Za-z]+)?|\d[\d,.]*\d|\d")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Porter's stem of a lower-case word."""
    return str(_STEMMER.stem(re.sub(r"[’']s$", "", word)))


def words(text: str) -> list[str]:
    """The words and numbers of a text, as printed."""
    return _WORD.findall(text)


def content_words(text: str) -> list[str]:
    """Lower-case words that carry content, in order."""
    return [
        w
        for w in (re.sub(r"[’']s$", "", w.lower()) for w in words(text))
        if w not in STOP and (len(w) > 1 or w.isdigit())
    ]


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The stems of a short text's words."""
    return frozenset(stem(w.lower()) for w in words(text))


def stems_between(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the words that begin from `start` on and before `end`; a long text's words are looked up once."""
    starts, found = _places(text)
    return frozenset(found[bisect_left(starts, start) : bisect_left(starts, end)])


@lru_cache(maxsize=2000)
def _places(text: str) -> tuple[list[int], list[str]]:
    """Where each word of a text begins, and its stem."""
    told = [(match.start(), stem(match.group().lower())) for match in _WORD.finditer(text)]
    return [start for start, _ in told], [form for _, form in told]


def same_stem(a: str, b: str) -> bool:
    """Equal, or one name's forms: "russia" and "russian", "afghan" and "afghanistan" share five letters or more."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if long[len(short) :] in ("ia", "na") and long.startswith(short):
        return False  # Niger is not Nigeria, India not Indiana
    return len(short) >= 5 and long.startswith(short[: max(5, len(short) - 1)]) and len(long) - len(short) <= 5


def holds(roots: Collection[str], root: str) -> bool:
    """Whether stems hold this one, or, where it is long enough to tell, another form of it."""
    return root in roots or (
        len(root) >= 5 and any(other[:5] == root[:5] and same_stem(root, other) for other in roots)
    )
