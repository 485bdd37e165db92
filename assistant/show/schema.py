"""The JSON of an answer, field by field, as other programs may rely on it. `docs/answer.schema.json` is made of it."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from assistant.answer import Headline, Missing
from assistant.records import Held, Level, QuestionKind, Reason, Strength
from indexer.records import Kind


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is expected here")
    return value


# A text of an article may hold half a surrogate pair, which is no text to pydantic, and is quoted as it is.
Words = Annotated[
    str, PlainValidator(_words), PlainSerializer(_words, return_type=Any), WithJsonSchema({"type": "string"})
]
Place = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]
"""Characters from the beginning of an article's text."""

Ends = Annotated[list[Place], Field(min_length=2, max_length=2)]


class Model(BaseModel):
    """What all have in common: made of records too; further keys are passed over."""

    model_config = ConfigDict(from_attributes=True, extra="ignore")


class PassageJson(Model):
    """A passage; `text` is exactly the article's from `start` to `end`."""

    n: int
    article: Words
    title: Words
    publisher: Words
    published: Words
    url: Words
    start: Place
    end: Place
    text: Words
    score: float


class StatementJson(Model):
    """A statement that bears on the claim; `quote` is exactly the article's text from `start` to `end`."""

    speaker: Words
    role: Words
    unnamed: bool
    stance: Held
    kind: Kind
    venue: Words
    when: Words
    via: list[Words]
    article: Words
    publisher: Words
    start: Place
    end: Place
    quote: Words
    passage: Annotated[int, Field(ge=0, description="Number of the passage that holds it, 0 where none does.")]
    strength: Strength
    published: Words
    score: Annotated[float, Field(description="The judge's, 0 to 1: how surely it bears on the claim.")]
    why: Words
    shows: Annotated[Ends | None, Field(description="Start and end of the sentence that bears the claim.")]
    shown: Annotated[Words, Field(description="The characters of that sentence.")]


class ChainJson(Model):
    """How the claim reaches the reader: voice, intermediaries, publisher, and the span that shows it."""

    voice: Words
    via: list[Words]
    publisher: Words
    unnamed: bool
    article: Words
    start: Place
    end: Place
    strength: Strength


class MergeJson(Model):
    """Chains (positions) that count as one; `unknown`: only because nothing shows that they differ."""

    chains: list[int]
    shared: Words
    why: Words
    kind: Literal["voice", "intermediary", "text", "publisher"]
    names: list[Words]
    unknown: bool


class CorroborationJson(Model):
    """What stands behind the claim in the corpus."""

    level: Level
    reason: Reason | None
    disputed: bool
    independent_chains: int
    chains: list[ChainJson]
    merged: list[MergeJson]
    explanation: Words
    independent: Annotated[list[int], Field(description="Positions in `chains` of one largest independent set.")]
    unnamed_only: bool
    unknown: Annotated[bool, Field(description="More would be independent if all that may differ did.")]


class ScopeJson(Model):
    """What was searched; `of`: how many articles the index holds where filters leave a part, else 0."""

    articles: int
    first: Words
    last: Words
    publishers: list[Words]
    of: int


class StruckJson(Model):
    """A sentence of a language model that no passage bears, and why it was struck."""

    text: Words
    why: Words


class FiltersJson(Model):
    """Which articles could answer; empty means all."""

    publishers: list[Words]
    after: Words
    before: Words
    speaker: Words
    articles: list[Words]
    without: Annotated[list[str], Field(description="Limits that were not to be taken from the question's words.")]


class GroupJson(Model):
    """Positions in `statements` of one stance; `voices`: each voice's best of them."""

    stance: Held
    statements: list[int]
    voices: list[int]


class NearestJson(Model):
    """The sentence of a passage that is nearest to a question without a claim."""

    passage: int
    start: Place
    end: Place


class RunJson(Model):
    """Words of a line, or (where `mark` is not 0) the mark of a passage."""

    text: Words
    mark: int
    strong: bool


class ParagraphJson(Model):
    """Verified sentences of a language model."""

    runs: list[RunJson]
    listed: bool


class OutlineJson(Model):
    """What the answer says, as data: `answer` is drawn from it."""

    headline: Headline
    groups: list[GroupJson]
    lead: int | None
    nearest: list[NearestJson]
    not_found: list[Missing]
    unnamed: int
    only_implied: bool
    text: list[ParagraphJson]


class ArticleJson(Model):
    """An article that the answer cites."""

    title: Words
    publisher: Words
    published: Words
    url: Words
    language: Words
    authors: list[Words]


class AnswerJson(Model):
    """One answer, as `twosource ask --json` prints it and `twosource eval --answers` writes it, a line a question."""

    question: Words
    kind: QuestionKind
    abstained: bool
    answer: Annotated[Words, Field(description="Markdown with marks like [1], drawn from the rest.")]
    passages: Annotated[list[PassageJson], Field(description="Best first, up to 10; mark [n] is the n-th.")]
    statements: Annotated[list[StatementJson], Field(description="Best first.")]
    corroboration: Annotated[CorroborationJson | None, Field(description="null where there is no claim.")]
    seconds: float
    unjudged: Annotated[int, Field(description="Candidates that were not judged, as others were nearer.")]
    claim: Words
    speaker: Words
    deny: bool
    filters: FiltersJson
    named: Annotated[list[str], Field(description="Filters that the question itself gave.")]
    scope: ScopeJson
    struck: list[StruckJson]
    notices: list[Words]
    written: Annotated[bool, Field(description="A language model wrote the answer's text.")]
    outline: OutlineJson
    articles: dict[Words, ArticleJson]
    format: Annotated[Literal[2], Field(description="Of this JSON; files of an earlier one have none.")] = 2

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        """Refuse ids and numbers that name nothing: what draws an answer follows them."""
        chains = self.corroboration.chains if self.corroboration else []
        ids = {f"passages.{n}": passage.article for n, passage in enumerate(self.passages)}
        ids |= {f"statements.{n}": said.article for n, said in enumerate(self.statements)}
        ids |= {f"corroboration.chains.{n}": chain.article for n, chain in enumerate(chains)}
        for where, id in ids.items():
            if id not in self.articles:
                raise ValueError(f"{where}.article: {id!r} is not among the articles")
        passages, statements = range(1, len(self.passages) + 1), range(len(self.statements))
        told = self.outline
        marks = [run.mark for paragraph in told.text for run in paragraph.runs if run.mark]
        _follow("passages", (p.n for p in self.passages), passages, "passage")
        for n, said in enumerate(self.statements):
            _follow(f"statements.{n}.passage", [said.passage] if said.passage else [], passages, "passage")
        for n, group in enumerate(told.groups):
            _follow(f"outline.groups.{n}", (*group.statements, *group.voices), statements, "statement")
        _follow("outline.text", marks, passages, "passage")
        _follow("outline.nearest", (near.passage for near in told.nearest), passages, "passage")
        needed = [told.lead or 0] if told.headline in ("statements", "place") else []
        _follow("outline.headline", needed, statements, "statement")
        if (told.headline == "text") != bool(told.text):
            raise ValueError("outline.headline: it is a text where there is one, and only there")
        if self.corroboration:
            _follow("corroboration.independent", self.corroboration.independent, range(len(chains)), "chain")
            for n, merge in enumerate(self.corroboration.merged):
                _follow(f"corroboration.merged.{n}", merge.chains, range(len(chains)), "chain")
        return self


def _follow(where: str, numbers: Iterable[int], there: range, what: str) -> None:
    for number in numbers:
        if number not in there:
            raise ValueError(f"{where}: there is no {what} {number}")
