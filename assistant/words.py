"""Words as the matcher compares them: stems, content words, names, numbers, negation."""

import re
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files

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
NEGATIONS = frozenset("not no never nor neither none nothing nobody cannot n't".split())
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


def stems(text: str) -> list[str]:
    """Stems of the content words, in order."""
    return [stem(w) for w in content_words(text)]


def same_stem(a: str, b: str) -> bool:
    """Equal, or one name's forms: "russia" and "russian", "afghan" and "afghanistan" share five letters or more."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if long[len(short) :] in ("ia", "na") and long.startswith(short):
        return False  # Niger is not Nigeria, India not Indiana
    return len(short) >= 5 and long.startswith(short[: max(5, len(short) - 1)]) and len(long) - len(short) <= 5


def holds(stems: Collection[str], root: str) -> bool:
    """Whether stems hold this one, or, where it is long enough to tell, another form of it."""
    return root in stems or (len(root) >= 5 and any(same_stem(root, other) for other in stems))


@lru_cache(maxsize=4096)
def governments(root: str) -> tuple[str, ...]:
    """The stem itself, and those of what else newspapers call the same state: "moscow" -> ("moscow", "russia", ...)."""
    return (root, *(other for other in _states().get(root, ()) if other != root))


@lru_cache(maxsize=1)
def _states() -> dict[str, tuple[str, ...]]:
    lines = files("assistant").joinpath("data", "capitals.txt").read_text(encoding="utf-8").splitlines()
    groups = [tuple(stem(word) for word in line.split()) for line in lines if line and not line.startswith("#")]
    return {root: group for group in groups for root in group}


_NUMERALS = {
    w: str(n)
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty".split()
    )
    if n > 1
} | {"thirty": "30", "forty": "40", "fifty": "50"}


def numbers(text: str) -> set[str]:
    """Figures without separators, whether printed as digits or as words ("one" is mostly no number)."""
    found = words(text)
    return {w.replace(",", "").rstrip(".") for w in found if w[0].isdigit()} | {
        _NUMERALS[w.lower()] for w in found if w.lower() in _NUMERALS
    }


def negations(text: str) -> int:
    """How many negating words a text holds."""
    lower = text.lower().replace("’", "'")
    return len(re.findall(r"n't\b", lower)) + sum(w in NEGATIONS for w in re.findall(r"[a-z]+", lower))
