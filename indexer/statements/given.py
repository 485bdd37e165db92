"""Whether a given name is a man's or a woman's, out of `data/given_names.txt`. Pure."""

from functools import cache
from importlib.resources import files


def gender_of(name: str) -> str:
    """ "m" or "f" of a given name that mostly men or mostly women bear, "" of any other word ("Anne-Marie" is an Anne)."""
    known, word = _known(), name.lower().strip(".,")
    return known.get(word) or known.get(word.partition("-")[0], "")


@cache
def _known() -> dict[str, str]:
    lines = files("indexer").joinpath("data", "given_names.txt").read_text(encoding="utf-8").splitlines()
    return {name: line[0] for line in lines if not line.startswith("#") for name in line[2:].split()}
