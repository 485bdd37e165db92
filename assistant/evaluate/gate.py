"""Compares a run of a question set with the results that were accepted before: nothing gets worse unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluate.measures import Marks
from assistant.evaluate.questions import LEVELS, NO_CLAIM
from assistant.evaluate.rows import json_rows
from assistant.show.printing import as_text
from indexer.errors import InputError, StorageError

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What a comparison found.

    Attributes:
        flips: A line for each question that is right now and was wrong, or wrong now and was right, in any part.
        worse: Those of them that make the gate fail: a part that was accepted as right is wrong.
        false_corroborated: Ids of questions called corroborated that are not, accepted or not.
    """

    flips: tuple[str, ...]
    worse: tuple[str, ...]
    false_corroborated: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing got worse, and nothing is called corroborated that is not."""
        return not self.worse and not self.false_corroborated

    def lines(self) -> list[str]:
        """What it found, for reading; the last line sums it up."""
        found = [*self.flips, *(f"{id}: called corroborated, and it is not" for id in self.false_corroborated)]
        if self.passed:
            return [*found, "the gate is passed: nothing that was accepted as right is wrong"]
        worse, invented = (", ".join(ids) or "none" for ids in (self.worse, self.false_corroborated))
        return [*found, f"the gate is not passed: worse are {worse}; falsely corroborated are {invented}"]


def results(marks: Sequence[Marks]) -> list[Row]:
    """A line a question: what is right about its answer and what is wrong; parts without gold are left out."""
    return [
        {
            "id": one.id,
            "right": all(parts.values()),
            "parts": parts,
            "level": one.level,
            "gold": one.gold_level,
            "abstained": one.abstained,
        }
        for one in marks
        for parts in [_parts(one)]
    ]


def compare(now: Sequence[Row], accepted: Sequence[Row]) -> Gate:
    """Compare results with those that were accepted.

    A question that only one of them has is no flip: sets grow, and a set that shrinks does so by somebody's hand.
    """
    before = {row["id"]: row for row in accepted}
    flips: list[str] = []
    worse: list[str] = []
    for row in now:
        told = before.get(row["id"])
        if told is None:
            continue
        lost = [part for part, right in row["parts"].items() if not right and told["parts"].get(part)]
        won = [part for part, right in row["parts"].items() if right and told["parts"].get(part) is False]
        for parts, change in ((lost, "right -> wrong"), (won, "wrong -> right")):
            if parts:
                flips.append(f"{row['id']}: {change}: {', '.join(parts)} ({_level(told)} -> {_level(row)})")
        if lost:
            worse.append(row["id"])
    invented = [row["id"] for row in now if row["level"] == "corroborated" != row["gold"] and row["gold"] is not None]
    return Gate(flips=tuple(flips), worse=tuple(worse), false_corroborated=tuple(invented))


def read_results(path: Path) -> list[Row]:
    """Results that `write_results` wrote.

    Raises:
        InputError: The file cannot be read, or a line is no result.
    """
    try:
        rows = list(json_rows(path.read_text(encoding="utf-8"), path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the accepted results cannot be read ({error}): write them with --results") from None
    for number, row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("parts"), dict):
            raise InputError(f"{path}:{number}: is no result of a question: write the file anew with --results")
    return [row for _, row in rows]


def write_results(path: Path, rows: Sequence[Row]) -> None:
    """Write results, a JSON line a question.

    Raises:
        StorageError: The file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{as_text(row)}\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path}: the results cannot be written ({error.strerror}): choose another file") from None


# What having no level says: the right thing where there is no claim, else that nobody asserts it.
_NO_LEVEL = {NO_CLAIM: NO_CLAIM} | dict.fromkeys(LEVELS, "no-evidence")


def _parts(one: Marks) -> dict[str, bool]:
    """What can be right or wrong about an answer. Reasons and disputes count where the level is right."""
    level = None if one.gold_level is None else (one.level or _NO_LEVEL.get(one.gold_level)) == one.gold_level
    parts = {
        "abstains where it should": None if one.answerable is None else one.abstained != one.answerable,
        "level": level,
        "reason": one.right_reason,
        "disputed": one.disputed == one.gold_disputed if level and one.gold_disputed is not None else None,
        "first speaker": one.first_speaker,
        "passage": None if one.rank is None else one.rank > 0,
        "verbatim": all(one.verbatim) if one.verbatim else None,
    }
    return {name: right for name, right in parts.items() if right is not None}


def _level(row: Row) -> str:
    return "abstained" if row.get("abstained") else str(row.get("level") or "no level")
