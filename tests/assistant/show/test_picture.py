"""The chains as a picture."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Chain, Corroboration, Merge
from assistant.show.picture import WIDTH, laid_out, svg
from tests.assistant.cases import answered, match


def counted(*chains: str) -> Corroboration:
    found = answered([match(chain, where=f"a{n}") for n, chain in enumerate(chains)], hits=[]).corroboration
    assert found
    return found


def test_voices_intermediaries_and_publishers_stand_in_columns() -> None:
    picture = laid_out(counted("Rex Tillerson > Post", "Curtis Scaparotti > CNN > Times"))
    assert [name for _, name in picture.headings] == ["Voice", "Through", "Publisher"]
    columns: dict[float, list[str]] = {}
    for node in picture.nodes:
        columns.setdefault(node.x, []).append(" ".join(node.lines))
    assert [sorted(names) for _, names in sorted(columns.items())] == [
        ["Curtis Scaparotti", "Rex Tillerson"],
        ["CNN"],
        ["Post", "Times"],
    ]
    assert len(picture.edges) == 3 and all(edge.counted for edge in picture.edges)


def test_what_is_merged_is_one_node_and_the_note_says_why() -> None:
    picture = laid_out(counted("Rex Tillerson > Post", "Rex Tillerson > Times", "Tillerson > Echo"))
    voices = [node for node in picture.nodes if node.x == picture.nodes[0].x]
    assert [node.lines for node in voices] == [("Rex Tillerson",), ("Tillerson",)]
    assert all("a" in node.notes for node in voices)
    assert "nothing shows that “Rex Tillerson” and “Tillerson” differ." in " ".join(
        line for _, ls in picture.notes for _, line in ls
    )
    assert sum(node.counted for node in picture.nodes) == 2


def test_one_name_that_may_be_any_of_several_has_one_note() -> None:
    chains = [
        Chain(article=f"a{n}", voice=name, publisher="Post", via=(), unnamed=False, start=0, end=1)
        for n, name in enumerate("ABCD")
    ]
    merged = [
        Merge(chains=(0, n), shared="x", why=f"… “A” and “{name}” differ.", names=("A", name), unknown=True)
        for n, name in enumerate("BCD", 1)
    ]
    known = Merge(chains=(1, 2), shared="publisher: Post", why="All of these rest on Post.", kind="publisher")
    picture = laid_out(
        Corroboration(level="single-source", chains=tuple(chains), merged=(merged[0], known, *merged[1:]))
    )
    told = [" ".join(line for _, line in lines) for _, lines in picture.notes]
    assert told == [
        "Independence unknown: nothing shows that “A” and any of “B”, “C” and “D” differ.",
        "All of these rest on Post.",
    ]
    assert [node.notes for node in picture.nodes if node.lines != ("Post",)] == ["a"] * 4


def test_whoever_does_not_see_it_is_told_every_chain() -> None:
    picture = laid_out(counted("an official > CNN > Post", "Rex Tillerson > Post"))
    assert picture.title == "In this corpus: single source, one publisher"
    assert "Through CNN, in Post." in picture.told.replace("unnamed through", "Through")
    assert picture.told.count("Chain ") == 2 and "an official, unnamed" in picture.told
    (title, desc) = [e.text for e in ElementTree.fromstring(svg(counted("A B > Post")))][:2]
    assert title == "In this corpus: single source, one article" and desc == "Chain 1, counted: A B, in Post."


def test_without_a_chain_there_is_no_picture() -> None:
    assert svg(Corroboration(level="no-evidence")) == ""


def test_a_file_of_its_own_has_its_colours() -> None:
    found = counted("A B > Post")
    assert svg(found, alone=True).startswith("<?xml") and "prefers-color-scheme" in svg(found, alone=True)
    assert "<style" not in svg(found) and "http" not in svg(found).replace("http://www.w3.org/2000/svg", "")


NAMES = st.text(st.characters(exclude_characters=">", exclude_categories=("Cs",)), min_size=1, max_size=60).map(
    lambda name: f"X{name.strip()}"
)


@pytest.mark.parametrize("steps", [2, 3, 5])
@given(st.data())
def test_nothing_lies_outside_or_over_each_other(steps: int, data: st.DataObject) -> None:
    chains = data.draw(st.lists(st.lists(NAMES, min_size=2, max_size=steps).map(" > ".join), min_size=1, max_size=4))
    picture = laid_out(counted(*chains))
    for n, node in enumerate(picture.nodes):
        assert node.x >= 0 and node.x + node.width <= WIDTH and node.y + node.height <= picture.height
        for other in picture.nodes[n + 1 :]:
            assert node.x != other.x or node.y + node.height <= other.y or other.y + other.height <= node.y
