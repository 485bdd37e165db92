"""How many independent chains stand behind a claim, and what is said about it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.count.corroborate import corroborate
from assistant.records import Corroboration, Match, Scope
from indexer.parties.records import Party
from indexer.parties.rulings import Ruling, Rulings
from indexer.parties.same import Comparer
from indexer.records import Copy, Statement
from tests.assistant.cases import match
from tests.parties import voices


def counted(matches: Sequence[Match], *args: Any, **kind: Any) -> Corroboration:
    """As an index counts: each voice a party."""
    return corroborate(matches, *args, **kind, voices=voices(matches))


SCOPE = Scope(articles=28, first="2017-08-05", last="2017-10-09")


def copy(name: str, of: str) -> Copy:
    return Copy(article_id=name, of=of, containment=0.9, why="nine tenths of its word sequences")


def count(chains: list[str], *, same_article: bool = False, copies: list[Copy] | None = None) -> Corroboration:
    where = "a" if same_article else ""
    matches = [match(text, where=where or f"{text.split('>')[-1].strip()}-{n}") for n, text in enumerate(chains)]
    return counted(matches, copies or [], SCOPE)


@pytest.mark.parametrize(
    ("chains", "level", "reason"),
    [
        pytest.param([], "no-evidence", None, id="nobody asserts it"),
        pytest.param(["Tillerson > Post"], "single-source", "one-article", id="one article"),
        pytest.param(
            ["Tillerson > Post", "Scaparotti > Post"], "single-source", "one-publisher", id="two voices, one paper"
        ),
        pytest.param(
            ["Tillerson > Post", "Rex Tillerson > Times"], "single-source", "one-voice", id="one voice, two papers"
        ),
        pytest.param(["Kabulov > AP > Post", "a villager > AP > Times"], "single-source", "circular", id="one agency"),
        pytest.param(["Kabulov > CNN > Post", "CNN"], "single-source", "circular", id="an outlet cited by another"),
        pytest.param(["CNN > Post", "CNN > Times"], "single-source", "circular", id="two papers rest on one outlet"),
        pytest.param(["a Gallup poll > Post", "a Gallup poll > Times"], "single-source", "circular", id="one poll"),
        pytest.param(["Tillerson > Post", "Scaparotti > Times"], "corroborated", None, id="two voices, two papers"),
        pytest.param(["Post", "Scaparotti > Times"], "corroborated", None, id="own reporting and a voice elsewhere"),
        pytest.param(["Post", "Times"], "corroborated", None, id="own reporting of two papers"),
        pytest.param(["Tillerson > ?", "Scaparotti > Times"], "single-source", "one-publisher", id="unknown publisher"),
        pytest.param(
            ["Tillerson > ?", "Scaparotti > ?"], "single-source", "one-publisher", id="two unknown publishers"
        ),
        pytest.param(
            ["a senior official > Post", "an official > Times"], "single-source", "one-voice", id="two officials"
        ),
        pytest.param(["a Clinton aide > Post", "a Trump aide > Times"], "corroborated", None, id="two camps"),
        pytest.param(["NYT", "The New York Times"], "single-source", "one-publisher", id="one paper, two spellings"),
    ],
)
def test_level_counts_chains_that_share_nothing(chains: list[str], level: str, reason: str | None) -> None:
    found = count(chains)
    assert (found.level, found.reason) == (level, reason)


def test_many_voices_of_one_article_are_one_chain() -> None:
    found = count(["Tillerson > Post", "Scaparotti > Post", "the Taliban > CNN > Post", "Post"], same_article=True)
    assert (found.independent_chains, found.reason, len(found.chains)) == (1, "one-article", 4)
    assert found.explanation == (
        "Four voices, one article: nobody else in this corpus (28 articles, 5 Aug 2017 to 9 Oct 2017) reports it."
    )


def test_a_reprint_counts_once() -> None:
    matches = [match("Kabulov > Post", where="a"), match("a villager > Times", where="b")]
    found = counted(matches, [copy("b", "a")], SCOPE)
    assert (found.level, found.reason) == ("single-source", "reprint")
    assert found.chains[0].via == ("text of a",)
    assert any(m.shared == "text: text of a" for m in found.merged)


def test_an_agency_that_two_papers_credit_is_one_source() -> None:
    matches = [match("Tillerson > Post", where="a"), match("Scaparotti > Times", where="b")]
    assert counted(matches, [], SCOPE).level == "corroborated"
    agency = (Party(kind="outlet", name="Associated Press"),)
    found = counted(matches, [], SCOPE, credited={"a": agency, "b": agency})
    assert (found.level, found.reason) == ("single-source", "circular")
    assert found.chains[0].via == ("Associated Press",)


def test_copies_of_copies_are_one_text() -> None:
    matches = [match("Kabulov > Post", where="b"), match("Orlov > Times", where="c")]
    assert counted(matches, [copy("b", "a"), copy("c", "b")], SCOPE).reason == "reprint"


def test_a_papers_own_sentence_beside_a_voice_may_rest_on_that_voice() -> None:
    matches = [match("Trump > Post", where="a"), match("Post", where="a"), match("Trump > Times", where="b")]
    assert counted(matches, [], SCOPE).reason == "one-voice"
    assert counted([matches[1], matches[2]], [], SCOPE).level == "corroborated"


def test_for_what_somebody_said_the_voice_is_that_person() -> None:
    matches = [match("Comey > Post"), match("Times"), match("the FBI director > Sun")]
    found = counted(matches, [], SCOPE, kind="what-said", speaker="James Comey")
    assert (found.independent_chains, found.reason) == (1, "one-voice")
    assert {c.voice for c in found.chains} == {"James Comey"}


def test_a_surname_that_fits_two_people_is_in_doubt_and_adds_nothing() -> None:
    two = ["Hillary Clinton > Post", "Clinton > Times"]
    assert count(two).independent_chains == 1
    three = count([*two, "Bill Clinton > Times"])
    assert three.independent_chains == 2
    found = count(["Clinton > Post", "Hillary Clinton > Times", "Bill Clinton > Times"])
    assert found.independent_chains == 1
    assert "Independence unknown" in found.explanation
    assert {(m.shared, m.unknown) for m in found.merged} == {
        ("voice: Hillary Clinton", True),
        ("voice: Bill Clinton", True),
        ("publisher: Times", False),
    }


def test_denials_alone_are_no_evidence_but_disputed() -> None:
    found = counted([match("the ministry > Post", stance="denies")], [], SCOPE)
    assert (found.level, found.disputed, found.independent_chains) == ("no-evidence", True, 0)
    assert "denied by the ministry" in found.explanation


def test_unnamed_voices_alone_are_marked() -> None:
    assert count(["a senior official > Post"]).unnamed_only
    assert not count(["a senior official > Post", "Tillerson > Post"]).unnamed_only


def test_an_unknown_publisher_is_told() -> None:
    assert "Independence unknown" in count(["Tillerson > ?", "Scaparotti > Times"]).explanation


def test_a_single_article_corpus_is_told_so() -> None:
    found = counted([match("Tillerson > Post")], [], Scope(articles=1, first="2017-10-09", last="2017-10-09"))
    assert found.explanation == "One voice, one article: this corpus (1 article, 9 Oct 2017) holds no other."


def test_every_merge_shows_its_chains_and_the_shared_vertex() -> None:
    found = count(["Tillerson > Post", "Rex Tillerson > Times", "Scaparotti > Times"])
    assert {m.shared for m in found.merged} == {"voice: Rex Tillerson", "publisher: Times"}
    assert all(len(m.chains) >= 2 and max(m.chains) < len(found.chains) for m in found.merged)


def test_no_word_on_truth_is_ever_said() -> None:
    for chains in (["Tillerson > Post"], ["Post", "Times"], [], ["NYT > Post", "NYT"]):
        words = count(chains).explanation.casefold().split()
        assert not {"true", "false", "fake", "proven"} & set(words)


VOICES = ["Ann Abel", "Bea Boll", "Cy Cole", "Boll", "an official", "a source", "Reuters"]
OUTLETS = ["Post", "Times", "Sun", "Reuters", "CNN", "?"]
chain_text = st.builds(
    lambda voice, via, publisher: " > ".join([voice, *via, publisher]),
    st.sampled_from(VOICES),
    st.lists(st.sampled_from(["CNN", "AP", "Reuters"]), max_size=2, unique=True),
    st.sampled_from(OUTLETS),
)
some_chains = st.lists(chain_text | st.sampled_from(["Post", "Times", "Sun"]), max_size=9)


def told(chains: list[str]) -> list[Match]:
    return [match(text, where=f"{text.split('>')[-1].strip()}-{n % 5}", score=n / 20) for n, text in enumerate(chains)]


@settings(max_examples=120, deadline=None)
@given(some_chains, st.randoms(use_true_random=False))
def test_the_order_of_the_matches_changes_nothing(chains: list[str], random: object) -> None:
    matches = told(chains)
    shuffled = list(matches)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counted(matches, [], SCOPE) == counted(shuffled, [], SCOPE)


@settings(max_examples=120, deadline=None)
@given(some_chains, st.integers(0, 8))
def test_a_reprint_never_raises_the_count(chains: list[str], which: int) -> None:
    matches = told(chains)
    before = counted(matches, [], SCOPE).independent_chains
    if not matches:
        return
    original = matches[which % len(matches)].article
    reprinted = [
        replace(m, article=replace(original, id="reprint", publisher="Mirror"), statement=in_mirror(m.statement))
        for m in matches
        if m.article.id == original.id
    ]
    after = counted([*matches, *reprinted], [copy("reprint", original.id)], SCOPE)
    assert after.independent_chains <= before


def in_mirror(said: Statement) -> Statement:
    return replace(said, article_id="reprint", voice="Mirror" if said.kind == "narration" else said.voice)


@settings(max_examples=120, deadline=None)
@given(some_chains)
def test_an_independent_chain_never_lowers_the_count(chains: list[str]) -> None:
    before = counted(told(chains), [], SCOPE).independent_chains
    after = counted([*told(chains), match("Zoe Zander > Herald", where="new")], [], SCOPE).independent_chains
    assert after >= max(before, 1)


@settings(max_examples=120, deadline=None)
@given(some_chains)
def test_removing_an_article_never_raises_the_count(chains: list[str]) -> None:
    matches = told(chains)
    before = counted(matches, [], SCOPE).independent_chains
    for gone in {m.article.id for m in matches}:
        rest = [m for m in matches if m.article.id != gone]
        assert counted(rest, [], SCOPE).independent_chains <= before


PLAIN = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["", "X", "Y"]), st.sampled_from("PQRST")), max_size=8
)


def plain(chains: list[tuple[str, str, str]]) -> list[Match]:
    texts = [
        " > ".join(filter(None, (f"{v}nn {v}bel", f"{x} agency" if x else "", f"{p} Gazette"))) for v, x, p in chains
    ]
    return [match(text, where=f"article-{n}") for n, text in enumerate(texts)]


@settings(max_examples=150, deadline=None)
@given(PLAIN)
def test_the_count_is_the_largest_set_found_by_trying_all(chains: list[tuple[str, str, str]]) -> None:
    found = counted(plain(chains), [], SCOPE)
    distinct = sorted(set(chains))
    largest = max(
        (
            size
            for size in range(len(distinct) + 1)
            for some in combinations(distinct, size)
            if all(len({c[k] for c in some if c[k]}) == sum(bool(c[k]) for c in some) for k in range(3))
        ),
        default=0,
    )
    assert found.independent_chains == largest == len(found.independent)


@settings(max_examples=150, deadline=None)
@given(PLAIN)
def test_the_count_is_never_above_the_flow_and_equals_it_without_intermediaries(
    chains: list[tuple[str, str, str]],
) -> None:
    def flow(given_chains: list[tuple[str, str, str]]) -> int:
        graph = nx.DiGraph()
        graph.add_nodes_from(["source", "reader"])
        for voice, via, publisher in given_chains:
            nodes = [f"voice {voice}", *([f"via {via}"] if via else []), f"publisher {publisher}"]
            for node in nodes:
                graph.add_edge((node, "in"), (node, "out"), capacity=1)
            graph.add_edge("source", (nodes[0], "in"), capacity=1)
            graph.add_edge((nodes[-1], "out"), "reader", capacity=1)
            for a, b in pairwise(nodes):
                graph.add_edge((a, "out"), (b, "in"), capacity=1)
        return int(nx.maximum_flow_value(graph, "source", "reader"))

    assert counted(plain(chains), [], SCOPE).independent_chains <= flow(chains)
    direct = [(voice, "", publisher) for voice, _, publisher in chains]
    assert counted(plain(direct), [], SCOPE).independent_chains == flow(direct)


def test_halves_of_two_chains_are_not_joined_to_a_third() -> None:
    chains = [
        "Ann Abel > X wire > Post",
        "Bea Boll > X wire > Times",
        "Ann Abel > Y wire > Times",
        "Cy Cole > Y wire > Post",
    ]
    assert count(chains).independent_chains == 2
    assert count(chains[:3]).independent_chains == 1


def test_two_hundred_chains_are_counted_at_once() -> None:
    # Names of which no two may be one, spelled two ways.
    people = [
        f"{first} {last}"
        for first, last in zip(
            "Ada Bo Cyril Dov Edda Fitz Gwen Hal Ines Jorun Klaus Lena Moss Nils Odile Percy Quill Runa Sven Tarr Ugo Vesna Wenna Xeno "
            "Yun Zamir Astrid Bram Corin Dorn".split(),
            "Abel Brekke Castell Dupont Ekeby Frayle Grisby Holm Idris Jansen Kovac Lindqvar Marwani Nordahl Okvist Petrie Quist Rosk "
            "Sethuram Thole Ulmer Vangmark Wexford Xu Yarrow Zeller Aldane Boll Crome Hult".split(),
            strict=True,
        )
    ]
    chains = [f"{person} > Paper{n} Gazette" for person in people for n in range(7)]
    assert count(chains).independent_chains == 7


def ruled(chains: list[str], *rulings: Ruling) -> Corroboration:
    matches = [match(text, where=str(n)) for n, text in enumerate(chains)]
    return counted(matches, [], SCOPE, compare=Comparer(rulings=Rulings(rulings, "index.people.toml")))


def test_outlets_of_one_owner_count_once_and_the_answer_names_the_ruling() -> None:
    found = ruled(["Tillerson > Post", "Scaparotti > Times"], Ruling("one_owner", ("Post", "Times")))
    assert (found.level, found.reason, found.independent_chains) == ("single-source", "one-publisher", 1)
    assert found.explanation.endswith("“Post” and “Times” have one owner, as index.people.toml says.")


def test_who_is_ruled_not_the_same_counts_twice() -> None:
    chains = ["Ann Dorn > Post", "Ann B. Dorn > Times"]
    assert ruled(chains).independent_chains == 1
    found = ruled(chains, Ruling("not_the_same", ("Ann Dorn", "Ann B. Dorn")))
    assert found.independent_chains == 2 and "are not the same, as index.people.toml says." in found.explanation


def test_a_ruling_that_changes_nothing_is_not_named() -> None:
    for ruling in (Ruling("same", ("Tillerson", "Lind")), Ruling("not_the_same", ("Tillerson", "Scaparotti"))):
        assert "index.people.toml" not in ruled(["Tillerson > Post", "Scaparotti > Times"], ruling).explanation


VOICES = ["Ann Dorn", "Bo Lind", "Dorn", "a senior official", "CNN", "Eva Moss"]
PAPERS = ["Post", "Times", "Star", "Courier"]


@given(
    st.lists(st.tuples(st.sampled_from(VOICES), st.sampled_from(PAPERS)), min_size=2, max_size=7),
    st.sampled_from(["same", "one_owner"]),
    st.lists(st.sampled_from([*VOICES, *PAPERS]), min_size=2, max_size=3, unique=True),
)
@settings(deadline=None, max_examples=60)
def test_a_join_never_raises_a_count(chains: list[tuple[str, str]], kind: Any, names: list[str]) -> None:
    told = [f"{voice} > {paper}" for voice, paper in chains]
    assert ruled(told, Ruling(kind, tuple(names))).independent_chains <= ruled(told).independent_chains


def test_a_voice_on_both_sides_is_told() -> None:
    matches = [match("Ann Dorn > Post", where="1"), match("Ann Dorn > Times", where="2", stance="denies")]
    assert "On both sides: Ann Dorn, asserting it in" in counted(matches, [], SCOPE).explanation
    assert "both sides" not in counted(matches, [], SCOPE, kind="what-said", speaker="Ann Dorn").explanation
