"""The measures: by hand on small cases, and against the reference scorer on many random ones."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluate.measures import flat, intervals, score
from assistant.evaluate.names import same_name
from assistant.evaluate.questions import read_questions

SHARED = Path(os.environ.get("TWOSOURCE_SHARED", Path(__file__).parents[4] / "shared"))
SCORER = SHARED / "questions" / "score.py"
NAMES = [
    "Rex Tillerson",
    "Secretary of State Tillerson",
    "Gen. Ann Lee",
    "Bo Lee",
    "The Aldmere Times",
    "Aldmere Times",
    "José Díaz",
    "the president",
]
LEVELS = ["no-evidence", "single-source", "corroborated"]
REASONS = ["one-article", "one-voice", "reprint"]
TEXTS = {f"a{n}": f"Article {n}. " + "word " * 60 for n in range(3)}


def span(draw: random.Random) -> dict[str, Any]:
    start = draw.randrange(250)
    return {"article": draw.choice(list(TEXTS)), "start": start, "end": start + draw.randrange(1, 60)}


def question(draw: random.Random, n: int) -> dict[str, Any]:
    answerable = draw.random() < 0.7
    level = draw.choice(LEVELS)
    return {
        "id": f"q{n}",
        "type": draw.choice(["who-said", "evidence", "what-said"]) if answerable else "unanswerable",
        "question": f"Question {n}?",
        "answerable": answerable,
        "speakers": draw.sample(NAMES, draw.randrange(4)) if answerable else [],
        "deniers": draw.sample(NAMES, draw.randrange(2)) if answerable else [],
        "passages": [span(draw) for _ in range(draw.randrange(1, 4))] if answerable else [],
        "corroboration": level,
        "reason": draw.choice(REASONS) if level == "single-source" else None,
        "disputed": draw.random() < 0.3,
    }


def answer(draw: random.Random, n: int) -> dict[str, Any]:
    statements = []
    for _ in range(draw.randrange(5)):
        at = span(draw)
        quote = TEXTS[at["article"]][at["start"] : at["end"]] + ("" if draw.random() < 0.9 else "!")
        statements.append(
            {**at, "speaker": draw.choice([*NAMES, ""]), "stance": draw.choice(["asserts", "denies"]), "quote": quote}
        )
    level = draw.choice(LEVELS)
    return {
        "id": f"q{n}",
        "abstained": draw.random() < 0.3,
        "passages": [span(draw) for _ in range(draw.randrange(13))],
        "statements": statements,
        "corroboration": {"level": level, "reason": draw.choice(REASONS), "disputed": draw.random() < 0.4},
        "seconds": round(draw.random(), 3),
    }


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.skipif(not SCORER.exists(), reason="the reference scorer is not beside this checkout")
@pytest.mark.parametrize("seed", range(4))
def test_every_measure_equals_the_reference_scorer(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    count = (30, 3, 60, 1)[seed]
    corpus = write_lines(tmp_path / "corpus.jsonl", [{"id": name, "text": text} for name, text in TEXTS.items()])
    asked = write_lines(tmp_path / "questions.jsonl", [question(draw, n) for n in range(count)])
    # The last question stays without an answer.
    given = [answer(draw, n) for n in range(max(1, count - 1))]
    answers = write_lines(tmp_path / "answers.jsonl", given)
    command = [sys.executable, str(SCORER), str(corpus), str(asked), str(answers)]
    reference = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours, _ = score(read_questions(asked), {row["id"]: row for row in given}, TEXTS)
    expected = flat(reference)
    if not any(row["answerable"] for row in map(json.loads, asked.read_text().splitlines())):
        pytest.fail("the seed gives no answerable question: choose another")
    got = flat(ours)
    # Where no question has the gold for it, the reference gives 0 for some measures and we give None.
    assert {name: got[name] or 0 for name in expected if not name.startswith(("speakers", "deniers"))} == {
        name: value or 0 for name, value in expected.items() if not name.startswith(("speakers", "deniers"))
    }
    for name in ("speakers", "deniers"):
        assert (ours[name] or {"precision": 0.0, "recall": 0.0, "f1": 0.0}) == reference[name]


def scored(tmp_path: Path, asked: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    path = write_lines(tmp_path / "set.jsonl", [{"id": "q", "question": "?", **asked}])
    full = {"abstained": False, "passages": [], "statements": [], "corroboration": {"level": "no-evidence"}, **given}
    return score(read_questions(path), {"q": full}, TEXTS)[0]


def test_what_has_no_gold_is_not_scored(tmp_path: Path) -> None:
    scores = scored(tmp_path, {}, {"corroboration": {"level": "corroborated"}})
    assert {name for name, value in scores.items() if value is not None} == {"questions", "unanswered"}


def test_a_passage_counts_when_half_of_the_shorter_is_shared(tmp_path: Path) -> None:
    gold = {"answerable": True, "passages": [{"article": "a0", "start": 10, "end": 20}]}
    half = {"passages": [{"article": "a1", "start": 10, "end": 20}, {"article": "a0", "start": 15, "end": 100}]}
    less = {"passages": [{"article": "a0", "start": 16, "end": 100}]}
    assert scored(tmp_path, gold, half)["mrr@10"] == 0.5
    assert scored(tmp_path, gold, less)["hits@10"] == 0.0


def test_a_false_corroborated_is_told(tmp_path: Path) -> None:
    scores = scored(
        tmp_path, {"corroboration": "single-source", "reason": "reprint"}, {"corroboration": {"level": "corroborated"}}
    )
    assert (scores["false_corroborated"], scores["single_source"]["recall"], scores["reason_accuracy"]) == (
        1.0,
        0.0,
        None,
    )


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Gen. Curtis Scaparotti", "Scaparotti", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("José Díaz", "Jose Diaz", True),
        ("Aldmere Times", "The Aldmere Times", True),
        ("Aldmere Times", "Aldmere Post", False),
        ("the president", "The President", True),
        ("", "Ann", False),
    ],
)
def test_names_agree_by_their_telling_words(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same


def test_intervals_hold_the_value_and_are_the_same_each_time(tmp_path: Path) -> None:
    draw = random.Random(5)
    path = write_lines(tmp_path / "set.jsonl", [question(draw, n) for n in range(20)])
    scores, marks = score(read_questions(path), {f"q{n}": answer(draw, n) for n in range(20)}, TEXTS)
    ends = intervals(marks, rounds=200)
    low, high = ends["hits@5"]
    assert 0 <= low <= scores["hits@5"] <= high <= 1 and low < high
    assert intervals(marks, rounds=200) == ends
    assert "p50_seconds" not in ends and intervals([]) == {}
