"""A whole run of a question set: answers, scores and report."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from assistant import outline
from assistant.answer import Answer
from assistant.evaluate import run_set
from assistant.records import Corroboration, Question, Scope
from indexer.errors import InputError, StorageError, UserError
from indexer.records import Article
from tests.assistant.cases import SEED, article, hit, said

TOLD = article("seed", "Example <Post>", SEED, "2017-10-07")
QUOTE = "Russia arms the Taliban"


def answered(text: str) -> Answer:
    found = Corroboration(level="single-source", reason="one-article", independent_chains=1)
    asked = Question(text=text, kind="who-said", claim=QUOTE)
    told = [said(TOLD, QUOTE, "Rex Tillerson")]
    return replace(outline.answer(asked, [hit(TOLD, 0, 106)], told, found, Scope(articles=1)), seconds=0.25)


@dataclass
class Scripted:
    """Answers every question alike; a question that holds a key of `fails` raises that error."""

    fails: dict[str, Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def ask(self, text: str) -> Answer:
        self.asked.append(text)
        for word, error in self.fails.items():
            if word in text:
                raise error
        return answered(text)

    def article(self, id: str) -> Article | None:
        return TOLD if id == TOLD.id else None


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    rows: list[dict[str, Any]] = [
        {
            "id": "a",
            "type": "who-said",
            "question": "Who said <b>it</b>?",
            "speakers": ["Tillerson"],
            "deniers": [],
            "passages": [{"article": "seed", "quote": QUOTE}],
            "corroboration": "single-source",
            "reason": "one-article",
            "disputed": False,
        },
        {"id": "b", "question": "Who broke?", "answerable": False, "corroboration": "no-evidence"},
        {"id": "c", "question": "Anything?"},
    ]
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_a_run_scores_and_writes_answers_and_a_report(tmp_path: Path, questions: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    out, folder = tmp_path / "deep" / "answers.jsonl", tmp_path / "report"
    result = run_set(Scripted(), questions, answers=out, report=folder, progress=lambda *step: seen.append(step))
    assert result["scores"]["hits@1"] == result["scores"]["speaker@1"] == result["scores"]["verbatim"] == 1.0
    assert result["scores"]["level_accuracy"] == 0.5 and result["failed"] == []
    assert [row["id"] for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())] == ["a", "b", "c"]
    assert seen[0] == (0, 3, "Who said <b>it</b>?") and seen[-1] == (3, 3, "")
    assert json.loads((folder / "scores.json").read_text(encoding="utf-8")) == result
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "Who said &lt;b&gt;it&lt;/b&gt;?" in page and "<b>it" not in page
    assert "http" not in page and "<script" not in page


def test_a_question_that_fails_is_told_and_the_others_are_asked(tmp_path: Path, questions: Path) -> None:
    assistant = Scripted(fails={"broke": UserError("the endpoint is down: start it"), "Any": ValueError("odd")})
    result = run_set(assistant, questions, answers=tmp_path / "answers.jsonl", report=tmp_path)
    assert len(assistant.asked) == 3
    assert [(row["id"], row["error"]) for row in result["failed"]] == [
        ("b", "the endpoint is down: start it"),
        ("c", "ValueError: odd"),
    ]
    rows = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[1]["abstained"] and rows[1]["error"] and rows[1]["passages"] == []
    assert "the endpoint is down" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_gold_that_is_not_in_its_article_is_told_after_the_run(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text(
        "- {id: a, question: 'Who?', passages: [{article: seed, quote: never printed}]}\n", encoding="utf-8"
    )
    result = run_set(Scripted(), path)
    assert "stands 0 times in seed" in result["failed"][0]["error"]
    assert result["scores"]["hits@10"] is None


def test_nothing_is_asked_where_the_set_is_wrong_or_the_answers_cannot_be_written(
    tmp_path: Path, questions: Path
) -> None:
    assistant = Scripted()
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "wrong.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError):
        run_set(assistant, tmp_path / "wrong.jsonl")
    with pytest.raises(StorageError, match="choose another file"):
        run_set(assistant, questions, answers=tmp_path / "file" / "answers.jsonl")
    assert assistant.asked == []
