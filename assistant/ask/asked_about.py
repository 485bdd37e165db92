"""Whom a question asks about: the words that name them, and which voice of the index they mean."""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from indexer.parties.personal import is_short_of, same_name
from indexer.parties.records import Same
from indexer.parties.words import words
from indexer.statements import names

if TYPE_CHECKING:
    from spacy.tokens import Token

# Who is nobody in particular: asked about, they are no voice.
_ANYBODY = frozenset(
    "anyone anybody someone somebody everyone everybody people they you we it one who articles article reports report "
    "papers paper press media news sources source passages texts documents others experts officials".split()
)


def phrase(tokens: "Sequence[Token]") -> str:
    """The words of who is asked about, without adverbs around them."""
    kept = list(tokens)
    while kept and (kept[0].tag_ in ("RB", ",") or kept[0].lower_ in ("and",)):
        kept = kept[1:]
    while kept and kept[-1].tag_ in ("RB", ",", "TO"):
        kept = kept[:-1]
    # What describes somebody who is then named says nothing of who it is: "the former captain Jan Marr".
    last = next((n for n in reversed(range(len(kept))) if kept[n].text[0].islower()), None)
    if last is not None and last + 1 < len(kept) and kept[last].tag_ in ("NN", "NNS"):
        kept = kept[last + 1 :]
    return kept[0].doc.text[kept[0].idx : kept[-1].idx + len(kept[-1])] if kept else ""


def is_anybody(named: str) -> bool:
    """Whether the words name nobody in particular: "anyone", "the papers"."""
    told = [
        word.lower()
        for word in re.findall(r"[\w']+", named)
        if word.lower() not in ("the", "these", "any", "your", "our", "all")
    ]
    return (
        not told or (told[-1] in _ANYBODY and len(told) <= 2) or told[0] in ("anyone", "anybody", "someone", "somebody")
    )


def is_described(tokens: "Sequence[Token]", named: str, voices: Sequence[str]) -> bool:
    """Whether whoever is asked about is described, not named: "Jill Stein's spokeswoman" is not Jill Stein."""
    if any(token.tag_ == "POS" for token in tokens):
        return True
    if any(names.tokens(voice) and names.tokens(voice) == names.tokens(named) for voice in voices):
        return False
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head is token]
    head = next((token for token in heads if token.tag_.startswith("N")), None)
    of = any(token.lower_ in ("of", "for", "from", "at") and token.dep_ == "prep" for token in tokens)
    return of or (head is not None and head.tag_ in ("NN", "NNS") and named != named.lower())


def known_voice(named: str, voices: Sequence[str]) -> str:
    """The index's voice that is meant, or the words as they stand: "the Russian Foreign Ministry", "Clinton" of two."""
    named = re.sub(r"^(?:the|a|an)\s+", "", names.plain(named), flags=re.I)
    fitting = [
        voice
        for voice in (v.title() if v.islower() else v for v in voices)
        if is_short_of(named, voice) or words(named) == words(voice) or same_name(named, voice).same == Same.SAME
    ]
    if any(same_name(one, other).same == Same.DIFFERENT for one, other in combinations(fitting, 2)):
        return named
    return max(fitting, key=lambda voice: (len(words(voice)), -len(voice)), default=named)
