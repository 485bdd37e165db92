"""Runs a question set: asks each question, keeps each answer, scores them, and writes the report."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from assistant.answer import Answer
from assistant.evaluate import gate, measures
from assistant.evaluate.questions import SetQuestion, place_quotes, read_questions
from assistant.evaluate.report import write_report
from assistant.show.json import as_json
from assistant.show.printing import as_text
from indexer.errors import InputError, StorageError, UserError
from indexer.records import Article

Progress = Callable[[int, int, str], None]
Json = dict[str, Any]


class Asks(Protocol):
    """Whatever answers a question; `assistant.ask.assistant.Assistant` does."""

    def ask(self, text: str, /) -> Answer:
        """Answer one question."""
        ...

    def article(self, id: str, /) -> Article | None:
        """The article of a passage or statement, to compare what is quoted with it."""
        ...


def run_set(
    assistant: Asks,
    path: Path,
    answers: Path | None = None,
    report: Path | None = None,
    progress: Progress | None = None,
) -> Json:
    """Ask every question of a set and score the answers.

    Args:
        path: The question set, JSON lines or YAML.
        answers: Where to write the answers, one JSON line a question with its "id", each as soon as it is there.
        report: Folder for `report.html` and `scores.json`, made where absent.
        progress: Called before each question with (questions done, questions in all, the question), and once at the end
            with an empty question.

    Returns:
        "scores" (measure -> value or None), "intervals" (measure -> [low, high]), "failed" ({"id", "question",
        "error"} of each question that could not be answered, or whose gold is wrong), "results" (see
        `assistant.evaluate.gate`), and "seconds" for the whole run.

    Raises:
        InputError: The set is wrong somewhere; nothing has been asked then.
        StorageError: A file cannot be written.
    """
    began = time.perf_counter()
    questions = read_questions(path)
    collected, texts = ask_all(assistant, questions, answers=answers, progress=progress)
    failed = [{key: row[key] for key in ("id", "question", "error")} for row in collected if "error" in row]
    placed = []
    for question in questions:
        try:
            placed.append(place_quotes(question, texts))
        except InputError as error:
            failed.append({"id": question.id, "question": question.text, "error": str(error)})
            placed.append(replace(question, passages=None))
    scores, marks = measures.score(placed, {row["id"]: row for row in collected}, texts)
    result: Json = {
        "set": path.name,
        "scores": scores,
        "intervals": {name: list(ends) for name, ends in measures.intervals(marks).items()},
        "failed": failed,
        "results": gate.results(marks),
        "seconds": round(time.perf_counter() - began, 3),
    }
    if report is not None:
        write_report(report, result, questions, collected, marks)
    return result


def ask_all(
    assistant: Asks,
    questions: Sequence[SetQuestion],
    *,
    answers: Path | None = None,
    progress: Progress | None = None,
) -> tuple[list[Json], dict[str, str]]:
    """Ask each question in order.

    Returns:
        The answers as JSON, each with its "id" (a question that failed: an abstention with "error"), and the text of
        each article shown, by id, to compare the quotations with.
    """
    collected: list[Json] = []
    texts: dict[str, str] = {}
    with ExitStack() as stack:
        out = stack.enter_context(_open(answers)) if answers else None
        for done, question in enumerate(questions):
            if progress:
                progress(done, len(questions), question.text)
            row, cited = _ask_one(assistant, question)
            collected.append(row)
            texts |= cited
            if out:
                # Flushed at once, so that a run that is stopped leaves what it had.
                out.write(as_text(row) + "\n")
                out.flush()
    if progress:
        progress(len(questions), len(questions), "")
    return collected, texts


def _ask_one(assistant: Asks, question: SetQuestion) -> tuple[Json, dict[str, str]]:
    try:
        answer = assistant.ask(question.text)
        row = {"id": question.id, **as_json(answer)}
    except Exception as error:  # whatever one question runs into, the others are still worth asking
        why = str(error) if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
        return {"id": question.id, "question": question.text, **measures.UNANSWERED, "error": why}, {}
    cited = filter(None, map(assistant.article, answer.articles))
    return row, {article.id: article.text for article in cited}


def _open(path: Path) -> Any:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path}: the answers cannot be written ({error.strerror}): choose another file") from None
