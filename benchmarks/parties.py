"""How well who is who is told, on pairs of sources labelled by reading.

    python benchmarks/parties.py PAIRS.jsonl ARTICLES.jsonl OUT.jsonl

PAIRS: a line a pair, {"id", "a": {"article", "start", "end", "name"}, "b": ...}: two sources of statements, as articles name
them. ARTICLES: lines as the loader reads them. A source is the product's own that overlaps it most, else the span as given, in
its sentence. OUT: a line a pair, {"id", "same": "SAME", "UNKNOWN" or "DIFFERENT", "why"}. Who bears a surname is known of the
articles that the pairs name.
"""

import json
import sys
from typing import Any

from indexer.parse import parse_names
from indexer.parties.reading import Phrases, parties_of
from indexer.parties.records import Party
from indexer.parties.same import same
from indexer.parties.surnames import Surnames
from indexer.records import Article, Span, Statement
from indexer.sentences import sentences
from indexer.statements import open_extractor


def read(path: str) -> list[dict[str, Any]]:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def overlap(statement: Statement, start: int, end: int) -> int:
    """Characters that a statement's source has in common with a span."""
    return max((min(s.end, end) - max(s.start, start) for s in statement.source), default=0)


def as_given(source: dict[str, Any], article: Article) -> Statement:
    """The statement of a source that the extractor did not find: its span, in its sentence."""
    span = Span(source["start"], source["end"])
    around = [s for s in sentences(article.text) if s.start < span.end and s.end > span.start] or [span]
    return Statement(
        article_id=article.id,
        ordinal=-1,
        start=span.start,
        end=span.end,
        context_start=around[0].start,
        context_end=around[-1].end,
        source=(span,),
        voice=" ".join(span.of(article.text).split()),
    )


def sources_of(
    article: Article, given: list[dict[str, Any]], extractor: Any
) -> tuple[dict[tuple[int, int], Party], list[Party]]:
    """The party of each given source by its place, and all parties of the article."""
    found: list[Statement] = extractor.extract([article], [sentences(article.text)])[0]
    own: list[Statement] = []
    for source in given:
        best = max(found, key=lambda s: overlap(s, source["start"], source["end"]), default=None)
        hit = best is not None and overlap(best, source["start"], source["end"]) > 0 and best.voice
        own.append(best if best is not None and hit else as_given(source, article))
    every = sorted(
        {id(s): s for s in (*found, *own)}.values(), key=lambda s: (s.source or (Span(s.start, s.end),))[0].start
    )
    parties = dict(zip(map(id, every), parties_of(article, every, Phrases(parse_names)), strict=True))
    places = [(source["start"], source["end"]) for source in given]
    return {place: parties[id(s)] for place, s in zip(places, own, strict=True)}, list(parties.values())


def main() -> None:
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    pairs = read(sys.argv[1])
    given: dict[str, list[dict[str, Any]]] = {}
    for pair in pairs:
        for source in (pair["a"], pair["b"]):
            given.setdefault(source["article"], []).append(source)
    extractor, parties, surnames = open_extractor(), {}, Surnames()
    for row in read(sys.argv[2]):
        if row["id"] in given:
            article = Article(
                id=row["id"],
                text=row["text"],
                title=row.get("title") or "",
                publisher=row.get("publisher") or "",
                published=row.get("published") or "",
            )
            places, every = sources_of(article, given[row["id"]], extractor)
            parties.update({(row["id"], *place): party for place, party in places.items()})
            surnames.add(every)
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        for pair in pairs:
            a, b = (parties[s["article"], s["start"], s["end"]] for s in (pair["a"], pair["b"]))
            verdict = same(a, b, surnames.bearers)
            out.write(json.dumps({"id": pair["id"], "same": verdict.same.name, "why": verdict.why}) + "\n")


if __name__ == "__main__":
    main()
