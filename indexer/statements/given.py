"""Given names, and whether one is a man's or a woman's, out of `data/given_names.txt`. Pure."""

from functools import cache
from importlib.resources import files


def gender_of(name: str) -> str:
    """ "m" or "f" of a given name that nine in ten of its bearers share, "" of any other word ("Anne-Marie" is an Anne)."""
    bearers = _bearers(name)
    return bearers if len(bearers) == 1 else ""


def leaning_of(name: str) -> str:
    """ "m" or "f" of a given name that four in five of its bearers share, "" of any other word."""
    return _bearers(name).removeprefix("mostly-").removesuffix("both")


def is_given(word: str) -> bool:
    """Whether it is a given name at all."""
    return _bearers(word) != ""


def _bearers(name: str) -> str:
    known, word = _known(), name.lower().strip(".,")
    return known.get(word) or known.get(word.partition("-")[0], "")


@cache
def _known() -> dict[str, str]:
    lines = files("indexer").joinpath("data", "given_names.txt").read_text(encoding="utf-8").splitlines()
    told = [line.split(": ") for line in lines if not line.startswith("#")]
    return {name: bearers for bearers, names in told for name in names.split()}
