"""Whom an article names, and what it shows of each: the forms of a name, a gender, a role beside it, whether it is a person's."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.statements import names
from indexer.statements.given import gender_of, leaning_of

APPOSITION = re.compile(
    r",\s+((?:the|a|an|who is|President|[A-Z][\w’-]+(?= [a-z])|[a-z])[^,.;:“”\"\n]{3,90}?)(?=[,.;:—–]|\s+who\b|$)"
)
_CALENDAR = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Day$")
_HONORIFIC = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "sir": "m",
    "lady": "f",
    "king": "m",
    "queen": "f",
    "congressman": "m",
    "congresswoman": "f",
    "spokesman": "m",
    "spokeswoman": "f",
    "chairman": "m",
    "chairwoman": "f",
    "father": "m",
}
Entities = Callable[[str], list[tuple[int, int, str]]]


def _none(_: str) -> list[tuple[int, int, str]]:
    """No name is known to be of any kind."""
    return []


MOST = 3
"""A surname is taken for a man's where it is mentioned so many times as often as a man's than as a woman's, and so on."""
LOOKS = 4
"""Mentions of a name that are looked at to tell what it is taken for."""


@dataclass(slots=True)
class Cast:
    """The people and bodies an article names.

    Attributes:
        text: The article's text.
        forms: Every name form with the position of its first mention.
        mentions: (position, form) of all name runs, in order.
        honorifics: Position of a mention -> "m" or "f", from honorifics and titles before it.
        entities: Finds the names in a text, with their kinds (see `indexer.parse.entities`).
    """

    text: str
    forms: dict[str, int] = field(default_factory=dict)
    mentions: list[tuple[int, str]] = field(default_factory=list)
    honorifics: dict[int, str] = field(default_factory=dict)
    entities: Entities = _none
    _genders: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    _kinds: dict[str, set[str]] = field(default_factory=dict)
    _read: dict[int, dict[int, str]] = field(default_factory=dict)

    @property
    def tells_kinds(self) -> bool:
        """Whether anything finds names here at all."""
        return self.entities is not _none

    def gender(self, form: str, at: int = -1) -> str:
        """ "m" or "f", "" where nothing tells: by the honorific there, by the given name, else as most of that surname are.

        Args:
            at: Where the form is mentioned, -1 where no mention is meant.
        """
        *given, surname = names.tokens(form) or [""]
        if own := self.honorifics.get(at) or (gender_of(given[0]) if given else ""):
            return own
        # A whole name of either gender is the man's or the woman's that honorifics tell of, whatever others are called.
        men, women = (sum(self._borne()[surname, gender, by] for by in {True, bool(given)}) for gender in "mf")
        return "m" if men >= MOST * women and men else "f" if women >= MOST * men and women else ""

    def _borne(self) -> Counter[tuple[str, str, bool]]:
        """How often each surname is mentioned as a man's and as a woman's: by an honorific, or else by the given name before it."""
        if not self._genders:
            for at, form in self.mentions:
                *given, surname = names.tokens(form) or [""]
                gender = self.honorifics.get(at) or (leaning_of(given[0]) if given else "")
                self._genders[surname, gender, at in self.honorifics] += 1
        return self._genders

    def is_person(self, form: str) -> bool:
        """Whether the article shows somebody in a name: it is once taken for a person's, or never for anything else's; or the last
        name stands alone, too, or a description beside the whole, as people's do ("Lindqvar", "Ove Lindahl, the harbour master").
        """
        telling, kinds = names.tokens(form), self.kinds(form)
        if not kinds or "PERSON" in kinds:
            return True
        alone = any(names.tokens(other) == telling[-1:] for other in self.forms if not _CALENDAR.match(other))
        return len(telling) > 1 and (alone or bool(role_near(form, self)))

    def kinds(self, form: str) -> set[str]:
        """What the names that end like this one are taken for, where the article has them first (`LOOKS`); empty where for none."""
        last = next(reversed(names.tokens(form)), "")
        if last not in self._kinds:
            places = [at for at, mention in self.mentions if names.tokens(mention)[-1:] == [last]]
            labels = [self._labels(at).get(at) for at in places[:LOOKS]]
            self._kinds[last] = {label for label in labels if label}
        return self._kinds[last]

    def _labels(self, at: int) -> dict[int, str]:
        """What each character of the paragraph around one is part of; paragraphs that nobody asks for are never read."""
        start, end = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
        if start not in self._read:
            found = self.entities(self.text[start : end if end >= 0 else len(self.text)])
            self._read[start] = {start + k: label for a, b, label in found for k in range(a, b)}
        return self._read[start]


def cast_of(text: str, entities: Entities = _none) -> Cast:
    """Read the names of an article."""
    cast = Cast(text, entities=entities)
    for start, end in names.name_runs(text):
        title, name = names.split_title(without_place(text, start, end))
        name = names.plain(name)
        if not name or len(name) < 2:
            continue
        start = text.find(name, start, end + 1) if name in text[start : end + 1] else start
        cast.mentions.append((start, name))
        cast.forms.setdefault(name, start)
        for word in title.lower().replace(".", "").split():
            if word in _HONORIFIC:
                cast.honorifics.setdefault(start, _HONORIFIC[word])
    return cast


def without_place(text: str, start: int, end: int) -> str:
    """The run without a place or people before a full name: "in Afghanistan Zamir Kabulov" names Zamir Kabulov."""
    words = text[start:end].split()
    after_preposition = re.search(r"\b(?:in|of|at|from|for|with) (?:the )?$", text[max(0, start - 12) : start])
    if len(words) >= 3 and after_preposition and all(w[0].isupper() for w in words) and not is_titled(words):
        return " ".join(words[-2:])
    return text[start:end]


def is_titled(words: list[str]) -> bool:
    """Whether a title is among the words."""
    return any(w.strip(".").lower() in names.TITLES for w in words)


def in_quotation(text: str, position: int) -> bool:
    """Whether a quotation is open there, in its paragraph."""
    start = text.rfind("\n", 0, position) + 1
    opened = text.count("“", start, position) - text.count("”", start, position)
    return opened > 0 or text.count('"', start, position) % 2 == 1


def opens_sentence(text: str, position: int) -> bool:
    """Whether at most three words of the sentence stand before it."""
    before = text[max(0, position - 40) : position]
    return bool(re.search(r"(?:^|[.!?”\"\n:]\s*)(?:\S+\s+){0,3}$", before))


def personlike(form: str, cast: Cast) -> bool:
    """A form of two or three words, or the surname of such a form; no body, no outlet."""
    telling = names.tokens(form)
    if names.is_outlet(form) or set(form.lower().split()) & names.GROUP_NOUNS or form.isupper():
        return False
    if len(telling) in (2, 3):
        return " of " not in form and " the " not in form
    return len(telling) == 1 and any(
        len(names.tokens(o)) == 2 and names.tokens(o)[-1] == telling[0] for o in cast.forms
    )


def role_near(name: str, cast: Cast) -> str:
    """The description printed beside the name's first full mention: "US Secretary of State", "a city councillor"; or ""."""
    position = cast.forms.get(name)
    if position is None:
        return ""
    found = re.search(re.escape(name), cast.text[position:])
    if not found:
        return ""
    start, end = position + found.start(), position + found.end()
    follow = APPOSITION.match(cast.text[end : end + 120])
    if follow and not re.match(
        r"(?:is|was|are|were|has|had|who|which|and|but|or|said|says|as|in|on|at|to|with|for|by|from|he|she|they|it|during|after|before|while|when|"
        r"since|despite|amid|under|over|like|unlike|including|though|although|because|where|whose|if|not|according)\b",
        follow.group(1),
    ):
        return follow.group(1).strip()
    run = next(
        (
            cast.text[s:e]
            for s, e in names.name_runs(cast.text[max(0, start - 60) : end])
            for s, e in [(s + max(0, start - 60), e + max(0, start - 60))]
            if s < start < e <= end + 1
        ),
        "",
    )
    title, _ = names.split_title(run)
    if title.lower().strip(".") in ("mr", "mrs", "ms", ""):
        lead = re.search(
            r"(?:^|[\s“])((?:[A-Z][\w.’-]+ |[a-z’-]+ ){0,5}(?:secretary|minister|president|spokesman|spokeswoman|"
            r"chairman|director|manager|adviser|advisor|strategist|professor|candidate|chief|leader|envoy|"
            r"representative|head|mayor|commander|economist|analyst|activist|aide|editor|reporter|author|lawyer|attorney) )$",
            cast.text[max(0, start - 90) : start].split("\n")[-1],
        )
        words = lead.group(1).split() if lead else []
        while words and words[0] in (
            "a",
            "an",
            "the",
            "and",
            "but",
            "as",
            "by",
            "to",
            "of",
            "said",
            "with",
            "from",
            "that",
            "when",
            "for",
            "in",
            "on",
        ):
            words.pop(0)
        return " ".join(words)
    return title
