"""Writes the report of a run: one HTML file that needs nothing else, and the scores as JSON."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from assistant.evaluate.measures import Marks, flat
from assistant.evaluate.questions import SetQuestion
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
STYLE = """
:root { color-scheme: light dark; --line: #8885; --bad: #b3261e; --good: #1b6e3c }
@media (prefers-color-scheme: dark) { :root { --bad: #ffb4ab; --good: #8fd6a5 } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
border-bottom: 1px solid var(--line) } td.n { font-variant-numeric: tabular-nums; white-space: nowrap }
.bad { color: var(--bad) } .good { color: var(--good) } small { opacity: .75 } .wide { overflow-x: auto }
"""


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
    title = f"Evaluation of {result['set']}"
    failed = "".join(
        f"<li><b>{escape(row['id'])}</b> {escape(row['question'])}<br>{_colour(escape(row['error']), good=False)}</li>"
        for row in result["failed"]
    )
    rows = "".join(_question(q, a, m) for q, a, m in zip(questions, answers, marks, strict=True))
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(title)}</title>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style><h1>{escape(title)}</h1>"
        f"<p>{len(questions)} questions in {result['seconds']:.1f} s. The range is a 95 % interval, from drawing the "
        "questions anew 1,000 times: two runs whose ranges overlap widely do not differ for certain.</p>"
        f"<div class=wide><table><tr><th>measure<th>value<th>95 %<th>what it tells</tr>{_summary(result)}</table></div>"
        + (f"<h2>Not answered, for an error</h2><ul>{failed}</ul>" if failed else "")
        + "<h2>Question by question</h2><div class=wide><table><tr><th>id<th>question<th>passage<th>speakers<th>level"
        f"<th>seconds</tr>{rows}</table></div></html>\n"
    )


def _summary(result: Mapping[str, Any]) -> str:
    rows = []
    for name, value in flat(result["scores"]).items():
        base, _, part = name.partition(".")
        if base not in MEANING:
            continue
        low_high = result["intervals"].get(name)
        ends = f"{low_high[0]:.3f} to {low_high[1]:.3f}" if low_high and value is not None else ""
        shown = "no gold" if value is None else f"{value:.3f}"
        meaning = MEANING[base] + (f": {part}" if part else "")
        rows.append(f"<tr><td>{escape(name)}<td class=n>{shown}<td class=n>{ends}<td>{escape(meaning)}</tr>")
    return "".join(rows)


def _question(question: SetQuestion, answer: Mapping[str, Any], marks: Marks) -> str:
    said = [f"{s['speaker']} {s['stance']}" for s in answer["statements"] if s.get("speaker")]
    wanted = [*(question.speakers or ()), *(f"{name} denies" for name in question.deniers or ())]
    rank = marks.rank
    passage = "" if rank is None else _colour(f"rank {rank}" if rank else "missed", good=rank > 0)
    speakers = escape("; ".join(dict.fromkeys(said)) or "nobody")
    if question.speakers is not None:
        speakers += f"<br><small>gold: {escape('; '.join(wanted) or 'nobody')}</small>"
    level = escape(level_code(marks.level or "no level", (answer.get("corroboration") or {}).get("reason")))
    if marks.gold_level is not None:
        level = _colour(level, good=marks.level == marks.gold_level)
        level += f"<br><small>gold: {escape(level_code(marks.gold_level, question.reason))}</small>"
    state = "<br><small>abstained</small>" if marks.abstained else ""
    if "error" in answer:
        state = f"<br>{_colour('failed', good=False)}"
    seconds = "" if marks.seconds is None else f"{marks.seconds:.2f}"
    return (
        f"<tr><td>{escape(question.id)}<td>{escape(question.text)}<br><small>{escape(question.type)}</small>{state}"
        f"<td>{passage}<td>{speakers}<td>{level}<td class=n>{seconds}</tr>"
    )


def _colour(safe_html: str, *, good: bool) -> str:
    return f"<span class={'good' if good else 'bad'}>{safe_html}</span>"
