"""Who bears which surname."""

from indexer.parties.surnames import Surnames, surname_of
from tests.parties import party


def test_full_names_of_people_by_surname() -> None:
    known = Surnames()
    known.add([party("Bill Clinton"), party("Hillary Clinton"), party("Clinton"), party("the Clinton Foundation")])
    assert known.bearers("clinton") == {"Bill Clinton", "Hillary Clinton"}
    assert known.bearers("dorn") == frozenset()


def test_what_was_inferred_bears_no_name() -> None:
    assert surname_of(party("Ann Dorn")) == "dorn"
    assert surname_of(party("Ann Dorn", inferred=True)) == surname_of(party("Dorn")) == ""
