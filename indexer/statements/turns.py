"""Who speaks when in a transcript or an interview: paragraphs that begin with a speaker's name and a colon. Pure.

    HELENA WARD, HOST: Is the dam safe?            Q: Did you know?
    WARD: The engineers saw three cracks.          A: Nobody told me.

A label alone proves little ("Read more: ...", "WASHINGTON: ..."): it takes two speakers, three turns, and one who speaks
twice. What stands under a label is said by whom it names, in these words, whatever else is read there.
"""

import re
from collections import Counter
from typing import NamedTuple

from indexer.records import Span
from indexer.statements import names
from indexer.statements.cast import Cast, personlike
from indexer.statements.pronouns import Voice

_LABEL = re.compile(
    r"^[ \t*_>]*(?P<label>(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}?)(?:,? \([^)\n]{1,60}\)|, (?P<role>[^:\n?!]{2,60}))?)"
    r"[*_]*:[*_]*[ \t]+(?=\S)",
    re.M,
)
_ASKS = frozenset(("q", "question", "interviewer", "reporter"))
_ANSWERS = frozenset(("a", "answer"))
_INTERVIEW = re.compile(rf"\binterview(?:s|ed)? (?:with|of)?\s*(?:the )?({names.RUN.pattern})")
LEAST, WORDS = 3, 3
"""Turns of a transcript; words that most of them have."""
_OFFICES = frozenset(
    "chair chairman chairwoman chairperson moderator host speaker president minister court judge".split()
)


class Turn(NamedTuple):
    """A paragraph of what somebody says under a label.

    Attributes:
        label, content: Where they stand; a second paragraph of one turn has the label of the first.
        voice: Whom the label names.
        asks: It is a question, by its label or its mark.
    """

    label: Span
    content: Span
    voice: Voice
    asks: bool


def turns_of(text: str, cast: Cast) -> list[Turn]:
    """The turns of an article that is or holds a transcript, in order; none where it is none."""
    labelled = list(_LABEL.finditer(text))
    heading = labelled and not text[: labelled[0].start()].strip()
    if heading and (len(labelled) < 2 or not _follows(text, *labelled[:2])):
        labelled = labelled[1:]
    full = [m["name"] for m in labelled]
    found = [m for m in labelled if _is_speaker(m, full, text, cast)]
    if sum(len(_paragraph(text, m).split()) >= WORDS for m in found) * 2 < len(found):
        return []  # a table
    speakers = Counter(_key(m["name"]) for m in found)
    if len(found) < LEAST or len(speakers) < 2 or max(speakers.values(), default=0) < 2:
        return []
    # Who speaks once is one of them between two who speak twice, or right before or after such a one.
    regular = [n for n, m in enumerate(found) if speakers[_key(m["name"])] > 1]
    first, last = regular[0], regular[-1]
    while first and _follows(text, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _follows(text, found[last], found[last + 1]):
        last += 1
    found = found[first : last + 1]
    out: list[Turn] = []
    for n, match in enumerate(found):
        label = Span(match.start("label"), match.end("label"))
        voice = _voice(match, full, text[: found[0].start()], cast)
        end = text.find("\n", match.end()) if n + 1 == len(found) else found[n + 1].start()
        for part in re.finditer(r"[^\n]*\S", text[match.end() : end if end >= 0 else len(text)]):
            at = match.end() + part.start() + len(part.group()) - len(part.group().lstrip())
            content = Span(at, match.end() + part.end())
            printed = content.of(text).rstrip("”\"’')*_ ")
            asks = _key(match["name"]) in _ASKS or (printed.endswith("?") and not re.search(r"[.!] ", printed))
            out.append(Turn(label, content, voice, asks))
    return out


def _paragraph(text: str, label: re.Match[str]) -> str:
    end = text.find("\n", label.end())
    return text[label.end() : end if end >= 0 else len(text)]


def _is_speaker(label: re.Match[str], labels: list[str], text: str, cast: Cast) -> bool:
    """Whether a label names somebody: two words or more, or the last of a name; who asks or answers; an outlet that asks."""
    name, key = label["name"], _key(label["name"])
    if key in _ASKS | _ANSWERS or len(name.split()) > 1 or key in _OFFICES:
        return True
    if names.is_outlet(name):
        return _paragraph(text, label).rstrip("*_ ").endswith("?")
    longer = [n for n in (*labels, *cast.forms) if len(n.split()) > 1 and names.tokens(n)[-1:] == [key]]
    return any(personlike(n.title() if n.isupper() else n, cast) for n in longer)


def _follows(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether one labelled paragraph stands right behind the other."""
    return not text[text.find("\n", one.end()) : other.start()].strip()


def _key(name: str) -> str:
    """One key for a speaker's labels: the last name."""
    return (names.tokens(names.split_title(name)[1]) or [name.lower()])[-1]


def _voice(match: re.Match[str], labels: list[str], before: str, cast: Cast) -> Voice:
    key, role = _key(match["name"]), (match["role"] or "").strip()
    if key in _ANSWERS:
        return _interviewee(before, labels, cast)
    title, name = names.split_title(match["name"])
    title = "" if title.lower().strip(".") in ("mr", "mrs", "ms", "miss") else title
    longest = max((n for n in labels if _key(n) == key), key=len)
    longest = names.split_title(longest)[1] if len(longest.split()) > len(name.split()) else name
    forms = [f for f in cast.forms if names.tokens(f)[-1:] == [key] and not f.isupper() and len(f.split()) > 1]
    alike = [f for f in forms if f.lower() == longest.lower() or (" " not in longest and personlike(f, cast))]
    if len({names.tokens(f)[0] for f in alike}) == 1:
        return Voice(name=max(alike, key=len), role=role or title)
    if " " not in longest and not title and key in _OFFICES:
        return Voice(name=longest, role=role, unnamed=True)  # "CHAIR"
    plain = longest.title() if longest.isupper() and len(longest) > 3 else longest
    return Voice(name=plain, role=_plain(role or title), unnamed=key in _ASKS)


def _plain(role: str) -> str:
    return role.lower() if role.isupper() and len(role) > 3 else role


def _interviewee(before: str, labels: list[str], cast: Cast) -> Voice:
    """Whom "A:" means: who is said to be interviewed, else the one other label that names a person, else the only one named."""
    if found := _INTERVIEW.search(before):
        return Voice(name=names.longest_form(names.plain(found.group(1)), cast.forms))
    people = dict.fromkeys(
        names.longest_form(form, cast.forms)
        for position, form in cast.mentions
        if position < len(before) and personlike(form, cast) and cast.is_person(form)
    )
    labelled = [p for p in people if names.tokens(p)[-1:] in [[_key(n)] for n in labels]]
    one = labelled or list(people)
    return Voice(name=one[0]) if len(one) == 1 else Voice(name="A", unnamed=True)
