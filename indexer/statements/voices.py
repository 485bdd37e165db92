"""From a source span to a voice: the name's longest form, its role, and whether it is named at all.

Rules over one article, in the order a reader would try them: a name in the span; a pronoun, which takes the
nearest voice that fits; "the general", which takes the voice so described; else the description stands for itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from indexer.records import Span
from indexer.statements import names

_APPOSITION = re.compile(
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who stands behind a statement, as far as the article tells."""

    name: str
    role: str = ""
    unnamed: bool = False


_RELATIVE = frozenset(("who", "which"))
NOBODY = Voice(name="")
Entities = Callable[[str], list[tuple[int, int, str]]]


def _none(_: str) -> list[tuple[int, int, str]]:
    """No name is known to be of any kind."""
    return []


@dataclass(slots=True)
class Cast:
    """The people and bodies an article names.

    Attributes:
        text: The article's text.
        forms: Every name form with the position of its first mention.
        mentions: (position, form) of all name runs, in order.
        gender: Surname -> "m" or "f", from honorifics and titles.
        entities: Finds the names in a text, with their kinds (see `indexer.parse.entities`).
    """

    text: str
    forms: dict[str, int] = field(default_factory=dict)
    mentions: list[tuple[int, str]] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)
    entities: Entities = _none
    _kinds: dict[str, set[str]] | None = None

    def is_person(self, form: str) -> bool:
        """Whether the article shows somebody in a name: it is once taken for a person's, or never for anything else's; or the last
        name stands alone, too, or a description beside the whole, as people's do ("Lindqvar", "Ove Lindahl, the harbour master").
        """
        telling = names.tokens(form)
        if self._kinds is None:
            labels = {at: label for start, end, label in self.entities(self.text) for at in range(start, end)}
            self._kinds = {}
            for position, mention in self.mentions:
                if position in labels and (words := names.tokens(mention)):
                    self._kinds.setdefault(words[-1], set()).add(labels[position])
        kinds = self._kinds.get(telling[-1], set()) if telling else set()
        if not kinds or "PERSON" in kinds:
            return True
        alone = any(names.tokens(other) == telling[-1:] for other in self.forms if not _CALENDAR.match(other))
        return len(telling) > 1 and (alone or bool(role_near(form, self)))


def cast_of(text: str, entities: Entities = _none) -> Cast:
    """Read the names of an article."""
    cast = Cast(text, entities=entities)
    for start, end in names.name_runs(text):
        title, name = names.split_title(_without_place(text, start, end))
        name = names.plain(name)
        if not name or len(name) < 2:
            continue
        start = text.find(name, start, end + 1) if name in text[start : end + 1] else start
        cast.mentions.append((start, name))
        cast.forms.setdefault(name, start)
        for word in title.lower().replace(".", "").split():
            if word in _HONORIFIC:
                cast.gender.setdefault(names.tokens(name)[-1], _HONORIFIC[word])
    return cast


def _without_place(text: str, start: int, end: int) -> str:
    """The run without a place or people before a full name: "in Afghanistan Zamir Kabulov" names Zamir Kabulov."""
    words = text[start:end].split()
    after_preposition = re.search(r"\b(?:in|of|at|from|for|with) (?:the )?$", text[max(0, start - 12) : start])
    if len(words) >= 3 and after_preposition and all(w[0].isupper() for w in words) and not _titled(words):
        return " ".join(words[-2:])
    return text[start:end]


def _titled(words: list[str]) -> bool:
    return any(w.strip(".").lower() in names.TITLES for w in words)


def voice_of(
    span: Span,
    cast: Cast,
    before: list[tuple[int, Voice]],
    outer: Voice | None = None,
    content: Sequence[Span] = (),
) -> Voice:
    """The voice a source span names.

    Args:
        span: The source span.
        cast: The article's names.
        before: (position, voice) of the statements already read, in order.
        outer: The voice of the quotation in which the span stands ("I think"), None where it stands in none.
        content: What the voice says; whom it names there is somebody else than "he" who says it.
    """
    printed = " ".join(span.of(cast.text).split()).strip(' ,.;:—–-“”"()')
    printed = re.sub(r"^\d{1,2},? (?=[A-Z])", "", printed)  # "on August 22 Rex Tillerson"
    printed = re.sub(r"^(?:(?:[Aa]nd|[Bb]ut|[Ff]rom|[Tt]he desk of)\s+)+(?=[A-Z])", "", printed)
    lower = printed.lower()
    if lower in ("i", "we", "us", "me", "our", "my"):
        return outer or NOBODY  # outside a quotation it is the writer who speaks
    if lower in _RELATIVE:
        return _antecedent(span, cast) or _before(span, cast.text) or Voice(name=printed, unnamed=True)
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", printed):
        return Voice(name=f"{printed}.")  # "U.S." is one name
    if lower in names.PRONOUNS or not printed:
        return _pronoun(lower, span, cast, before, content)
    printed = re.sub(
        r"^(?:the |an? )?(?:above-mentioned )?(?:statement|comment|word|remark|testimony|tweet|speech|letter|interview)s?"
        r" (?:of|by|from) (?:the )?",
        "",
        printed,
    )
    office = _titled(printed.split()) and printed.split()[-1].lower() not in names.GROUP_NOUNS
    if re.match(r"[Tt]he ", printed) and office and not _holds_full_name(printed, cast):
        return _described(printed, span, cast, before) or Voice(name=printed, unnamed=True)
    named = _named(printed, cast)
    if named:
        return named
    described = _described(printed, span, cast, before)
    if described:
        return described
    return Voice(name=printed, unnamed=True)


def _antecedent(span: Span, cast: Cast) -> Voice | None:
    """Whom "who" or "which" means, where a name stands right before it, or before a description ("Ann Dorn, a nurse, who")."""
    for position, form in cast.mentions:
        between = _APPOSED.fullmatch(cast.text, position + len(form), span.start) if position < span.start else None
        if between and personlike(form, cast) and cast.is_person(form):
            return Voice(name=names.longest_form(form, cast.forms))
    for position, form in reversed(cast.mentions):
        end = position + len(form)
        if end <= span.start:
            right_before = re.fullmatch(r",\s+", cast.text[end : span.start])
            many = re.match(r"\s+(?:are|were|have)\b", cast.text[span.end :])
            fits = cast.is_person(form) or span.of(cast.text).lower() == "which"
            return Voice(name=names.longest_form(form, cast.forms)) if right_before and fits and not many else None
    return None


_LINK = r"(?:of|in|to|for|by|with|from|on|at|that|and|or|but|as|among|than|about|over|like|against|into)\b"
_NOUN = re.compile(
    r"((?:\b(?:the|an?|those|some|many|two|three|several|both|all|most|other)\s+"
    rf"(?:(?!{_LINK})[\w’'-]+\s+){{0,3}}?)?[\w’'-]+),?\s+$",
    re.I,
)
_APPOSED = re.compile(r",\s+(?:an?|the|\d{1,2})\b[^.;:“”\"\n]{2,110},\s+")


def _before(span: Span, text: str) -> Voice | None:
    """The noun right before "who", from its article on where it has one: "the ire of lawmakers who thought" has lawmakers."""
    found = _NOUN.search(text, max(0, span.start - 80), span.start)
    return Voice(name=found.group(1), unnamed=True) if found else None


def _holds_full_name(printed: str, cast: Cast) -> bool:
    words = printed.lower().split()
    return any(
        len(names.tokens(form)) >= 2 and " ".join(words).find(form.lower()) >= 0 and not _titled(form.split())
        for form in cast.forms
    )


def _named(printed: str, cast: Cast) -> Voice | None:
    """A person or body that the span itself names, else None."""
    first, *rest = re.split(r",\s+|\s+—\s+|\s+–\s+|\s\(", printed, maxsplit=1)
    indefinite = bool(names.INDEFINITE.match(first))
    titled_rest = bool(rest) and rest[0][:1].isupper() and bool(names.split_title(" ".join(rest[0].split()[:4]))[0])
    whose = re.search(r"[’']s(?: [\w-]+){1,4}$", first)  # "The Podesta Group's CEO, Kimberley Fritts"
    described = (
        bool(whose)
        or indefinite
        or not names.name_runs(first)
        or (titled_rest and bool(re.match(r"[Tt]he |[a-z]|.* of ", first)))
    )
    if rest and described:
        # "a Trump spokesman, Jason Miller": the name stands in the apposition.
        inner = re.split(r",|\(", rest[0])[0].strip()
        runs = names.name_runs(inner)
        if runs and runs[0][0] == 0 and (titled_rest or runs[-1][1] >= len(inner) - 2):
            _, name = names.split_title(inner[: runs[0][1]])
            return Voice(name=names.longest_form(names.plain(name), cast.forms), role=first)
    runs = names.name_runs(first)
    if not runs or indefinite:
        return None
    start, end = runs[-1]
    tail = first[end:].strip(" ’s'.")
    head_words = first[:start].split()
    if tail:
        # "the Clinton campaign", "Monmouth University poll": a body if its head noun says so; a person's deed or aide is not.
        head = tail.split()[-1].lower()
        if head in names.GROUP_NOUNS and not re.search(r"\b(?:of|for|from|with|in|who|that)\b", tail):
            return Voice(name=re.sub(r"^(?:the|The|his|her|their)\s+", "", first))
        if start == 0 and re.match(r"(?:of|for|from|with|in|who|at)\b", tail):
            return _person(first[:end], "", rest, cast)
        return None
    if any(w.lower() in ("for", "of", "from", "with", "to", "by", "in", "at") for w in head_words):
        person = _without_place(first, start, end)
        if person != first[start:end]:
            # "the president's special representative in Afghanistan Zamir Kabulov"
            return _person(person, first[: end - len(person)], rest, cast)
        if not _ends_with_person(first, start, end):
            return None  # "a spokesman for the Trump campaign", "officials in Kabul": described, not named
        return _person(first[start:end], first[:start], rest, cast)
    return _person(first[start:end], first[:start], rest, cast)


def _ends_with_person(first: str, start: int, end: int) -> bool:
    """Whether the last name run is a person of its own, not the object of the preposition before it."""
    preposition = re.search(r"\b(?:for|of|from|with|to|by|in|at)\s+(?:the\s+)?$", first[:start])
    if preposition:
        return False
    title, name = names.split_title(first[start:end])
    return bool(title) or len(names.tokens(name)) >= 2


def _person(run: str, prefix: str, rest: list[str], cast: Cast) -> Voice:
    title, name = names.split_title(run)
    name = names.plain(name)
    full = names.longest_form(name, cast.forms)
    if prefix.strip().lower() == "the" and not title and " " not in name and not names.is_outlet(full):
        full = name  # "the House" is not the White House
    role = " ".join((prefix + " " + title).split())
    role = re.sub(r"^(?:the|The|So|Earlier)\b\s*", "", role)
    if rest and not re.match(r"(?:[A-Z]-|R-|D-|[\d])", rest[0]) and len(rest[0].split()) <= 14:
        role = role if len(role.split()) > 1 else rest[0].split(",")[0].strip(" )")
    return Voice(name=full, role=role if role.lower().strip(".") not in ("mr", "mrs", "ms") else "")


def _pronoun(lower: str, span: Span, cast: Cast, before: list[tuple[int, Voice]], content: Sequence[Span]) -> Voice:
    """The nearest voice or name before the pronoun that fits its gender and number."""
    wanted = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}.get(lower, "")
    plural = lower in ("they", "them", "their", "themselves", "we", "us")
    floor = _paragraphs_back(cast.text, span.start, 4)
    options: list[tuple[float, Voice]] = []
    for position, voice in before:
        if (
            floor <= position < span.start
            and voice.name
            and _fits(voice.name, wanted, cast)
            and (not wanted or _human(voice, cast))
        ):
            if plural and not voice.unnamed and len(names.tokens(voice.name)) == 2 and not names.is_outlet(voice.name):
                continue
            options.append((_distance(cast.text, position, span.start) * 1.0, voice))
    if wanted:
        for position, form in cast.mentions:
            if (
                floor <= position < span.start
                and _fits(form, wanted, cast)
                and personlike(form, cast)
                and cast.is_person(form)
                and not in_quotation(cast.text, position)
                and not any(part.start <= position < part.end for part in content)
            ):
                subject = opens_sentence(cast.text, position)
                full = names.longest_form(form, cast.forms)
                options.append(
                    (_distance(cast.text, position, span.start) * (1.1 if subject else 2.2), Voice(name=full))
                )
    if not options:
        return Voice(name=span.of(cast.text).strip(), unnamed=True) if lower else NOBODY
    best = min(options, key=lambda option: option[0])[1]
    for _, voice in before:
        if voice.role and voice.name == best.name:
            return voice
    return best


def in_quotation(text: str, position: int) -> bool:
    """Whether a quotation is open there, in its paragraph."""
    start = text.rfind("\n", 0, position) + 1
    opened = text.count("“", start, position) - text.count("”", start, position)
    return opened > 0 or text.count('"', start, position) % 2 == 1


def _distance(text: str, position: int, to: int) -> float:
    """Characters between, a paragraph's end counting as two hundred more."""
    return to - position + 200.0 * text.count("\n\n", position, to)


def _paragraphs_back(text: str, position: int, n: int) -> int:
    for _ in range(n):
        position = text.rfind("\n", 0, max(0, position - 1))
        while position > 0 and text[position - 1] == "\n":
            position -= 1
        if position <= 0:
            return 0
    return position


def opens_sentence(text: str, position: int) -> bool:
    """Whether at most three words of the sentence stand before it."""
    before = text[max(0, position - 40) : position]
    return bool(re.search(r"(?:^|[.!?”\"\n:]\s*)(?:\S+\s+){0,3}$", before))


def _fits(name: str, wanted: str, cast: Cast) -> bool:
    telling = names.tokens(name)
    known = cast.gender.get(telling[-1], "") if telling else ""
    return not wanted or not known or known == wanted


def _human(voice: Voice, cast: Cast) -> bool:
    if voice.unnamed:
        return bool(re.match(r"(?:an?|one|the)\s", voice.name)) and not voice.name.rstrip('”"').endswith("s")
    return bool(voice.role) or (personlike(voice.name, cast) and cast.is_person(voice.name))


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


def _described(printed: str, span: Span, cast: Cast, before: list[tuple[int, Voice]]) -> Voice | None:
    """ "the general", "the US Secretary of State": a voice already read, or named near, whose role says so."""
    definite = re.match(r"(?:the|The|this|our)\s+(.+)", printed)
    words = definite.group(1) if definite else printed
    key = {w.strip(".,’'").lower() for w in words.split()} - {"the", "of", "us", "u.s", "former", "a"}
    short = {
        "general": {"gen"},
        "senator": {"sen"},
        "governor": {"gov"},
        "congressman": {"rep"},
        "congresswoman": {"rep"},
    }
    wide = key | {alias for word in key for alias in short.get(word, set())}
    if not key or (not definite and not printed[:1].isupper()) or len(key) > 7:
        return None
    options: list[tuple[int, Voice]] = []
    for position, voice in reversed(before):
        role = {w.strip(".,’'").lower() for w in voice.role.split()}
        role |= {word for alias in role for word, forms in short.items() if alias in forms}
        if position < span.start and not voice.unnamed and role and (key <= role or (wide & role and len(key) == 1)):
            options.append((position, voice))
            break
    for position, form in reversed([m for m in cast.mentions if m[0] < span.start]):
        if len(names.tokens(form)) < 2 or names.is_outlet(form):
            continue
        lead = re.split(r"\n|[.!?]\s+(?=[A-Z][a-z]+ [a-z])|,", cast.text[max(0, position - 80) : position])[-1]
        follow = _APPOSITION.match(cast.text[position + len(form) : position + len(form) + 110])
        near = {
            w.strip(".,’'").lower()
            for w in (" ".join(lead.split()[-7:]) + " " + (follow.group(1) if follow else "")).split()
        }
        near |= {word for alias in near for word, forms in short.items() if alias in forms}
        if key <= near:
            options.append((position, Voice(name=names.longest_form(form, cast.forms), role=words)))
            break
    return max(options, key=lambda option: option[0])[1] if options else None


def role_near(name: str, cast: Cast) -> str:
    """The description printed beside the name's first full mention: "US Secretary of State", "a city councillor"; or ""."""
    position = cast.forms.get(name)
    if position is None:
        return ""
    found = re.search(re.escape(name), cast.text[position:])
    if not found:
        return ""
    start, end = position + found.start(), position + found.end()
    follow = _APPOSITION.match(cast.text[end : end + 120])
    if follow and not re.match(
        r"(?:who|which|and|but|said|says|as|in|on|at|to|with|for|he|she|they|it)\b", follow.group(1)
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
