"""Scores answers against a question set's gold: one mark a question, then sums, with bootstrap intervals.

Offsets are characters, `end` exclusive. Shares are in [0, 1]; None where no question has the gold for a measure.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistant.evaluate.names import distinct, same_name
from assistant.evaluate.questions import LEVELS, NO_CLAIM, GoldSpan, SetQuestion

Answer = Mapping[str, Any]
Score = float | int | None
Scores = dict[str, Any]
DEPTH = 10
UNANSWERED: Answer = {"abstained": True, "passages": [], "statements": [], "corroboration": {"level": "no-evidence"}}


class Tally(NamedTuple):
    """How many of the predicted names are right, and how many of the gold ones were found."""

    right: int
    predicted: int
    found: int
    gold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What one answer got right. None: this question has no gold for it.

    Attributes:
        rank: Rank (from 1) of the first passage on gold among the first 10, 0 where none is.
        found: For each gold passage, whether it is among the first 10.
        first_speaker: The first asserting statement's speaker is a gold one.
        level: The level given, None where none is; gold_level the right one, "no-claim" where none is right.
        verbatim: For each statement, whether its quote is exactly the article's text there.
    """

    id: str
    answerable: bool | None
    abstained: bool
    rank: int | None = None
    found: tuple[bool, ...] = ()
    first_speaker: bool | None = None
    speakers: Tally | None = None
    deniers: Tally | None = None
    level: str | None = "no-evidence"
    gold_level: str | None = None
    right_reason: bool | None = None
    disputed: bool = False
    gold_disputed: bool | None = None
    verbatim: tuple[bool, ...] = ()
    seconds: float | None = None


def on_gold(found: Mapping[str, Any], gold: GoldSpan) -> bool:
    """Both lie in one article and share at least half of the shorter one."""
    if found["article"] != gold.article:
        return False
    start, end = int(found["start"]), int(found["end"])
    shared = min(end, gold.end) - max(start, gold.start)
    return shared > 0 and shared * 2 >= min(end - start, gold.end - gold.start)


def mark(question: SetQuestion, answer: Answer, texts: Mapping[str, str]) -> Marks:
    """Mark one answer (the JSON of `twosource ask --json`)."""
    passages, statements = answer["passages"][:DEPTH], answer["statements"]
    corroboration = answer.get("corroboration") or {}
    asserting, denying = _speakers(statements, "asserts"), _speakers(statements, "denies")
    level = corroboration.get("level")
    ranked = found = None
    speaks = first = denies = None
    if question.answerable:
        if question.passages is not None:
            ranks = (n for n, p in enumerate(passages, 1) if any(on_gold(p, gold) for gold in question.passages))
            ranked = next(ranks, 0)
            found = tuple(any(on_gold(p, gold) for p in passages) for gold in question.passages)
        if question.speakers is not None and question.type in ("who-said", "evidence"):
            speaks = _tally(asserting, question.speakers)
        if question.speakers is not None and question.type == "who-said":
            first = any(same_name(asserting[0], gold) for gold in question.speakers) if asserting else False
        if question.deniers is not None:
            denies = _tally(denying, question.deniers)
    flagged = level == question.corroboration == "single-source" and question.reason is not None
    return Marks(
        id=question.id,
        answerable=question.answerable,
        abstained=bool(answer["abstained"]),
        rank=ranked,
        found=found or (),
        first_speaker=first,
        speakers=speaks,
        deniers=denies,
        level=level,
        gold_level=question.corroboration,
        right_reason=corroboration.get("reason") == question.reason if flagged else None,
        disputed=bool(corroboration.get("disputed")),
        gold_disputed=question.disputed if question.answerable else None,
        verbatim=tuple(texts.get(s["article"], "")[s["start"] : s["end"]] == s["quote"] for s in statements),
        seconds=answer.get("seconds"),
    )


def summarise(marks: Sequence[Marks]) -> Scores:
    """All measures over marked questions, rounded to three digits."""
    ranks = [m.rank for m in marks if m.rank is not None]
    scores: Scores = {f"hits@{k}": _mean([0 < rank <= k for rank in ranks]) for k in (1, 5, DEPTH)}
    scores["mrr@10"] = _mean([1 / rank if rank else 0.0 for rank in ranks])
    scores["all@10"] = _mean([hit for m in marks for hit in m.found])
    scores["speaker@1"] = _mean([m.first_speaker for m in marks if m.first_speaker is not None])
    scores["speakers"] = _names_prf([m.speakers for m in marks if m.speakers])
    scores["deniers"] = _names_prf([m.deniers for m in marks if m.deniers])
    bare = [m for m in marks if m.gold_level == NO_CLAIM]
    scores["level_without_claim"] = _mean([m.level is not None for m in bare])
    scores |= _level_scores([m for m in marks if m.gold_level not in (None, NO_CLAIM)])
    scores["reason_accuracy"] = _mean([m.right_reason for m in marks if m.right_reason is not None])
    disputable = [m for m in marks if m.gold_disputed is not None]
    both = sum(m.disputed and bool(m.gold_disputed) for m in disputable)
    prf = _prf(both, sum(m.disputed for m in disputable), both, sum(bool(m.gold_disputed) for m in disputable))
    scores["disputed_f1"] = prf["f1"] if disputable else None
    scores["abstained_right"] = _mean([m.abstained for m in marks if m.answerable is False])
    scores["abstained_wrong"] = _mean([m.abstained for m in marks if m.answerable])
    scores["verbatim"] = _mean([right for m in marks for right in m.verbatim])
    times = sorted(m.seconds for m in marks if m.seconds is not None)
    if times:
        scores["p50_seconds"] = times[len(times) // 2]
        scores["p95_seconds"] = times[min(len(times) - 1, int(len(times) * 0.95))]
    return scores


def intervals(marks: Sequence[Marks], *, rounds: int = 1000, seed: int = 0) -> dict[str, tuple[float, float]]:
    """95 % percentile bootstrap intervals, by drawing whole questions with replacement.

    Returns:
        Measure (nested ones as "speakers.f1") -> (low, high); measures without gold, and times, are left out.
    """
    if not marks:
        return {}
    draw = random.Random(seed)
    samples: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, value in flat(summarise(draw.choices(marks, k=len(marks)))).items():
            if value is not None and not name.endswith("_seconds"):
                samples.setdefault(name, []).append(value)
    ends: dict[str, tuple[float, float]] = {}
    for name, values in samples.items():
        values.sort()
        ends[name] = (values[int(len(values) * 0.025)], values[min(len(values) - 1, int(len(values) * 0.975))])
    return ends


def flat(scores: Scores) -> dict[str, Score]:
    """Nested scores by dotted name: {"speakers": {"f1": .5}} -> {"speakers.f1": .5}."""
    out: dict[str, Score] = {}
    for name, value in scores.items():
        if isinstance(value, Mapping):
            out |= {f"{name}.{part}": inner for part, inner in value.items()}
        else:
            out[name] = value
    return out


def _speakers(statements: Sequence[Mapping[str, Any]], stance: str) -> list[str]:
    return [s["speaker"] for s in statements if s.get("stance") == stance and s.get("speaker")]


def _tally(predicted: Sequence[str], gold: Sequence[str]) -> Tally:
    said, wanted = distinct(predicted), distinct(gold)
    right = sum(any(same_name(p, g) for g in wanted) for p in said)
    return Tally(right, len(said), sum(any(same_name(p, g) for p in said) for g in wanted), len(wanted))


def _names_prf(tallies: Sequence[Tally]) -> dict[str, float] | None:
    if not tallies:
        return None
    right, predicted, found, gold = (sum(column) for column in zip(*tallies, strict=True))
    return _prf(right, predicted, found, gold)


def _level_scores(marks: Sequence[Marks]) -> Scores:
    # Of a question with a claim, no level says as much as that nobody asserts it.
    pairs = [(m.level or "no-evidence", m.gold_level) for m in marks]
    scores: Scores = {"level_accuracy": _mean([given == gold for given, gold in pairs])}
    by_level: dict[str, dict[str, float]] = {}
    for level in LEVELS:
        right = sum(given == level == gold for given, gold in pairs)
        given, gold = sum(one == level for one, _ in pairs), sum(one == level for _, one in pairs)
        by_level[level] = _prf(right, given, right, gold)
    scores["single_source"] = by_level["single-source"] if marks else None
    # Mean of the rounded F1s, as a reader would take it from the table.
    scores["level_macro_f1"] = _mean([one["f1"] for one in by_level.values()]) if marks else None
    scores["false_corroborated"] = _mean([m.level == "corroborated" for m in marks if m.gold_level != "corroborated"])
    return scores


def _prf(right: int, predicted: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = right / predicted if predicted else 0.0, found / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


def score(
    questions: Sequence[SetQuestion], answers: Mapping[str, Answer], texts: Mapping[str, str]
) -> tuple[Scores, list[Marks]]:
    """Score answers (by question id) against the set; `texts` holds each cited article's text by id.

    A question without an answer counts as an abstention and is told in "unanswered".
    """
    marks = [mark(question, answers.get(question.id, UNANSWERED), texts) for question in questions]
    unanswered = sum(question.id not in answers for question in questions)
    return {"questions": len(questions), "unanswered": unanswered} | summarise(marks), marks
