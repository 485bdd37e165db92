"""The parties of an index: which forms are one."""

from indexer.parties.people import Known, people
from indexer.parties.records import Quoted
from indexer.parties.rulings import NOTHING, Ruling, Rulings
from indexer.parties.same import Comparer
from indexer.parties.surnames import Surnames
from tests.parties import party


def listed(*sources: str, rulings: Rulings = NOTHING) -> dict[str, Known]:
    quoted = [Quoted(party(source), 2, 1) for source in sources]
    known = Surnames()
    known.add(q.party for q in quoted)
    return {one.name: one for one in people(quoted, Comparer(known.bearers, rulings))}


def test_forms_of_one_name_are_one_with_the_rule_that_makes_them() -> None:
    found = listed("Rex Tillerson", "Tillerson", "Secretary of State Rex Tillerson", "Ann Dorn")
    assert set(found) == {"Rex Tillerson", "Ann Dorn"}
    assert found["Rex Tillerson"].forms == ("Tillerson",) and found["Rex Tillerson"].statements == 6
    assert "the only one of that surname" in found["Rex Tillerson"].why
    assert found["Ann Dorn"].forms == found["Ann Dorn"].why == ()


def test_a_bare_surname_of_two_people_joins_neither() -> None:
    assert set(listed("Bill Clinton", "Hillary Clinton", "Clinton")) == {"Bill Clinton", "Hillary Clinton", "Clinton"}


def test_who_speaks_for_another_is_somebody_else() -> None:
    assert set(listed("Clinton campaign manager Bob Clinton", "Hillary Clinton")) == {"Bob Clinton", "Hillary Clinton"}


def test_who_is_ruled_one_is_listed_once_with_the_file_that_says_so() -> None:
    rulings = Rulings((Ruling("same", ("Ann Dorn", "Eva Dorn-Lind")),), "index.people.toml")
    (found,) = listed("Ann Dorn", "Eva Dorn-Lind", rulings=rulings).values()
    assert found.why == ("index.people.toml: “Ann Dorn” and “Eva Dorn-Lind” are the same",)
