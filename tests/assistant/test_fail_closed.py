"""Small corpora on which a level once came out too high, or a stance wrong, asked end to end."""

import json
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask.assistant import Assistant
from assistant.ask.retrieve import Retriever
from indexer.parse import parse
from indexer.parties.rulings import read_rulings
from indexer.pipeline import index
from indexer.settings import Settings
from indexer.wiring import open_index

Ask = Callable[[list[dict[str, str]]], Answer]
ASKED = "Who said that the Aldmere quay is unsafe?"
ANN = "Chief engineer Ann Dorn said that the Aldmere quay is unsafe. The council will meet on Friday."
BO = "“The Aldmere quay is unsafe,” said councillor Bo Lindt. He wants it closed before the winter."


@pytest.fixture
def ask(tmp_path: Path, assistant: Assistant) -> Ask:
    """Index some articles and ask, with the models that are loaded already."""

    def asked(articles: list[dict[str, str]]) -> Answer:
        rows = [{"id": f"a{n}", **article} for n, article in enumerate(articles)]
        (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        with closing(open_index(tmp_path / "index", Settings(), create=True)) as opened:
            opened.__dict__["embedder"] = assistant.retriever._embedder
            assert not index([str(tmp_path / "a.jsonl")], opened.parts()).failed
            retriever = Retriever(opened.catalog, opened.vectors, opened.embedder)
            rulings = partial(read_rulings, tmp_path / "index")
            return Assistant(opened.catalog, retriever, assistant._judge, parse, rulings=rulings).ask(ASKED)

    return asked


def level(answer: Answer) -> tuple[str, str | None]:
    assert answer.corroboration is not None
    return answer.corroboration.level, answer.corroboration.reason


CASES = [
    pytest.param([("Post", ANN), ("Star", BO)], ("corroborated", None), id="two people, two papers"),
    pytest.param(
        [("Post", f"ALDMERE (AP) — {ANN}"), ("Star", f"ALDMERE, May 3 (AP) — {BO}")],
        ("single-source", "circular"),
        id="one agency in two datelines",
    ),
    pytest.param(
        [("www.aldmere-post.example", ANN), ("m.aldmere-post.example", BO)],
        ("single-source", "one-publisher"),
        id="one paper under two host names",
    ),
    pytest.param(
        [("Post", ANN.replace("Ann Dorn", "Robert Dorn")), ("Star", ANN.replace("Ann Dorn", "Bob Dorn"))],
        ("single-source", "one-voice"),
        id="one man's two first names",
    ),
    pytest.param(
        [("Post", ANN.replace("Ann Dorn", "Yuri Stelmakhov")), ("Star", ANN.replace("Ann Dorn", "Iouri Stelmakhov"))],
        ("single-source", "one-voice"),
        id="one name in two spellings",
    ),
    pytest.param(
        [
            ("Post", "A spokesman for Norvia Transit, Carl Dunn, said that the Aldmere quay is unsafe."),
            ("Star", "Norvia Transit said on Monday that the Aldmere quay is unsafe."),
        ],
        ("single-source", "one-voice"),
        id="a spokesman and whom he speaks for",
    ),
    pytest.param(
        [
            ("Post", "A senior official said that the Aldmere quay is unsafe."),
            ("Star", "An official in the ministry said that the Aldmere quay is unsafe."),
        ],
        ("single-source", "one-voice"),
        id="two officials who may be one",
    ),
    pytest.param([("Post", ANN), ("", BO)], ("single-source", "one-publisher"), id="a publisher that is not known"),
    pytest.param([("Post", ANN.replace("unsafe", "safe"))], ("no-evidence", None), id="the opposite"),
    pytest.param([("Post", ANN.replace("said", "doubts"))], ("no-evidence", None), id="doubt"),
    pytest.param([("Post", ANN.replace("said", "did not deny"))], ("no-evidence", None), id="a denial denied"),
    pytest.param(
        [("Post", "Chief engineer Ann Dorn refused to say whether the Aldmere quay is unsafe.")],
        ("no-evidence", None),
        id="refusal",
    ),
    pytest.param(
        [("Post", "“If the Aldmere quay were unsafe, we would say so,” said Chief engineer Ann Dorn.")],
        ("no-evidence", None),
        id="a condition",
    ),
]


@pytest.mark.parametrize(("articles", "expected"), CASES)
def test_what_is_not_known_to_differ_counts_as_one_and_what_is_not_said_not_at_all(
    ask: Ask, articles: list[tuple[str, str]], expected: tuple[str, str | None]
) -> None:
    answer = ask([{"publisher": publisher, "text": text} for publisher, text in articles])
    assert level(answer) == expected


def test_what_the_reader_rules_is_not_said_is_left_out_and_named(ask: Ask, tmp_path: Path) -> None:
    assert level(ask([{"publisher": "Post", "text": ANN}])) == ("single-source", "one-article")
    (tmp_path / "index.people.toml").write_text(
        'does_not_say = [["The Aldmere quay is unsafe!", "a0", "that the Aldmere quay is unsafe"]]', encoding="utf-8"
    )
    answer = ask([{"publisher": "Post", "text": ANN}])
    assert not answer.statements and answer.abstained
    assert any(
        "index.people.toml says: “that the Aldmere quay is unsafe” (a0) does not say" in n for n in answer.notices
    )


def test_who_says_the_opposite_stands_as_denying(ask: Ask) -> None:
    answer = ask([{"publisher": "Post", "text": ANN.replace("unsafe", "safe")}])
    assert [m.stance for m in answer.statements] == ["denies"]


def test_a_denial_that_is_denied_is_no_denial(ask: Ask) -> None:
    answer = ask([{"publisher": "Post", "text": f"{ANN}\n\nThe minister, Ola Brekke, did not deny that it is unsafe."}])
    assert not [m for m in answer.statements if m.stance == "denies"]
