"""Who bears which surname, as far as a corpus names people: which decides if a bare "Clinton" is one person."""

from collections.abc import Iterable

from indexer.parties.personal import name_words
from indexer.parties.records import Party


def surname_of(p: Party) -> str:
    """The surname of a person whose full name is known, in small letters; else ""."""
    held = name_words(p.name) if p.kind == "person" and p.named and not p.inferred else ()
    return held[-1] if len(held) > 1 else ""


class Surnames:
    """Full names by surname."""

    def __init__(self) -> None:
        self._bearers: dict[str, set[str]] = {}

    def add(self, parties: Iterable[Party]) -> None:
        """Make the people among some parties known."""
        for p in parties:
            if surname := surname_of(p):
                self._bearers.setdefault(surname, set()).add(p.name)

    def bearers(self, surname: str) -> frozenset[str]:
        """The full names of all who bear a surname, in small letters."""
        return frozenset(self._bearers.get(surname, ()))
