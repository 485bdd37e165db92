"""An answer as the JSON that other programs rely on, there and back; `assistant.show.schema` says what it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.answer import Answer, Cited, Group, Nearest, Outline, Paragraph, Quotation, Run, Source, Struck
from assistant.records import Chain, Corroboration, Filters, Merge, Question, Scope
from assistant.show.markdown import markdown
from assistant.show.schema import AnswerJson, CorroborationJson, OutlineJson, StatementJson
from indexer.errors import InputError
from indexer.records import Span

Json = dict[str, Any]
Record = TypeVar("Record")


def as_json(answer: Answer) -> Json:
    """The answer as `twosource ask --json` prints it; keys as documented, in that order, further ones after them."""
    asked = answer.question
    held = {name: getattr(answer, name) for name in AnswerJson.model_fields if hasattr(answer, name)}
    told = {name: getattr(asked, name) for name in ("kind", "claim", "speaker", "deny", "filters", "named")}
    drawn = {"question": asked.text, "answer": markdown(answer), "written": bool(answer.outline.text)}
    return AnswerJson.model_validate(held | told | drawn).model_dump()


def from_json(data: Mapping[str, Any]) -> Answer:
    """The answer that `as_json` wrote, for notes and for showing it again.

    Raises:
        InputError: The data is no answer, or one of an earlier version.
    """
    if "question" in data and "format" not in data:
        raise InputError("this answer was written by an earlier version of twosource, and cannot be read: ask again")
    try:
        return _answer(AnswerJson.model_validate(data))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        told = ": ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"])))
        raise InputError(f"this is not an answer as `twosource ask --json` writes it ({told}): ask again") from None


def _answer(told: AnswerJson) -> Answer:
    return Answer(
        question=Question(
            text=told.question,
            kind=told.kind,
            claim=told.claim,
            speaker=told.speaker,
            deny=told.deny,
            filters=_record(Filters, told.filters),
            named=tuple(told.named),
        ),
        abstained=told.abstained,
        outline=_outline(told.outline),
        passages=_each(Cited, told.passages),
        statements=tuple(_quotation(said) for said in told.statements),
        corroboration=_corroboration(told.corroboration) if told.corroboration else None,
        scope=_record(Scope, told.scope),
        articles={id: _record(Source, article) for id, article in told.articles.items()},
        struck=_each(Struck, told.struck),
        notices=tuple(told.notices),
        unjudged=told.unjudged,
        seconds=told.seconds,
    )


def _quotation(said: StatementJson) -> Quotation:
    return _record(Quotation, said, shows=Span(*said.shows) if said.shows else None)


def _corroboration(found: CorroborationJson) -> Corroboration:
    return _record(Corroboration, found, chains=_each(Chain, found.chains), merged=_each(Merge, found.merged))


def _outline(told: OutlineJson) -> Outline:
    text = tuple(_record(Paragraph, paragraph, runs=_each(Run, paragraph.runs)) for paragraph in told.text)
    return _record(Outline, told, groups=_each(Group, told.groups), nearest=_each(Nearest, told.nearest), text=text)


def _each(kind: type[Record], models: Iterable[BaseModel]) -> tuple[Record, ...]:
    return tuple(_record(kind, model) for model in models)


def _record(kind: type[Record], model: BaseModel, **made: object) -> Record:
    """The record with the fields of its model, lists as tuples; `made` are those that hold records themselves."""
    held = {field.name: getattr(model, field.name) for field in fields(kind)}  # type: ignore[arg-type]
    plain = {name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
    return kind(**plain | made)
