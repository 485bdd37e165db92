"""Questions to try, drawn from what an index holds."""

import re
from collections import Counter
from collections.abc import Iterable

from indexer.records import Article, Statement

_WORDS = range(4, 13)  # a claim that reads well in a question
_CLAUSE = re.compile(r"^[“\"‘']?(?P<claim>[A-Z][^“”\"‘’.,;:!?()\n]*)[.,;!?]")
_OPENERS = {"The", "A", "An", "No", "Some", "All", "Two", "Three"}  # lose their capital inside a sentence
_VERBS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|must|should|does|did|do)\b")


def questions_to_try(held: Iterable[tuple[Article, list[Statement]]], *, most: int = 3) -> tuple[str, ...]:
    """Up to `most` questions, each of another kind: who said a claim, what a voice said, who denies something.

    A claim is the first clause of a quotation, taken over unchanged, so the question surely has an answer.
    """
    claims: list[tuple[int, str]] = []
    voices: Counter[str] = Counter()
    for article, statements in held:
        for one in statements:
            if one.kind == "narration" or one.unnamed or not one.voice or one.voice == article.publisher:
                continue
            if len(one.voice.split()) in range(2, 5):
                voices[one.voice] += 1
            found = _CLAUSE.match(article.text[one.start : one.end])
            if one.kind != "direct" or one.stance != "asserts" or found is None:
                continue  # what is not quoted as said may hold its own "he said"
            words = found["claim"].split()
            if len(words) in _WORDS and _whole(words, article.text):
                # A clause that names more things makes a question with a clearer answer.
                claims.append((sum(word[0].isupper() for word in words), " ".join(words)))
    best = [claim for _, claim in sorted(claims, key=lambda c: -c[0])]
    out: list[str] = []
    if best:
        out.append(f"Who said that {_inside(best[0])}?")
    out += [f"What did {voice} say?" for voice, _ in voices.most_common(1)]
    if len(best) > 1:
        out.append(f"Is there any evidence that {_inside(best[1])}?")
    out += [f"What did {voice} say?" for voice, _ in voices.most_common(most)[1:]]
    return tuple(dict.fromkeys(out))[:most]


def _whole(words: list[str], text: str) -> bool:
    """Whether these words are likely a sentence of their own: a verb, and before it an article or a known name."""
    named = words[0] in _OPENERS or re.search(rf"[a-z,] {re.escape(words[0])}\b", text) is not None
    return named and _VERBS.search(" ".join(words[1:-1])) is not None


def _inside(claim: str) -> str:
    """A clause as it stands within a sentence."""
    first, _, rest = claim.partition(" ")
    return f"{first.lower()} {rest}" if first in _OPENERS else claim
