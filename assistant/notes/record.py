"""What a note holds: a quotation, where it stands, who said it, and how well it is corroborated."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Source
from assistant.records import Held, Strength
from assistant.show.labels import BY, IMPLIED
from assistant.show.safe import folded

MARKS = ('"', "“", "”", "„", "«", "»")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One quotation out of one article.

    Attributes:
        article, source: The article's id, and what is known of it.
        quote: Exactly the article's text from `start` to `end`.
        speaker: Who is said to hold it; "" for a bare passage.
        stance: "asserts", "denies" or "questions", to the claim asked about; "" for a bare passage.
        strength: "states" or "implies"; "" for a bare passage.
    """

    article: str
    source: Source
    start: int
    end: int
    quote: str
    speaker: str = ""
    role: str = ""
    stance: Held | Literal[""] = ""
    strength: Strength | Literal[""] = ""

    @property
    def said_by(self) -> str:
        """ "Asserted by Rex Tillerson (Secretary of State)", or "" for a bare passage."""
        if not self.stance:
            return ""
        role = f" ({self.role})" if self.role else ""
        implied = f", {IMPLIED}" if self.strength == "implies" else ""
        return f"{BY[self.stance].capitalize()} {self.speaker}{role}{implied}"

    @property
    def place(self) -> str:
        """ "characters 120-250 of ARTICLE": enough to find the quotation again."""
        return f"characters {self.start}-{self.end} of {self.article}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of one question, or of no question.

    Attributes:
        notes: Best first.
        question: "" where passages alone are noted.
        level: Corroboration level, with its reason in brackets: "single-source (one-article)"; "" without a question.
        standing: The same in words: "In this corpus: single source, one article, disputed"; "" without a level.
        explanation: What the level rests on, with the corpus searched.
    """

    notes: tuple[Note, ...]
    question: str = ""
    level: str = ""
    standing: str = ""
    disputed: bool = False
    explanation: str = ""

    def by_article(self) -> list[tuple[str, Source, list[Note]]]:
        """The notes under their articles (id, what is known of it), articles in the order of their best note."""
        grouped: dict[str, list[Note]] = {}
        for note in self.notes:
            grouped.setdefault(note.article, []).append(note)
        return [(article, notes[0].source, notes) for article, notes in grouped.items()]

    def remark(self, note: Note) -> str:
        """A note as one piece of text, for the note fields of reference managers."""
        said = f"{note.said_by}: " if note.said_by else ""
        standing = f" {self.standing}." if self.standing else ""
        # No second pair of marks around words that bring their own.
        quote = note.quote if note.quote[:1] in MARKS and note.quote[-1:] in MARKS else f"“{note.quote}”"
        return f"{said}{quote} [{note.place}].{standing}"


def one_line(text: str) -> str:
    """A text without line breaks, for formats that end a field at one, and without signs that a terminal obeys."""
    return folded(text)


def web_address(url: str) -> str:
    """The address where it is one of the web, else "": a note never carries a link that runs something."""
    return url if re.match(r"https?://\S+$", url, re.IGNORECASE) and url == folded(url) else ""


def date_parts(published: str) -> list[int]:
    """ "2017-08-25" -> [2017, 8, 25]; "2017" -> [2017]; anything else -> []."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published[:10])
    return [int(part) for part in match.groups() if part] if match else []
