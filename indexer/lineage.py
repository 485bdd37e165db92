"""Find the articles that print one text: exact copies, near-duplicates, wire copy under several mastheads. Pure.

What two articles quote is no evidence that one copied the other, so quotations are left out; so is what is marked as
boilerplate. Candidates come from Broder's containment sketch (one word 5-gram in four, "On the resemblance and
containment of documents", 1997), which finds a brief inside a long story where MinHash, made for resemblance, does not.

Of 62 pairs of articles on one story each, read by share, so many print one text wholly or in part, what both quote
aside: .1 to .2: 5 of 9; .2: 7 of 9; .3: 8 of 9; .4: 9 of 9; .5 to .7: 7 of 9; .7 to .9: 8 of 8; above: 9 of 9. Of 840
articles of seven newspapers no two of different ones share .15; between .2 and .25 lies what one newspaper adds to all
that it prints.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.fold import folded_article
from indexer.records import Article, Copy, Span

THRESHOLD = 0.3  # share of the shorter text's 5-grams; see the module on what pairs of each share are
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
        whole: Hash of all words in order, quotations included, signed, of 64 bits; 0 for a text too short to tell.
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


class Shelf(Protocol):
    """The articles of a corpus, to look up who may print a text without reading them all."""

    def holders(self, grams: Sequence[int], least: int) -> Mapping[str, int]:
        """How many of some sampled 5-grams each article holds, by its id: those with at least `least`."""
        ...

    def equals(self, whole: int) -> Sequence[str]:
        """Ids of the articles that have these words and no others."""
        ...

    def article(self, id: str) -> Article | None:
        """The article of that id."""
        ...


def copies(new: Iterable[Article], shelf: Shelf, *, threshold: float = THRESHOLD) -> list[Copy]:
    """The copies that articles bring. Of all others only those are read that share sampled 5-grams with them.

    Args:
        new: Articles that stand on the shelf and were not compared yet.

    Returns:
        Every direct resemblance, in the order of ids; the later article (by date, then id) is the copy. Articles
        linked by any number of copies are one lineage.
    """

    @lru_cache(maxsize=1000)
    def read(id: str) -> Signature:
        article = shelf.article(id)
        return signature(article if article is not None else Article(id=id, text=""))

    found: dict[tuple[str, str], Copy] = {}
    for article in new:
        mine = signature(article)
        equal = [other for other in shelf.equals(mine.whole) if other != mine.article_id] if mine.whole else []
        near = shelf.holders(sample(mine), _LEAST_SHARED)
        pairs = [Resemblance(mine.article_id, other, 1.0, 0, 0) for other in equal]
        pairs += [compare(mine, read(other)) for other in near if other != mine.article_id and other not in equal]
        for pair in pairs:
            if pair.containment >= threshold:
                copy = _copy(pair, mine, read(pair.other))
                found[copy.article_id, copy.of] = copy
    return [found[key] for key in sorted(found)]


def _copy(pair: Resemblance, one: Signature, other: Signature) -> Copy:
    def age(it: Signature) -> tuple[str, str]:
        return it.published or "9999", it.article_id  # without a date it cannot be shown to be the first

    first, later = sorted((one, other), key=age)
    return Copy(
        article_id=later.article_id, of=first.article_id, containment=round(pair.containment, 4), why=_why(pair)
    )


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
        whole=_signed(_hash(np.array(hashes, dtype=np.uint64).tobytes())) if len(hashes) >= _LEAST_EXACT else 0,
    )


def compare(one: Signature, other: Signature) -> Resemblance:
    """How much of the shorter text the longer one holds."""
    shared = len(np.intersect1d(one.grams, other.grams, assume_unique=True))
    shorter = min(len(one.grams), len(other.grams))
    return Resemblance(one.article_id, other.article_id, shared / shorter if shorter else 0.0, shared, shorter)


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


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


def sample(signature: Signature) -> list[int]:
    """The 5-grams by which an article is looked up, as signed numbers of 64 bits."""
    chosen: list[int] = signature.grams[signature.grams % np.uint64(_SAMPLED) == 0].view(np.int64).tolist()
    return chosen
