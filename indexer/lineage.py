"""Find the articles that print one text: exact copies, near-duplicates, wire copy under several mastheads. Pure.

What two articles quote is no evidence that one copied the other, so quotations are left out; so is what is marked as
boilerplate. Candidates come from Broder's containment sketch (one word 5-gram in four, "On the resemblance and
containment of documents", 1997), which finds a brief inside a long story where MinHash, made for resemblance, does not.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from indexer.fold import folded_article
from indexer.records import Article, Copy, Span

THRESHOLD = 0.4  # share of the shorter text's 5-grams; pairs from 0.4 up read as one text, below 0.3 as two
_GRAM = 5  # words
_LEAST_WORDS = 40  # outside quotations; a shorter text is only ever an exact copy
_LEAST_EXACT = 8  # words of a whole text, below which even equality says little
_SAMPLED = 4  # one 5-gram in so many is looked up
_LEAST_SHARED = 2  # sampled 5-grams two articles must share to be compared

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Marks, to the end of the paragraph where they do not close; and the paragraph that a colon at a line's end announces.
_QUOTATION = re.compile(
    r"“[^”\n]*(?:”|$)|(?<!\w)\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)|(?:^|(?<=[\s(]))‘[^\n]*?(?:’(?=[\s.,;:!?)]|$)|$)"
    r"|(?<=:)[^\S\n]*\n\s*[^\n]+",
    re.MULTILINE,
)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What of an article is compared.

    Attributes:
        grams: Hashes of the word 5-grams outside quotations and boilerplate; sorted, unique, uint64.
        words: Number of words they were made of.
        whole: Hash of all words in order, quotations included; 0 for a text too short to tell.
    """

    article_id: str
    published: str
    grams: NDArray[np.uint64]
    words: int
    whole: int


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Two articles that print one text.

    Attributes:
        containment: Share of the shorter one's 5-grams that the other holds, in [0, 1].
        shared, of: The numbers that share is made of; 0 and 0 where the two are equal word for word.
    """

    one: str
    other: str
    containment: float
    shared: int
    of: int


class LineageIndex:
    """The signatures of a corpus, to compare articles with as they come."""

    def __init__(self, signatures: Iterable[Signature] = ()) -> None:
        self._signatures: dict[str, Signature] = {}
        self._holders: dict[int, list[str]] = defaultdict(list)
        self._wholes: dict[int, list[str]] = defaultdict(list)
        for signature in signatures:
            self.add(signature)

    def add(self, signature: Signature) -> None:
        """Make an article known, in place of an earlier state of it."""
        self.remove(signature.article_id)
        self._signatures[signature.article_id] = signature
        for gram in _sample(signature):
            self._holders[gram].append(signature.article_id)
        if signature.whole:
            self._wholes[signature.whole].append(signature.article_id)

    def remove(self, article_id: str) -> None:
        """Forget an article; one that is not known changes nothing."""
        signature = self._signatures.pop(article_id, None)
        if signature is None:
            return
        for gram in _sample(signature):
            self._holders[gram].remove(article_id)
        if signature.whole:
            self._wholes[signature.whole].remove(article_id)

    def find(self, signature: Signature, *, threshold: float = THRESHOLD) -> list[Resemblance]:
        """The known articles that print this text, best first."""
        equal = [other for other in self._wholes.get(signature.whole, ()) if other != signature.article_id]
        found = [Resemblance(signature.article_id, other, 1.0, 0, 0) for other in equal]
        shared = Counter(other for gram in _sample(signature) for other in self._holders.get(gram, ()))
        for other, sampled in shared.items():
            if sampled < _LEAST_SHARED or other == signature.article_id or other in equal:
                continue
            resemblance = compare(signature, self._signatures[other])
            if resemblance.containment >= threshold:
                found.append(resemblance)
        return sorted(found, key=lambda found: (-found.containment, found.other))

    def admit(self, new: Iterable[Article], *, threshold: float = THRESHOLD) -> list[Copy]:
        """Make articles known, and tell which copies they bring.

        Returns:
            Every direct resemblance, in the order of ids; the later article (by date, then id) is the copy. Articles
            linked by any number of copies are one lineage.
        """
        found: list[Resemblance] = []
        for article in new:
            mine = signature(article)
            found.extend(self.find(mine, threshold=threshold))
            self.add(mine)
        return sorted(map(self._copy, found), key=lambda copy: (copy.article_id, copy.of))

    def _copy(self, found: Resemblance) -> Copy:
        def age(article_id: str) -> tuple[str, str]:
            # Without a date it cannot be shown to be the first.
            return self._signatures[article_id].published or "9999", article_id

        first, later = sorted((found.one, found.other), key=age)
        return Copy(article_id=later, of=first, containment=round(found.containment, 4), why=_why(found))


def signature(article: Article) -> Signature:
    """What of an article is compared with others."""
    article, _ = folded_article(article)
    hashes = [_word_hash(word) for word in _words(article.text)]
    parts = [_grams([_word_hash(word) for word in part]) for part in _own_words(article)]
    words = sum(len(part) + _GRAM - 1 for part in parts if len(part))
    grams = np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint64)
    return Signature(
        article_id=article.id,
        published=article.published,
        grams=grams if words >= _LEAST_WORDS else np.empty(0, np.uint64),
        words=words,
        whole=_hash(np.array(hashes, dtype=np.uint64).tobytes()) if len(hashes) >= _LEAST_EXACT else 0,
    )


def compare(one: Signature, other: Signature) -> Resemblance:
    """How much of the shorter text the longer one holds."""
    shared = len(np.intersect1d(one.grams, other.grams, assume_unique=True))
    shorter = min(len(one.grams), len(other.grams))
    return Resemblance(one.article_id, other.article_id, shared / shorter if shorter else 0.0, shared, shorter)


def copies(
    new: Iterable[Article], known: Iterable[Article | Signature] = (), *, threshold: float = THRESHOLD
) -> list[Copy]:
    """The copies that new articles bring; for many batches keep a `LineageIndex` and let it `admit` them.

    Args:
        new: Articles to compare with each other and with the known ones (which may hold an earlier state of them).
        known: Articles, or their signatures, that were compared with each other before.
    """
    signatures = (item if isinstance(item, Signature) else signature(item) for item in known)
    return LineageIndex(signatures).admit(new, threshold=threshold)


def _why(item: Resemblance) -> str:
    if not item.of:
        return "the two texts are equal word for word"
    return (
        f"{item.shared} of the {item.of} runs of five words ({item.containment:.0%}) of the shorter text, "
        "quotations left out, stand in the other too"
    )


def _own_words(article: Article) -> Iterator[list[str]]:
    """The words of each stretch of text that is neither quoted nor boilerplate."""
    out = [*article.boilerplate, *(Span(*found.span()) for found in _QUOTATION.finditer(article.text))]
    start = 0
    for span in sorted(out):
        if span.start > start:
            yield _words(article.text[start : span.start])
        start = max(start, span.end)
    yield _words(article.text[start:])


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _grams(hashes: Sequence[int]) -> NDArray[np.uint64]:
    """Hashes of all runs of five words: shape (max(0, len(hashes) - 4),)."""
    words = np.array(hashes, dtype=np.uint64)
    runs = max(0, len(words) - _GRAM + 1)
    mixed = np.zeros(runs, dtype=np.uint64)
    for place in range(_GRAM):  # uint64 wraps round, which is what a hash wants
        mixed = mixed * _FACTOR + words[place : place + runs]
    return mixed ^ (mixed >> np.uint64(31))


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    """The same number in every process, unlike `hash`, so that signatures may be kept."""
    return _hash(word.encode("utf-8", "surrogatepass"))


def _hash(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def _sample(signature: Signature) -> list[int]:
    chosen: list[int] = signature.grams[signature.grams % np.uint64(_SAMPLED) == 0].tolist()
    return chosen
