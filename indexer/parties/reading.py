"""The party behind each statement of an article: what its source says, and what the article says of it elsewhere."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.parties.epithets import is_body_epithet, is_epithet, principal_of, which, whom
from indexer.parties.personal import is_short_of, name_words
from indexer.parties.phrase import Phrase, people_nouns, read, sentence_of
from indexer.parties.records import Party, PartyKind
from indexer.records import Article, Span, Statement
from indexer.statements.cast import Cast, cast_of
from indexer.statements.names import longest_form
from indexer.statements.pronouns import Voice
from indexer.statements.voices import voice_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[list[str]], "list[Doc]"]
_GENERAL = re.compile(
    r"\b(?:inspector|attorney|auditor|solicitor|surgeon|secretary|director|consul)s?[ -]general\b", re.I
)
"""Generals of no army."""
PRONOUNS = frozenset("he she it they we i who which".split())
THEIRS = frozenset("their its my our your".split())
"""Possessives of which it is not told here whom they mean."""
KEPT = 20_000
"""Phrases that are kept at most."""


class Phrases:
    """Reads sources, as printed; the last ones read are kept, as "he" and "Clinton" come again and again.

    Args:
        parse: Parses short texts, with the names in them (`indexer.parse.parse_names`).
    """

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._kept: dict[str, Phrase] = {}

    def read(self, texts: Iterable[str]) -> dict[str, Phrase]:
        """The reading of each text."""
        wanted = sorted(set(texts))
        new = [text for text in wanted if text not in self._kept]
        if len(self._kept) + len(new) > KEPT:
            self._kept, new = {}, wanted
        self._kept |= zip(new, map(read, self._parse([sentence_of(text) for text in new])), strict=True)
        return {text: self._kept[text] for text in wanted}


def parties_of(article: Article, statements: Sequence[Statement], phrases: Phrases) -> list[Party]:
    """The voice of each statement as a party, in order; of the article's own sentences its publisher."""
    said = [s for s in statements if s.kind != "narration" and s.voice]
    readings = phrases.read(text for s in said for text in (_source(s, article), s.voice, s.role) if text)
    people = frozenset(s.voice for s in said if not s.unnamed and _source(s, article).lower() in ("he", "she"))
    reader = _Reader(article, cast_of(article.text), phrases, readings, people)
    publisher = Party(kind="outlet", name=article.publisher, masthead=True, article=article.id)
    return [reader.party(s) if s.kind != "narration" and s.voice else publisher for s in statements]


def _source(s: Statement, article: Article) -> str:
    return " ".join(s.source[0].of(article.text).split()) if s.source else ""


@dataclass(slots=True)
class _Reader:
    article: Article
    cast: Cast
    phrases: Phrases
    readings: dict[str, Phrase]
    people: frozenset[str]
    """Names that "he" or "she" means somewhere in the article: people, whatever else they look like."""
    before: list[tuple[int, Voice]] = field(default_factory=list)

    def party(self, s: Statement) -> Party:
        at = s.source[0] if s.source else Span(s.start, s.start)
        source = _source(s, self.article)
        phrase = self.readings.get(source) or self.readings[s.voice]
        inferred = False
        if source.lower() in PRONOUNS:
            source, phrase = s.voice, self.readings[s.voice]
            phrase = phrase if phrase.name or s.unnamed else phrase._replace(name=s.voice)
        if phrase.kind == "unknown" and s.voice in self.people:
            phrase = phrase._replace(kind="person")
        if is_epithet(phrase) and not _GENERAL.search(source):
            meant = whom(phrase, at, self.article, self.cast, self._is_person)
            phrase, inferred = phrase._replace(name=meant, kind="person" if meant else "role"), bool(meant)
        elif is_body_epithet(phrase):
            meant = which(phrase, at, self.cast, self.people)
            kind: PartyKind = "outlet" if phrase.kind == "outlet" else "body"
            phrase, inferred = phrase._replace(name=meant, kind=kind if meant else phrase.kind), bool(meant)
        else:
            phrase = self._resolved(phrase, s, source)
        if phrase.name and " " not in phrase.name and self._is_printed_small(phrase.name):
            phrase = phrase._replace(name="")  # "Police" at a sentence's beginning
        if s.unnamed and source.isupper() and phrase.name == source:
            phrase = phrase._replace(name="", kind="role")  # the label of a turn: "Q", "CHAIR"
        # Of several people no one description holds.
        role = self.readings.get(s.role) if len(phrase.members) < 2 else None
        if role is not None:
            phrase = phrase._replace(
                kind="person"
                if phrase.kind == "unknown" and phrase.name and role.nouns & people_nouns()
                else phrase.kind,
                nouns=phrase.nouns | role.nouns,
                owners=phrase.owners + role.owners,
                mentions=phrase.mentions + role.mentions,
            )
        owners = [owner for o in phrase.owners if (owner := self._owner(o, at))]
        if not phrase.name and not any(o[:1].isupper() for o in owners):
            principal = principal_of(phrase.nouns, at, self.article, self.cast)
            owners, inferred = [*owners, *([principal] if principal else [])], inferred or bool(principal)
        self.before.append((at.start, Voice(name=s.voice, role=s.role, unnamed=s.unnamed)))
        return Party(
            kind=phrase.kind,
            name=phrase.name or source or s.voice,
            named=bool(phrase.name),
            nouns=phrase.nouns,
            owners=tuple(dict.fromkeys(owners)),
            mentions=tuple(m for m in dict.fromkeys(phrase.mentions) if m != phrase.name),
            members=phrase.members,
            inferred=inferred,
            article=self.article.id,
        )

    def _resolved(self, phrase: Phrase, s: Statement, source: str) -> Phrase:
        """The phrase, with the name that its pronoun or short form has elsewhere in the article."""
        voice = self.readings[s.voice]
        one_word = source[:1].isupper() and " " not in source.strip(" ,").split(",")[0]  # "Cummings" looks a plural
        described = phrase.kind in ("document", "group", "role", "body", "outlet") and not phrase.name and not one_word
        if s.unnamed or (described and not (phrase.kind == "role" and voice.kind == "person")):
            return phrase
        if phrase.name and not is_short_of(phrase.name, voice.name or s.voice):
            return phrase
        if voice.kind not in ("person", "unknown", "body", "outlet"):
            return phrase
        kind = "person" if (voice.kind, phrase.kind) == ("unknown", "person") else voice.kind
        nouns = phrase.nouns if phrase.name or not one_word else frozenset()
        return phrase._replace(name=voice.name or s.voice, kind=kind, nouns=nouns)

    def _owner(self, owner: str, at: Span) -> str:
        """An owner as the article names it at length; whom a pronoun means; "" where that is not known."""
        text, lower = self.article.text, owner.lower()
        if lower in ("his", "her"):
            place = text.find(owner, at.start, at.end)
            span = Span(place, place + len(owner)) if place >= 0 else Span(at.start, at.start + 1)
            voice = voice_of(span, self.cast, self.before)
            return "" if voice.unnamed else voice.name
        if lower == "whose":
            return self._right_before(at)
        if lower in THEIRS:
            return ""
        if not owner[:1].isupper():
            return owner
        if " " not in owner and self._is_printed_small(owner):
            return lower  # "Hedge funds" at a sentence's beginning
        longer = [form for form in self.cast.forms if is_short_of(owner, form) and self._is_full_name(form)]
        return max(longer, key=len) if len({name_words(form)[0] for form in longer}) == 1 else owner

    def _right_before(self, at: Span) -> str:
        """Whose "whose campaign" is: whose name stands right before, in its longest form; "" where none does."""
        for position, form in self.cast.mentions:
            between = self.article.text[position + len(form) : at.start] if position < at.start else "no"
            if re.fullmatch(r",?\s+", between):
                return longest_form(form, self.cast.forms)
        return ""

    def _is_printed_small(self, word: str) -> bool:
        return bool(re.search(rf"\b{re.escape(word.lower())}\b", self.article.text)) and not word.isupper()

    def _is_full_name(self, form: str) -> bool:
        """Two or three words, none of which the article prints small."""
        parts = form.split()
        plain = all(p.replace(".", "").replace("-", "").isalpha() for p in parts)
        return 2 <= len(parts) <= 3 and plain and not any(f" {p.lower()} " in self.article.text for p in parts)

    def _is_person(self, name: str) -> bool:
        return self.phrases.read([name])[name].kind == "person"
