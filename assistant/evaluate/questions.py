"""Reads a question set (JSON lines or YAML) into records, and says exactly where a set is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.evaluate.rows import json_rows, yaml_rows
from assistant.records import Level, Reason
from indexer.errors import InputError

LEVELS: tuple[str, ...] = get_args(Level)
NO_CLAIM: Literal["no-claim"] = "no-claim"
"""Gold of a question that holds no claim: any level is wrong."""
REASONS: tuple[str, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpan:
    """A run of characters of an article that bears on the answer.

    Attributes:
        start, end: Offsets into the article's text, end exclusive; both 0 while only the quotation is known.
        quote: The run itself, where the set gives it in place of offsets; "" else.
    """

    article: str
    start: int = 0
    end: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuestion:
    """One question of a set. What is None has no gold and is not scored.

    Attributes:
        id: Unique in the set; "q1", "q2", ... by position where the set gives none.
        type: "who-said", "evidence", ... as the set says; "" where it does not.
        answerable: True where the set gives speakers or passages but does not say.
        extra: The set's other fields, untouched.
    """

    id: str
    text: str
    type: str = ""
    answerable: bool | None = None
    speakers: tuple[str, ...] | None = None
    deniers: tuple[str, ...] | None = None
    passages: tuple[GoldSpan, ...] | None = None
    corroboration: Level | Literal["no-claim"] | None = None
    reason: Reason | None = None
    disputed: bool | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


def read_questions(path: Path) -> list[SetQuestion]:
    """Read a question set.

    Args:
        path: `.yaml` or `.yml` (a list of questions, or a mapping with a `questions` list); else JSON lines.

    Raises:
        InputError: With file, line, field and what to do.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(
            f"{path}: the question set cannot be read ({error.strerror or error}): check the path"
        ) from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: the question set is not UTF-8 text: save it as UTF-8") from None
    rows = yaml_rows(text, path) if path.suffix.lower() in (".yaml", ".yml") else json_rows(text, path)
    questions: list[SetQuestion] = []
    lines: dict[str, int] = {}
    for number, row in rows:
        question = _question(row, f"{path}:{number}", len(questions) + 1)
        if question.id in lines:
            raise InputError(
                f"{path}:{number}: the id {question.id!r} is already used on line {lines[question.id]}: "
                "give each question an id of its own"
            )
        lines[question.id] = number
        questions.append(question)
    if not questions:
        raise InputError(f'{path}: the question set holds no question: write one a line, with at least a "question"')
    return questions


def place_quotes(question: SetQuestion, texts: Mapping[str, str]) -> SetQuestion:
    """Give gold quotations their offsets in the articles at hand; of other articles they stay without.

    Raises:
        InputError: An article does not hold its gold quotation exactly once.
    """
    if not any(span.quote for span in question.passages or ()):
        return question
    return replace(question, passages=tuple(_placed(span, texts, question.id) for span in question.passages or ()))


def _placed(span: GoldSpan, texts: Mapping[str, str], where: str) -> GoldSpan:
    text = texts.get(span.article)
    if text is None or not span.quote:
        return span
    if text.count(span.quote) != 1:
        raise InputError(
            f"{where}: the gold quotation {span.quote[:60]!r} stands {text.count(span.quote)} times in {span.article}: "
            "give one that stands there once, or its start and end"
        )
    start = text.index(span.quote)
    return replace(span, start=start, end=start + len(span.quote))


def _question(row: Any, where: str, position: int) -> SetQuestion:
    if not isinstance(row, dict):
        raise InputError(f'{where}: expected an object like {{"question": "Who said ...?"}}, got {row!r}: write one')
    rest = dict(row)
    text = _text(rest, "question", where)
    if not text.strip():
        raise InputError(f'{where}: field "question" is missing or empty: write what is to be asked')
    identity = rest.pop("id", None)
    answerable = _flag(rest, "answerable", where)
    speakers, deniers = _names(rest, "speakers", where), _names(rest, "deniers", where)
    passages = _spans(rest, where)
    return SetQuestion(
        id=f"q{position}" if identity is None else str(identity),
        text=text,
        type=_text(rest, "type", where),
        answerable=True if answerable is None and (speakers or passages) else answerable,
        speakers=speakers,
        deniers=deniers,
        passages=passages,
        corroboration=_choice(rest, "corroboration", (*LEVELS, NO_CLAIM), where),
        reason=_choice(rest, "reason", REASONS, where),
        disputed=_flag(rest, "disputed", where),
        extra=rest,
    )


def _wrong(where: str, name: str, expected: str, value: object) -> InputError:
    return InputError(f'{where}: field "{name}" must be {expected}, got {value!r}: mend it, or leave it out')


def _text(row: dict[str, Any], name: str, where: str) -> str:
    value = row.pop(name, None)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(where, name, "text", value)
    return value


def _flag(row: dict[str, Any], name: str, where: str) -> bool | None:
    value = row.pop(name, None)
    if value is not None and not isinstance(value, bool):
        raise _wrong(where, name, "true or false", value)
    return value


def _names(row: dict[str, Any], name: str, where: str) -> tuple[str, ...] | None:
    value = row.pop(name, None)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(where, name, "a list of names", value)
    return tuple(value)


def _choice(row: dict[str, Any], name: str, known: tuple[str, ...], where: str) -> Any:
    value = row.pop(name, None)
    if value is not None and value not in known:
        raise _wrong(where, name, "one of " + ", ".join(known), value)
    return value


def _spans(row: dict[str, Any], where: str) -> tuple[GoldSpan, ...] | None:
    value = row.pop("passages", None)
    if value is None:
        return None
    if not isinstance(value, list):
        raise _wrong(where, "passages", "a list", value)
    return tuple(_span(item, where) for item in value)


def _span(item: Any, where: str) -> GoldSpan:
    if isinstance(item, dict) and isinstance(article := item.get("article"), str):
        quote, start, end = item.get("quote"), item.get("start"), item.get("end")
        # bool is an int in Python, and `true` is no offset.
        if type(start) is int and type(end) is int and 0 <= start < end:
            return GoldSpan(article=article, start=start, end=end)
        if start is None and end is None and isinstance(quote, str) and quote:
            return GoldSpan(article=article, quote=quote)
    expected = 'a list of {"article", "start", "end"} with 0 <= start < end, or of {"article", "quote"}'
    raise _wrong(where, "passages", expected, item)
