"""The records of an answer: all that it shows, as data. Whatever shows it draws these, and takes no text apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.records import Corroboration, Held, Question, Scope, Strength
from indexer.records import Kind, Span

Headline = Literal["text", "voices", "statements", "place", "passages", "nothing"]
Missing = Literal["answer", "saying", "assertion", "denial", "when", "where", "names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article that an answer cites, without its text."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage as an answer shows it.

    Attributes:
        n: Its number, from 1: what a mark like [1] means.
        article: The article's id; `title`, `publisher`, `published` and `url` are the article's.
        start, end, text: The place, and exactly the characters that stand there.
        score: Retrieval's; higher is nearer.
    """

    n: int
    article: str
    title: str
    publisher: str
    published: str
    url: str
    start: int
    end: int
    text: str
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A statement as an answer shows it.

    Attributes:
        speaker: The voice; the publisher for an article's own words, "" where that is unknown too.
        stance: To the claim asked about.
        article, publisher, published: The article's id, publisher and date.
        start, end, quote: The place, and exactly the characters that stand there.
        passage: Number of the passage that holds it, 0 where none does.
        why: Why it is here, in a few words.
        shows: The sentence that bears the claim, where one was judged; `shown` are its characters.
    """

    speaker: str
    stance: Held
    article: str
    start: int
    end: int
    quote: str
    role: str = ""
    unnamed: bool = False
    kind: Kind = "indirect"
    venue: str = ""
    when: str = ""
    via: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    passage: int = 0
    strength: Strength = "states"
    score: float = 0.0
    why: str = ""
    shows: Span | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The statements of one stance.

    Attributes:
        statements: Positions in `Answer.statements`, best first.
        voices: Of these, each voice's best that a passage of the answer holds.
    """

    stance: Held
    statements: tuple[int, ...]
    voices: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The sentence of a passage that is nearest to a question without a claim; offsets are the article's."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a line: words, or the mark of a passage.

    Attributes:
        mark: The passage's number; 0 for words.
        strong: A name or a level, to stand out.
    """

    text: str = ""
    mark: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences of a language model that survived verification.

    Attributes:
        listed: An item of a list.
    """

    runs: tuple[Run, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A sentence of a language model that did not survive verification, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What an answer says, as data; whatever shows an answer draws this.

    Attributes:
        headline: What the first line tells: a language model's text, which voices, how many statements of one person,
            time and place, the nearest passages, or that nothing was found.
        groups: Statements by stance, in the order in which they are shown.
        lead: Position of the statement that tells time and place best, for "place".
        nearest: Sentences to show, for "passages".
        not_found: What was asked for or belongs to the answer, and is not in the articles.
        unnamed: How many asserting voices have no name, where it was asked who.
        only_implied: Nobody says the claim in so many words.
        text: A language model's, empty where there is none.
    """

    headline: Headline
    groups: tuple[Group, ...] = ()
    lead: int | None = None
    nearest: tuple[Nearest, ...] = ()
    not_found: tuple[Missing, ...] = ()
    unnamed: int = 0
    only_implied: bool = False
    text: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """An answer on its way: the question as it was understood, and what was heard so far. It has no level.

    Attributes:
        statements: What seems to bear on the claim, as it was judged; the whole may still take some back.
        judged, of: Candidates judged, of those that will be; 0 of 0 before the first.
    """

    question: Question
    statements: tuple[Quotation, ...] = ()
    judged: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with everything it stands on; it holds what it shows of its articles, and not their texts.

    Attributes:
        abstained: There is nothing that it could stand on.
        outline: What it says, as data.
        passages: Best first, at most 10; mark [n] is `passages[n - 1]`.
        statements: Those that bear on the claim, best first, each voice's best before its others.
        corroboration: What was counted; None where the question holds no claim, so that there is nothing to count.
        scope: What was searched.
        articles: Of the passages and statements, by id.
        struck: Sentences of a language model that did not survive verification; shown, never hidden.
        notices: What a reader must know besides.
        unjudged: Statements among the candidates that the judge did not look at, as others were nearer.
        seconds: Wall time of the whole answer.
    """

    question: Question
    abstained: bool
    outline: Outline
    passages: tuple[Cited, ...]
    statements: tuple[Quotation, ...]
    corroboration: Corroboration | None
    scope: Scope
    articles: Mapping[str, Source] = field(default_factory=dict)
    struck: tuple[Struck, ...] = ()
    notices: tuple[str, ...] = ()
    unjudged: int = 0
    seconds: float = 0.0
