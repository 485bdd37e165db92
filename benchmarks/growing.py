"""What one more article costs an index, the larger it grows: rows are generated, no model is loaded.

    python benchmarks/growing.py [--sizes 1000,10000,100000] [--words 300]

Prints, for each size, the milliseconds of storing an article with its parties and comparing its text with all others (median
of 20), and the articles that were read for it; then what a question reads: 40 voices, a surname, the copies of 20 articles.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from indexer.catalog import Catalog, Entry, Writer, open_catalog
from indexer.lineage import copies
from indexer.parties.records import Party
from indexer.records import Article, Passage, Statement

BATCH = 500


class Counting(Writer):
    """A writer that counts the articles it reads."""

    read = 0

    def article(self, id: str) -> Article | None:
        self.read += 1
        return super().article(id)


def entry(n: int, words: int) -> Entry:
    """An article of random words; every tenth prints the text of the one before it."""
    chance = random.Random(n - 1 if n % 10 == 9 else n)
    text = " ".join(f"w{chance.randrange(20_000)}" for _ in range(words)) + "."
    article = Article(id=f"a{n}", text=text, title=f"Title {n}", publisher=f"Post {n % 50}", published="2020-01-01")
    name = f"Ann{n % 300} Dorn{n % 5000}"
    place = {"start": 0, "end": len(text), "context_start": 0, "context_end": len(text)}
    said = Statement(article_id=article.id, ordinal=0, voice=name, **place)
    passage = Passage(article_id=article.id, ordinal=0, start=0, end=len(text), text=text)
    return Entry(article, [passage], [said], [Party(kind="person", name=name, article=article.id)])


def add(writer: Writer, entries: list[Entry]) -> None:
    """What `twosource index` does with articles, the models left out."""
    ids = [one.article.id for one in entries]
    writer.store(entries, "generated")
    writer.set_state(ids, "to compare")
    writer.set_compared(ids, copies([one.article for one in entries], writer))


def milliseconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)


def question(catalog: Catalog) -> None:
    """What counting reads of an index."""
    catalog.parties([f"a{n}#s0" for n in range(40)])
    catalog.bearers("dorn7")
    catalog.copies([f"a{n}" for n in range(20)])


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--sizes", default="1000,10000,100000")
    given.add_argument("--words", type=int, default=300)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        catalog = open_catalog(Path(folder), write=True)
        writer, made = Counting(catalog), 0
        for size in map(int, options.sizes.split(",")):
            while made < size:
                add(writer, [entry(n, options.words) for n in range(made, min(made + BATCH, size))])
                made = min(made + BATCH, size)
            writer.read = 0
            took = [
                milliseconds(lambda n=n: add(writer, [entry(n, options.words)]))
                for n in range(10**6 + size, 10**6 + size + 20)
            ]
            asked = statistics.median(milliseconds(lambda: question(catalog)) for _ in range(20))
            print(
                f"{size} articles: one more {statistics.median(took):.2f} ms, {writer.read / 20:.1f} others read; "
                f"a question {asked:.2f} ms",
                flush=True,
            )
        catalog.close()


if __name__ == "__main__":
    main()
