"""Who bears which surname, as far as a corpus names people: which decides if a bare "Clinton" is one person."""

from collections.abc import Iterable

from indexer.parties.personal import name_words
from indexer.parties.records import Party


class Surnames:
    """Full names by surname."""

    def __init__(self) -> None:
        self._bearers: dict[str, set[str]] = {}

    def add(self, parties: Iterable[Party]) -> None:
        """Make the people among some parties known."""
        for p in parties:
            held = name_words(p.name) if p.kind == "person" and p.named and not p.inferred else ()
            if len(held) > 1:
                self._bearers.setdefault(held[-1], set()).add(p.name)

    def bearers(self, surname: str) -> frozenset[str]:
        """The full names of all who bear a surname, in small letters."""
        return frozenset(self._bearers.get(surname, ()))
