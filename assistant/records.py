"""The records that travel through asking, up to the answer. They import only the indexer's records."""

from dataclasses import dataclass
from typing import Literal

from indexer.parties.records import Party
from indexer.records import Article, Passage, Span, Statement

QuestionKind = Literal["who-said", "what-said", "evidence", "when-where", "plain"]
Strength = Literal["states", "implies"]
Held = Literal["asserts", "denies", "questions"]
"""A stance that bears on a claim: of the four that a statement may have, all but "nothing"."""
Level = Literal["no-evidence", "single-source", "corroborated"]
Reason = Literal["one-article", "one-publisher", "one-voice", "reprint", "circular"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which articles may answer; empty means all. Dates are ISO, inclusive.

    Attributes:
        without: Names of limits that the question's own words give, and that are not to be taken from them.
    """

    publishers: tuple[str, ...] = ()
    after: str = ""
    before: str = ""
    speaker: str = ""
    articles: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def leave_out_articles(self) -> bool:
        """Whether they are on articles at all, not on a speaker alone."""
        return bool(self.publishers or self.after or self.before or self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question taken apart.

    Attributes:
        text: As asked.
        kind: What is asked for; "plain" where the question holds no claim.
        claim: The proposition to be held by somebody ("Russia arms the Taliban"); the topic for what-said; or "".
        speaker: The person asked about ("Novikov"), or "".
        deny: The question asks who denies the claim.
        terms: Content words of the claim, lower case, for keyword search.
        quoted: Word sequences the question gives in quotation marks.
        filters: What the user set, with what the question named.
        named: Names of the limits that the question itself gave, to show as chips.
    """

    text: str
    kind: QuestionKind
    claim: str
    speaker: str = ""
    deny: bool = False
    terms: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    filters: Filters = Filters()
    named: tuple[str, ...] = ()

    @property
    def about_one(self) -> bool:
        """Whether one voice is asked what it said, or when: its statements are told one by one."""
        return self.kind in ("what-said", "when-where") and bool(self.speaker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found, with its article and its score (higher is nearer; unbounded)."""

    passage: Passage
    article: Article
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement that may bear on the claim.

    Attributes:
        similarity: Cosine of the claim and the statement in its sentence, in [-1, 1].
        party: The voice as a party, where one was read.
    """

    statement: Statement
    article: Article
    similarity: float
    party: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A statement that bears on the claim.

    Attributes:
        stance: The voice's stance to the claim asked about (not to the statement's own content).
        strength: Whether the claim is said or only follows.
        score: The judge's, in [0, 1]: higher, more sure that the statement bears on the claim.
        passage: Number (from 1) of the answer's passage that holds it, 0 where none does.
        why: What speaks for the label, in a few words.
        span: The sentence of the article that shows it, where one was judged.
    """

    statement: Statement
    article: Article
    stance: Held
    strength: Strength = "states"
    score: float = 0.0
    passage: int = 0
    why: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How a claim reaches the reader: voice, intermediaries, publisher.

    Attributes:
        voice, publisher: As printed; a lineage of reprints is an intermediary "text of ARTICLE".
        via: Intermediaries, nearest to the voice first.
        unnamed: The voice has no name.
        article, start, end: The span that shows it.
        strength: Whether the claim is said there or only follows, which makes no second chain.
    """

    voice: str
    via: tuple[str, ...]
    publisher: str
    unnamed: bool
    article: str
    start: int
    end: int
    strength: Strength = "states"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two or more chains that count as one, and why.

    Attributes:
        chains: Positions in `Corroboration.chains`.
        shared: The vertex they share, with what it is: "voice: Rex Tillerson", "publisher: Example Post".
        kind: What it is.
        names: How it is called.
        why: One sentence a reader can contest.
        unknown: It is not known that they share it, only not known that they do not.
    """

    chains: tuple[int, ...]
    shared: str
    why: str
    kind: Literal["voice", "intermediary", "text", "publisher"] = "voice"
    names: tuple[str, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """How many independent chains stand behind the claim, in this corpus.

    Attributes:
        independent: Positions in `chains` of one largest set that pairwise share nothing.
        unnamed_only: Every asserting voice is unnamed.
        unknown: More would be independent if everything that may differ did differ.
        explanation: One or two sentences.
    """

    level: Level
    reason: Reason | None = None
    disputed: bool = False
    independent_chains: int = 0
    chains: tuple[Chain, ...] = ()
    merged: tuple[Merge, ...] = ()
    explanation: str = ""
    independent: tuple[int, ...] = ()
    unnamed_only: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What was searched.

    Attributes:
        articles: How many, of all that the index holds or of those that the filters leave.
        first, last: Their first and last dates, "" where unknown.
        publishers: Whose, where a filter leaves those of some alone.
        of: How many the index holds, where the filters leave only part of them; else 0.
    """

    articles: int
    first: str = ""
    last: str = ""
    publishers: tuple[str, ...] = ()
    of: int = 0
