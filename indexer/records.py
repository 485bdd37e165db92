"""The records that travel through indexing. They import nothing of ours.

Every offset is a character position in `Article.text`, `end` exclusive.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Stance = Literal["asserts", "denies", "questions", "nothing"]
Kind = Literal["direct", "indirect", "mixed", "narration"]


class Span(NamedTuple):
    """A run of characters of one article's text, `end` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published document.

    Attributes:
        id: Stable and unique in an index; given by the input or made from the path.
        text: As given, character for character; of a text file the decoded characters, with line endings as "\\n".
            Nothing is cut. What reads or compares it folds a copy (`indexer.fold`).
        title, publisher, url: "" where unknown. An unknown publisher never counts as independent of another.
        published: ISO date "YYYY-MM-DD" (or "YYYY-MM", "YYYY"), "" where unknown.
        authors: As printed, in order.
        language: ISO 639-1 code, "" where unknown.
        origin: The path or URL it was read from (with "#line" for a line of a .jsonl), for reports and pruning.
        content_hash: SHA-256 (hex) over text and metadata; equal hash means nothing to do.
        boilerplate: Parts that are no journalism (teasers, breadcrumbs, share bars): marked, never cut.
    """

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    origin: str = ""
    content_hash: str = ""
    boilerplate: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of whole sentences of one article, small enough to embed without being cut.

    Attributes:
        ordinal: Position among that article's passages, from 0.
        start, end: Offsets into the article's text.
        text: Exactly `article.text[start:end]`.
    """

    article_id: str
    ordinal: int
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """Unique in an index: "ARTICLE#p0"."""
        return f"{self.article_id}#p{self.ordinal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A span in which somebody is said to hold something.

    Attributes:
        ordinal: Position among that article's statements, from 0.
        start, end: Hull of the content spans, widened to the quotation marks around it; what is quoted.
        context_start, context_end: The whole sentence or sentences that hold source, cue and content.
        source: Where the voice is named here; empty where nobody is ("it is said").
        cue: "said", "according to", ...; empty for the publisher's own sentences.
        content: What is held, one or more spans in order.
        voice: To whom the statement is attributed at the deepest level, in the article's longest form of the name;
            the publisher's name for its own sentences ("" where the publisher is unknown too).
        role: The voice's description in the article ("US Secretary of State"), or "".
        unnamed: The voice has no name ("a senior official"); `voice` is then its description.
        stance: Whether the voice asserts, denies or questions the content, or says nothing of it ("declined to say").
        denies: Ordinals of statements of the same article that this one denies as a whole ("refutes these reports").
        kind: direct, indirect or mixed speech; "narration" for the publisher's own sentences.
        venue: "press conference", "interview with Interfax", a report or poll, ... or "".
        when: As printed ("August 22"), or "".
        via: Outlets, agencies or people between voice and publisher, nearest to the voice first.
    """

    article_id: str
    ordinal: int
    start: int
    end: int
    context_start: int
    context_end: int
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    voice: str = ""
    role: str = ""
    unnamed: bool = False
    stance: Stance = "asserts"
    denies: tuple[int, ...] = ()
    kind: Kind = "indirect"
    venue: str = ""
    when: str = ""
    via: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Unique in an index: "ARTICLE#s0"."""
        return f"{self.article_id}#s{self.ordinal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """That one article prints another's text.

    Attributes:
        article_id, of: The two articles; `of` is the lineage's first (by date, then id).
        containment: Share of the shorter text's word 5-grams that the other holds, in [0, 1].
        why: One sentence a reader can contest.
    """

    article_id: str
    of: str
    containment: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be indexed.

    Attributes:
        where: Path, "path:line", or URL.
        why: What happened and what to do, one sentence.
    """

    where: str
    why: str


@dataclass(slots=True, kw_only=True)
class IndexReport:
    """What one run of `twosource index` did. Lists hold article ids.

    Attributes:
        skipped: Paths of files in folders that are no articles by their type or name.
        passages, statements, words: Of the articles added and updated.
        languages: Other languages than English of these, with how many; no statements are read from them.
    """

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    passages: int = 0
    statements: int = 0
    words: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
