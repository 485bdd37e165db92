"""Writes the report of a run: one HTML file that needs nothing else, and the scores as JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.evaluate.measures import Marks, flat
from assistant.evaluate.questions import SetQuestion
from assistant.show.drawing import drawn
from assistant.show.labels import level_code
from indexer.errors import StorageError

# Measure -> what it tells, in the order of the table.
MEANING = {
    "hits@1": "the first passage is one that bears on the answer",
    "hits@5": "one of the first five passages does",
    "hits@10": "one of the first ten passages does",
    "mrr@10": "mean of 1 / rank of the first such passage",
    "all@10": "share of all such passages among the first ten",
    "speaker@1": "who-said: the first speaker named is right",
    "speakers": "the set of speakers who assert the claim",
    "deniers": "the set of speakers who deny it",
    "level_without_claim": "questions without a claim that got a level all the same (must be 0)",
    "level_accuracy": "the corroboration level is right",
    "level_macro_f1": "F1 of the three levels, each counting alike",
    "single_source": "the single-source flag",
    "false_corroborated": "called corroborated, and it is not: the worst mistake (lower is better)",
    "reason_accuracy": "the reason for a right single-source flag is right",
    "disputed_f1": "claims that somebody denies are marked disputed",
    "abstained_right": "questions without an answer that were refused",
    "abstained_wrong": "questions with an answer that were refused (lower is better)",
    "verbatim": "quotations that are exactly the article's text (must be 1)",
    "p50_seconds": "seconds for half of the questions",
    "p95_seconds": "seconds for 95 of 100 questions",
}


def write_report(
    folder: Path,
    result: Mapping[str, Any],
    questions: Sequence[SetQuestion],
    answers: Sequence[Mapping[str, Any]],
    marks: Sequence[Marks],
) -> None:
    """Write `report.html` and `scores.json` into a folder, which is made where absent.

    Raises:
        StorageError: The folder cannot be written.
    """
    scores = json.dumps(result, ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "scores.json").write_text(scores + "\n", encoding="utf-8")
        (folder / "report.html").write_text(html(result, questions, answers, marks), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{folder}: cannot write the report ({error.strerror}): choose another folder") from None


def html(
    result: Mapping[str, Any],
    questions: Sequence[SetQuestion],
    answers: Sequence[Mapping[str, Any]],
    marks: Sequence[Marks],
) -> str:
    """The report as one page. `questions`, `answers` and `marks` are in one order."""
    rows = [_row(q, a, m) for q, a, m in zip(questions, answers, marks, strict=True)]
    return drawn("report.html", result=result, measures=_measures(result), rows=rows)


def _measures(result: Mapping[str, Any]) -> list[dict[str, str]]:
    rows = []
    for name, value in flat(result["scores"]).items():
        base, _, part = name.partition(".")
        if base not in MEANING:
            continue
        ends = result["intervals"].get(name)
        rows.append(
            {
                "name": name,
                "value": "no gold" if value is None else f"{value:.3f}",
                "interval": f"{ends[0]:.3f} to {ends[1]:.3f}" if ends and value is not None else "",
                "meaning": MEANING[base] + (f": {part}" if part else ""),
            }
        )
    return rows


def _row(question: SetQuestion, answer: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    said = dict.fromkeys(f"{s['speaker']} {s['stance']}" for s in answer["statements"] if s.get("speaker"))
    wanted = [*(question.speakers or ()), *(f"{name} denies" for name in question.deniers or ())]
    level = level_code(marks.level or "no level", (answer.get("corroboration") or {}).get("reason"))
    return {
        "id": question.id,
        "text": question.text,
        "type": question.type,
        "state": "failed" if "error" in answer else "abstained" if marks.abstained else "",
        "rank": marks.rank,
        "speakers": "; ".join(said) or "nobody",
        "wanted": None if question.speakers is None else "; ".join(wanted) or "nobody",
        "level": level,
        "level_right": marks.level == marks.gold_level,
        "gold_level": None if marks.gold_level is None else level_code(marks.gold_level, question.reason),
        "seconds": "" if marks.seconds is None else f"{marks.seconds:.2f}",
    }
