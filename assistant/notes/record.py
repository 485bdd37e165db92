"""What a note holds: a quotation, where it stands, who said it, and how well it is corroborated."""

import re
from dataclasses import dataclass
from itertools import groupby

from indexer.records import Article

MARKS = ('"', "“", "”", "„", "«", "»")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One quotation out of one article.

    Attributes:
        quote: Exactly the article's text from `start` to `end`.
        speaker: Who is said to hold it; "" for a bare passage.
        stance: "asserts", "denies" or "questions", to the claim asked about; "" for a bare passage.
        strength: "states" or "implies"; "" for a bare passage.
    """

    article: Article
    start: int
    end: int
    quote: str
    speaker: str = ""
    role: str = ""
    stance: str = ""
    strength: str = ""

    @property
    def said_by(self) -> str:
        """ "Rex Tillerson (Secretary of State) asserts", or "" for a bare passage."""
        role = f" ({self.role})" if self.role else ""
        implied = " by implication" if self.strength == "implies" else ""
        return f"{self.speaker}{role} {self.stance}{implied}" if self.speaker else ""

    @property
    def place(self) -> str:
        """ "characters 120-250 of ARTICLE": enough to find the quotation again."""
        return f"characters {self.start}-{self.end} of {self.article.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of one question, or of no question.

    Attributes:
        notes: Best first.
        question: "" where passages alone are noted.
        level: Corroboration level, with its reason in brackets: "single-source (one-article)"; "" without a question.
        words: The same in words, and what goes with it: "Single source", "one article", "disputed".
        explanation: What the level rests on, with the corpus searched.
    """

    notes: tuple[Note, ...]
    question: str = ""
    level: str = ""
    words: tuple[str, ...] = ()
    disputed: bool = False
    explanation: str = ""

    @property
    def standing(self) -> str:
        """The level in words: "In this corpus: single source, one article, disputed"; "" without a level."""
        return f"In this corpus: {', '.join(self.words).lower()}" if self.words else ""

    def by_article(self) -> list[tuple[Article, list[Note]]]:
        """The notes under their articles, articles in the order of their best note."""
        order = {article_id: n for n, article_id in enumerate(dict.fromkeys(note.article.id for note in self.notes))}
        ordered = sorted(self.notes, key=lambda note: order[note.article.id])
        grouped = [list(group) for _, group in groupby(ordered, key=lambda note: note.article.id)]
        return [(group[0].article, group) for group in grouped]

    def remark(self, note: Note) -> str:
        """A note as one piece of text, for the note fields of reference managers."""
        said = f"{note.said_by}: " if note.said_by else ""
        standing = f" {self.standing}." if self.standing else ""
        # No second pair of marks around words that bring their own.
        quote = note.quote if note.quote[:1] in MARKS and note.quote[-1:] in MARKS else f"“{note.quote}”"
        return f"{said}{quote} [{note.place}].{standing}"


def one_line(text: str) -> str:
    """A text without line breaks, for formats that end a field at one."""
    return re.sub(r"\s+", " ", text).strip()


def web_address(url: str) -> str:
    """The address where it is one of the web, else "": a note never carries a link that runs something."""
    return url if re.match(r"https?://\S+$", url, re.IGNORECASE) else ""


def date_parts(published: str) -> list[int]:
    """ "2017-08-25" -> [2017, 8, 25]; "2017" -> [2017]; anything else -> []."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published[:10])
    return [int(part) for part in match.groups() if part] if match else []
