"""From a source span to a voice: the name's longest form, its role, and whether it is named at all.

Rules over one article, in the order a reader would try them: a name in the span; a pronoun, which takes the
nearest voice that fits; "the general", which takes the voice so described; else the description stands for itself.
"""

import re
from collections.abc import Sequence

from indexer.records import Span
from indexer.statements import names
from indexer.statements.cast import APPOSITION, Cast, is_titled, personlike, without_place
from indexer.statements.given import is_given
from indexer.statements.pronouns import NOBODY, Voice, meant_by

_RELATIVE = frozenset(("who", "which"))


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
        return meant_by(lower, span, cast, before, content)
    printed = re.sub(
        r"^(?:the |an? )?(?:above-mentioned )?(?:statement|comment|word|remark|testimony|tweet|speech|letter|interview)s?"
        r" (?:of|by|from) (?:the )?",
        "",
        printed,
    )
    office = is_titled(printed.split()) and printed.split()[-1].lower() not in names.GROUP_NOUNS
    if re.match(r"[Tt]he ", printed) and office and not _holds_full_name(printed, cast):
        described = _apposed(printed, span, cast) or _described(printed, span, cast, before)
        return described or Voice(name=printed, unnamed=True)
    named = _after_description(printed, cast) or _named(printed, cast)
    if named:
        return named
    return _apposed(printed, span, cast) or _described(printed, span, cast, before) or Voice(name=printed, unnamed=True)


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
_FOLLOWED = re.compile(r",\s((?:[A-Z][\w’.-]*\s?){2,6})(?=[,:;.]|$)")
"""A name that a description is followed by: "the commander in Europe, *Gen. Curtis Scaparotti*:"."""
_OFFICE = re.compile(
    r"(?!(?:a|an|the|his|her|their|its|our|my|one|whose|this|that|these|those|some|many|most|people)\b)(?:[a-z][\w’-]+ ){0,3}[a-z][\w’-]*[^\Ws](?: (?:at|of|for|in|with)\b|$)"
)
"""One person's, without an article: "vice president at Calder Research"; no "critics like Huffman"."""
_DESCRIBED = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:[\w’'-]+\s){0,3}?[a-z’'-]+\b(?:\s(?:of|for|at|in)\s|$)"
)
"""A description, and of what: "The director of the European Centre"."""
_APPOSED = re.compile(r",\s+(?:an?|the|\d{1,2})\b[^.;:“”\"\n]{2,110},\s+")


def _before(span: Span, text: str) -> Voice | None:
    """The noun right before "who", from its article on where it has one: "the ire of lawmakers who thought" has lawmakers."""
    found = _NOUN.search(text, max(0, span.start - 80), span.start)
    return Voice(name=found.group(1), unnamed=True) if found else None


def _holds_full_name(printed: str, cast: Cast) -> bool:
    words = printed.lower().split()
    return any(
        len(names.tokens(form)) >= 2 and " ".join(words).find(form.lower()) >= 0 and not is_titled(form.split())
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
        person = without_place(first, start, end)
        if person != first[start:end]:
            # "the president's special representative in Afghanistan Zamir Kabulov"
            return _person(person, first[: end - len(person)], rest, cast)
        if not _ends_with_person(first, start, end):
            return None  # "a spokesman for the Trump campaign", "officials in Kabul": described, not named
        return _person(first[start:end], first[:start], rest, cast)
    return _person(first[start:end], first[:start], rest, cast)


def _after_description(printed: str, cast: Cast) -> Voice | None:
    """The person whose whole name a description is followed by: "his wife, longtime Harbour Guild aide Huma Abed"."""
    first, *rest = re.split(r",\s+", printed, maxsplit=1)
    told = re.split(r",|\(", rest[0])[0].strip() if rest and _DESCRIBED.match(first) else ""
    *_, last = names.name_runs(told) or [(0, 0)]
    _, name = names.split_title(told[slice(*last)])
    whole = last[1] >= len(told) - 1 and len(names.tokens(name)) >= 2 and not names.is_outlet(name)
    return Voice(name=names.longest_form(name, cast.forms), role=first) if whole and is_given(name.split()[0]) else None


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
    role = re.sub(r"^(?:the|The|So|Earlier|\w+ing$)\b\s*", "", role)
    if rest and not re.match(r"(?:[A-Z]-|R-|D-|[\d])", rest[0]) and len(rest[0].split()) <= 14:
        role = role if len(role.split()) > 1 else rest[0].split(",")[0].strip(" )")
    return Voice(name=full, role=role if role.lower().strip(".") not in ("mr", "mrs", "ms") else "")


def _apposed(printed: str, span: Span, cast: Cast) -> Voice | None:
    """Who stands right before a description: "Joram Wise, *vice president at Calder Research*:"; or right behind it, with a title:
    "*the commander in Europe*, Gen. Curtis Scaparotti:".
    """
    if re.match(r"[Tt]he [\w-]", printed) and (named := _FOLLOWED.match(cast.text, span.end)):
        title, name = names.split_title(named.group(1))
        if title and personlike(name, cast) and cast.is_person(name):
            return Voice(name=names.longest_form(name, cast.forms), role=title)
    if not _OFFICE.match(printed):
        return None
    for position, form in cast.mentions:
        between = cast.text[position + len(form) : span.start]
        if position < span.start and re.fullmatch(r",\s", between) and personlike(form, cast) and cast.is_person(form):
            return Voice(name=names.longest_form(form, cast.forms), role=printed)
    return None


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
        follow = APPOSITION.match(cast.text[position + len(form) : position + len(form) + 110])
        near = {
            w.strip(".,’'").lower()
            for w in (" ".join(lead.split()[-7:]) + " " + (follow.group(1) if follow else "")).split()
        }
        near |= {word for alias in near for word, forms in short.items() if alias in forms}
        if key <= near and cast.is_person(form):
            options.append((position, Voice(name=names.longest_form(form, cast.forms), role=words)))
            break
    return max(options, key=lambda option: option[0])[1] if options else None
