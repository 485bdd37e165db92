"""What the judge learns from, and what it never sees."""

import gzip
import json
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from judge_pairs import (
    ASSERTS,
    DENIES,
    NEITHER,
    Data,
    Pair,
    around,
    is_held,
    opposites_in,
    with_another,
    with_opposite,
    with_swapped,
)

TEXT = "The dam is sound. Ann Dorn said that the quay has 3 cracks! Nobody else spoke."


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("quay has 3 cracks", "Ann Dorn said that the quay has 3 cracks!"),
        ("sound. Ann", "The dam is sound. Ann Dorn said that the quay has 3 cracks!"),
        ("The dam is", "The dam is sound."),
        ("spoke.", "Nobody else spoke."),
    ],
)
def test_the_whole_sentences_around_a_span(part: str, expected: str) -> None:
    start = TEXT.index(part)
    assert around(TEXT, start, start + len(part)) == expected


def test_another_name_or_figure_makes_an_assertion_none() -> None:
    pair = Pair("Ann Dorn said that the quay has 3 cracks.", "The quay of Dorn has 3 cracks.", ASSERTS)
    swapped = [with_another(pair, ["The bridge of Lindt has 7 cracks."], random.Random(n)) for n in range(9)]
    assert {p.claim for p in swapped if p} == {"The quay of Lindt has 3 cracks.", "The quay of Dorn has 7 cracks."}
    assert all(p.label != ASSERTS for p in swapped if p)
    assert with_another(pair._replace(label=DENIES), ["Lindt"], random.Random(0)) is None
    assert with_another(Pair("It is so.", "It is.", ASSERTS), ["Lindt 7"], random.Random(0)) is None


def article(id: str) -> dict:
    """An article of one sentence, in which two people speak."""
    text = f"{id} says yes, Bo adds nay."

    def said(*parts: str) -> dict:
        spans = [[[text.index(part), text.index(part) + len(part)]] for part in parts]
        return dict(zip(("source", "cue", "content"), spans, strict=True))

    return {"id": id, "text": text, "attributions": [said(id, "says", "yes"), said("Bo", "adds", "nay")]}


def folder(place: Path) -> Path:
    """The data sets in little: an article to learn from, a held one, and one of the development questions."""
    learned = next(f"a{n}" for n in range(99) if not is_held(f"a{n}"))
    held = next(f"a{n}" for n in range(999) if is_held(f"a{n}"))
    group = next(f"g{n}" for n in range(99) if not is_held(f"g{n}"))
    other = next(f"g{n}" for n in range(999) if is_held(f"g{n}"))
    articles = [article(id) for id in (learned, held, "dev")]
    claims = [
        {"id": f"c-{a['id']}", "article": a["id"], "start": 0, "end": len(f"{a['id']} says yes"), "states": "yes", "denies": "no",
         "neither": "maybe", "flip": "it says no", "other": "it says maybe"} for a in articles[:2]
    ]  # fmt: skip
    spans = [{"article": a["id"], "start": 0, "end": len(a["text"]), "label": "asserts"} for a in articles]
    retrieved = [
        {"claim_id": c["id"], "kind": "states", "claim": f"yes {c['article']}", "candidates": spans} for c in claims
    ]
    shared = {"from": "fnc1", "article": "x", "text": "In both groups.", "label": "neither"}
    groups = [
        {"group": name, "kind": "claim", "claim": name,
         "candidates": [shared, {"from": "fnc1", "article": "y", "text": f"Only {name}.", "label": "denies"}]}
        for name in (group, other)
    ]  # fmt: skip
    pairs = [{"set": "sick", "premise": "a", "hypothesis": "b", "label": "not_entailment"}] * 3
    files = {
        "polnear/train.jsonl": articles,
        "questions/dev/corpus.jsonl": articles[2:],
        "claims/train.jsonl": claims,
        "claims/retrieved.jsonl": retrieved,
        "claims/groups.jsonl": groups,
    }
    for name, rows in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (place / "nli").mkdir()
    (place / "nli/pairs.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(p) + "\n" for p in pairs).encode()))
    return place


def test_nothing_that_is_held_back_is_learned(tmp_path: Path) -> None:
    data = Data(folder(tmp_path))
    learned = [*data.claims, *data.labelled]
    held = [p for row in (*data.held_retrieved, *data.held_groups) for p in row.pairs]
    assert held and learned
    assert not {p.sentence for p in learned} & {
        p.sentence for p in (*held, *data.held_claims) if "says" not in p.sentence
    }
    assert {p.sentence.split()[0] for p in learned if p.sentence.endswith("nay.")} == {
        next(f"a{n}" for n in range(99) if not is_held(f"a{n}"))
    }
    assert not {p.claim for p in learned} & {p.claim for p in held}
    assert [p.label for p in data.entailment] == [3, 3, 3]


def test_each_claim_meets_a_sentence_that_holds_it_and_one_that_does_not(tmp_path: Path) -> None:
    labels = [(p.claim, p.label) for p in Data(folder(tmp_path)).claims]
    assert set(labels) == {
        ("yes", ASSERTS), ("no", DENIES), ("maybe", NEITHER), ("yes", DENIES), ("no", ASSERTS), ("yes", NEITHER), ("maybe", ASSERTS)
    }  # fmt: skip


def test_what_is_said_alone_asserts_what_it_says_and_nothing_that_another_says_beside_it(tmp_path: Path) -> None:
    data = Data(folder(tmp_path))
    who = next(p.sentence.split()[0] for p in data.alone if " says yes." in p.sentence)
    assert set(data.alone) == {
        *(Pair(s, c, label) for s in (f"“yes,” {who} says.", f"{who} says yes.")
          for c, label in (("yes", ASSERTS), ("no", DENIES), ("maybe", NEITHER))),
        *(Pair(s, "yes", NEITHER) for s in ("“nay,” Bo adds.", "Bo adds nay.")),
    }  # fmt: skip
    assert data.held_alone and not set(data.alone) & {p for p in data.held_alone if "Bo" not in p.sentence}


@pytest.mark.parametrize(
    ("sentence", "claim", "turned"),
    [
        ("He called the quay unsafe.", "The quay is unsafe.", "The quay is safe."),
        ("The quay is safe, he said.", "The quay is safe.", "The quay is unsafe."),
        ("It is a trap.", "The quay is dangerous.", "The quay is not dangerous."),
        ("It won't open.", "The quay will not open.", "The quay will open."),
        ("It opened.", "The quay opened.", None),
        ("It is dangerous.", "Is the quay dangerous?", None),
        ("It is dangerous.", "how safe is the quay", None),
    ],
)
def test_a_claim_turned_into_its_opposite_is_denied(sentence: str, claim: str, turned: str | None) -> None:
    opposites = opposites_in(["a safe quay", "an unsafe quay", "unless less"])
    assert set(opposites) == {"safe", "unsafe"}
    pair = with_opposite(Pair(sentence, claim, ASSERTS), opposites, random.Random(0))
    assert (pair and (pair.claim, pair.label)) == (turned and (turned, DENIES))
    assert with_opposite(Pair(sentence, claim, NEITHER), opposites, random.Random(0)) is None


@pytest.mark.parametrize(
    ("claim", "swapped"),
    [
        ("Dorn sued Lindt over it.", "Lindt sued Dorn over it."),
        ("Dorn, said Lindt, sued Dorn.", "Lindt, said Dorn, sued Lindt."),
        ("Ann Dorn slept.", None),
        ("Dorn and Lindt slept.", None),
        ("Dorn slept.", None),
    ],
)
def test_names_in_each_others_places(claim: str, swapped: str | None) -> None:
    pair = with_swapped(Pair("Ann Dorn sued Bo Lindt over the quay.", claim, ASSERTS))
    assert (pair and pair.claim) == swapped and with_swapped(Pair("Dorn sued Lindt.", claim, DENIES)) is None
