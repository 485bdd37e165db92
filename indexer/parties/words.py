"""The data files of this folder, and names as they are compared: small letters, no accents, no possessives."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

_HOST = re.compile(r"(?:https?://)?(?:(?:www\d?|m|mobile|amp|edition|en)\.)*((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/.*)?", re.I)
_COUNTRY = re.compile(r"\.(?:co|com|org|net|ac|gov)\.[a-z]{2}$|\.[a-z]{2,}$")
SMALL_WORDS = frozenset("a an the of for at in to and on by s us its his her their former".split())


def lines_of(name: str) -> list[str]:
    """The lines of a data file, remarks left out."""
    text = files("indexer").joinpath("parties", "data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=16)
def classes_of(name: str) -> dict[str, frozenset[str]]:
    """Of a file of lines "class: words": each class and its words."""
    found: dict[str, set[str]] = {}
    for line in lines_of(name):
        label, _, words_ = line.partition(":")
        found.setdefault(label.strip(), set()).update(words_.split())
    return {label: frozenset(held) for label, held in found.items()}


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """Lower-case words without accents, possessives, dots and web endings: "The U.S.'s" -> ("the", "us")."""
    flat = unicodedata.normalize("NFKD", name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    flat = flat.encode("ascii", "ignore").decode()
    flat = re.sub(r"'s\b|'(?=\s|$)", "", flat).replace(".com", "").replace(".", "")
    found = re.findall(r"[^\W_]+", flat.casefold())
    return tuple(found or re.findall(r"[^\W_]+", name.casefold()))


@lru_cache(maxsize=20_000)
def telling(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; a political party by one word ("gop" is "republican")."""
    alike = {word: whole for group in wholes() for word, whole in group.items()}
    return frozenset(alike.get(w, w) for w in words(name) if w not in SMALL_WORDS and len(w) > 1)


@lru_cache(maxsize=1)
def wholes() -> tuple[dict[str, str], ...]:
    """Groups of names of wholes of which nobody belongs to two, each word with the whole it names."""
    lines = [line for line in lines_of("broad.txt") if ":" not in line]
    return tuple({word: group.split("|")[0] for group in line.split() for word in group.split("|")} for line in lines)


@lru_cache(maxsize=1)
def broad() -> frozenset[str]:
    """Words that name what is too wide to tell two apart by: nations, political parties, the state."""
    return frozenset(word for group in wholes() for word in group) | classes_of("broad.txt")["wide"]


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    found = {}
    for line in lines_of("outlets.txt"):
        first, *others = (form.strip() for form in line.split("|"))
        found.update(dict.fromkeys((first, *others), first))
    return found


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """One key for an outlet's spellings: "The NYT" and "New York Times" -> "new york times"; unknown -> "".

    A host name is known by its own label: "https://www.post.example" and "m.post.example" -> "post".
    """
    if host := _HOST.fullmatch(name.strip()):
        name = _COUNTRY.sub("", host.group(1).lower())
    joined = " ".join([w for w in words(name) if w != "the"] or words(name))
    return _aliases().get(joined, joined)


def is_known_outlet(name: str) -> bool:
    """Whether a name is a listed outlet's or agency's."""
    return " ".join(w for w in words(name) if w != "the") in _aliases()


def is_host(name: str) -> bool:
    """Whether a name is that of a web site."""
    return bool(_HOST.fullmatch(name.strip()))


def acronym(short: str, full: str) -> bool:
    """Whether "FBI" can be "Federal Bureau of Investigation"."""
    letters = short.replace(".", "").removeprefix("the ").removeprefix("The ")
    if not (letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6):
        return False
    every = words(full)
    some = [w for w in every if w not in SMALL_WORDS]
    return len(every) > 1 and letters.lower() in {"".join(w[0] for w in every), "".join(w[0] for w in some)}
