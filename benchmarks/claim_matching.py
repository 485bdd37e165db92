"""How well the judge tells what a sentence says of a claim, on labelled files.

    python benchmarks/claim_matching.py CLAIMS.jsonl ARTICLES.jsonl OUT.jsonl
    python benchmarks/claim_matching.py RETRIEVED.jsonl [ARTICLES.jsonl] OUT.jsonl
    python benchmarks/claim_matching.py --changed FILE.jsonl [FILE.jsonl ...] ARTICLES.jsonl

CLAIMS: a line a statement, {"id", "article", "start", "end", "states", "implies", "denies", "neither", "flip", "other"}: a claim that
it states, and so on; "flip" and "other" are its sentence rewritten. OUT: a line a pair, {"id", "sentence", "claim", "label", "asserted",
"denied"}; the sentence, or what was written in its place, stands in its article and is read by the extractor, as when indexing. Beside
it OUT.whole.jsonl: the whole sentence, whatever the extractor made of it.
RETRIEVED: a line a claim, {"id", "kind", "claim", "candidates": [{"text"} or {"article", "start", "end"}]}. OUT: a line a candidate,
{"id", "n", "asserted", "denied"}: the joined chances.
--changed: sentences beside claims made by a template of the claims that they state (parts swapped, negated, another figure, date or
modality, an antonym): the share that is told apart, by kind; 300 a kind at most. FILE: of either form; or annotated articles,
{"id", "text", "attributions": [{"content": [[start, end]]}]}: then what somebody is reported to say is the claim, word for word.
"""

import json
import math
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.judge.evidence import AFTER, BEFORE, Asked, Likeness, reading, signs, spans_of
from assistant.judge.join import fitted
from assistant.judge.mentions import mentioned
from assistant.judge.network import LABELS, PairJudge, shipped_judge
from assistant.records import Candidate, Question
from assistant.terms import stem, stems, words
from indexer.embed import Embedder, open_embedder
from indexer.records import Article, Span, Statement
from indexer.sentences import sentences
from indexer.statements import open_extractor

WRITTEN = ("states", "implies", "denies", "neither")
AROUND = 1500
"""Characters on either side of a statement that the extractor reads."""
PASSAGE = 900
CLAUSE = 6
"""Words that a reported content has at least, to be a claim of its own."""
NAME = re.compile(r"\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*\b")
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan Feb Aug Sept Oct Nov Dec".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
AGO = "today,yesterday,tonight,last week,last month,last year,this week,this month,this year,tomorrow,next week,next month,next year".split(
    ","
)
ANTONYMS = [
    tuple(pair.split())
    for pair in (
        "win lose,won lost,support oppose,supports opposes,supported opposed,rise fall,rose fell,more fewer,good bad,best worst,"
        "strong weak,true false,right wrong,guilty innocent,before after,accept reject,accepted rejected,increase decrease,"
        "increased decreased,always never,legal illegal,honest dishonest,higher lower,easy hard,safe dangerous,love hate,"
        "praised criticized,hired fired,agree disagree,friend enemy,truth lie,stronger weaker,better worse,success failure"
    ).split(",")
]


def read(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def sentence_at(text: str, start: int, end: int) -> Span:
    """The whole sentences that hold the characters from start to end."""
    around = [s for s in sentences(text) if s.start < end and s.end > start]
    return Span(around[0].start, around[-1].end) if around else Span(start, end)


def as_read(article: Article, sentence: Span, extractor: Any) -> list[str]:
    """What the judge reads of a sentence: of each statement in it that the extractor finds; the sentence where it finds none."""
    first, last = max(0, sentence.start - AROUND), min(len(article.text), sentence.end + AROUND)
    part = Article(id=article.id, text=article.text[first:last], title=article.title, publisher=article.publisher)
    found: list[Statement] = extractor.extract([part], [sentences(part.text)])[0]
    inside = [s for s in found if s.start < sentence.end - first and s.end > sentence.start - first]
    spans = [span for s in inside for span in spans_of(Candidate(statement=s, article=part, similarity=0.0), found)]
    spans = [span for span in spans if span.start < sentence.end - first and span.end > sentence.start - first]
    return [reading(span, part.text) for span in dict.fromkeys(spans)] or [reading(sentence, article.text)]


def pairs(claims: str, articles: str, out: str) -> None:
    network, extractor = shipped_judge(), open_extractor()
    given = {a["id"]: a for a in read(articles)}
    keys: list[tuple[dict[str, str], int, int, str]] = []
    texts: list[tuple[str, str]] = []
    for row in read(claims):
        a = given[row["article"]]
        place = sentence_at(a["text"], row["start"], row["end"])
        for name in ("original", "flip", "other"):
            if name != "original" and not row.get(name):
                continue
            said = a["text"][place.start : place.end] if name == "original" else row[name]
            text = a["text"][: place.start] + said + a["text"][place.end :]
            article = Article(id=a["id"], text=text, title=a.get("title", ""), publisher=a.get("publisher", ""))
            readings = as_read(article, Span(place.start, place.start + len(said)), extractor)
            for claim in WRITTEN:
                if row.get(claim):
                    keys.append(({"id": row["id"], "sentence": name, "claim": claim}, len(texts), len(readings), claim))
                    texts += [(each, row[claim]) for each in (*readings, " ".join(said.split()))]
    began = time.perf_counter()
    chances = network.judge(texts)
    print(f"{len(texts)} pairs, {1000 * (time.perf_counter() - began) / len(texts):.1f} ms each", file=sys.stderr)
    whole = Path(out).with_suffix(".whole.jsonl")
    with Path(out).open("w", encoding="utf-8") as ours, whole.open("w", encoding="utf-8") as theirs:
        for key, at, count, _ in keys:
            rows = chances[at : at + count]
            best = rows[rows[:, :2].max(axis=1).argmax()]
            for chance, file in ((best, ours), (chances[at + count], theirs)):
                label = LABELS[int(chance.argmax())]
                line = key | {
                    "label": label,
                    "asserted": round(float(chance[0]), 5),
                    "denied": round(float(chance[1]), 5),
                }
                file.write(json.dumps(line) + "\n")


def rarity_in(texts: Sequence[str]) -> Callable[[str], float]:
    """As the retriever's: log(passages / passages that hold the word), in nats."""
    passages = [text[at : at + PASSAGE] for text in texts for at in range(0, len(text), PASSAGE)]
    held = Counter(root for p in passages for root in {stem(w.lower()) for w in words(p)})
    return lambda word: math.log((len(passages) + 1) / (held[stem(word)] + 0.5))


def question_of(claim: str, *, topic: bool) -> Question:
    """The question by which the product would meet a claim; the claim itself where it is one."""
    if topic:
        return Question(text=claim, kind="what-said", claim=claim)
    claim = claim.rstrip(". ")
    return Question(text=f"Who said that {claim}?", kind="who-said", claim=claim)


def signs_of(
    question: Question,
    said: Sequence[str],
    around: Sequence[str],
    network: PairJudge,
    embedder: Embedder,
    rarity: Callable[[str], float],
) -> np.ndarray:
    """What the join reads of sentences and their surroundings: shape (sentences, signs)."""
    asked = Asked(question, rarity, said)
    chances = network.judge([(sentence, asked.hypothesis()) for sentence in said])
    vectors = embedder.embed([embedder.trim(text) for text in (question.claim, *said)])
    likenesses = [
        Likeness(
            similarity=float(vectors[0] @ vectors[n]),
            words=asked.share(text),
            near=asked.share(near),
            title=0.0,
            named=mentioned(asked.names, stems(near)),
            narrated=False,
            asked=False,
        )
        for n, (text, near) in enumerate(zip(said, around, strict=True), 1)
    ]
    return np.array([signs(c, like) for c, like in zip(chances, likenesses, strict=True)])


def retrieved(labelled: str, articles: str, out: str) -> None:
    network, embedder, join = shipped_judge(), open_embedder(), fitted()
    texts = {a["id"]: a["text"] for a in read(articles)} if articles else {}
    rows = read(labelled)
    own = [c["text"] for row in rows for c in row["candidates"] if "text" in c]
    rarity = rarity_in([*texts.values(), *dict.fromkeys(own)])
    with Path(out).open("w", encoding="utf-8") as file:
        for row in rows:
            given = row["candidates"]
            said = [" ".join((c.get("text") or texts[c["article"]][c["start"] : c["end"]]).split()) for c in given]
            around = [
                c.get("text") or texts[c["article"]][max(0, c["start"] - BEFORE) : c["end"] + AFTER] for c in given
            ]
            topic = row.get("kind") == "ask"
            rows_ = signs_of(question_of(row["claim"], topic=topic), said, around, network, embedder, rarity)
            for n, (asserted, denied, _) in enumerate(join.chances(rows_, topic=topic).round(5).tolist()):
                file.write(json.dumps({"id": row["id"], "n": n, "asserted": asserted, "denied": denied}) + "\n")


def changed_claims(claim: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Kinds of change and the claim so changed; each by a template, and only where the claim has what it changes."""
    names = list(dict.fromkeys(NAME.findall(claim[1:])))
    if len(names) > 1:
        a, b = names[:2]
        yield "parts swapped", claim.replace(a, "\0").replace(b, a).replace("\0", b)
    yield "negated", f"It is not the case that {claim[0].lower()}{claim[1:]}"
    if figures := re.findall(r"\b\d[\d,.]*\d\b|\b\d\b", claim):
        figure = chance.choice(figures)
        yield "another figure", claim.replace(figure, str(int(re.sub(r"\D", "", figure)[:6]) * 3 + 7))
    for dates in (MONTHS, SHORT, DAYS, AGO):
        if named := [date for date in dates if re.search(rf"\b{date}\b", claim)]:
            later = dates[(dates.index(named[0]) + len(dates) // 2) % len(dates)]
            yield "another date", re.sub(rf"\b{named[0]}\b", later, claim)
    if years := re.findall(r"\b(?:19|20)\d\d(?=s?\b)", claim):
        yield "another date", claim.replace(years[0], str(int(years[0]) - 7))
    if found := re.search(r"\b(?:is|are|was|were|will|has|have)\b", claim):
        yield "only possible", f"{claim[: found.start()]}could perhaps one day{claim[found.end() :]}"
    for a, b in ANTONYMS:
        for word, other in ((a, b), (b, a)):
            if re.search(rf"\b{word}\b", claim):
                yield "an antonym", re.sub(rf"\b{word}\b", other, claim)
                return


def stated(labelled: str, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Sentences and the claims that they state, of a file of claims, of candidates (one sentence a claim) or of articles."""
    for row in read(labelled):
        for start, end in (a["content"][0] for a in row.get("attributions", []) if len(a["content"]) == 1):
            content = " ".join(row["text"][start:end].split()).strip(" “”\"'.,;")
            if len(content.split()) >= CLAUSE and not content.startswith("to "):
                yield reading(sentence_at(row["text"], start, end), row["text"]), content[0].upper() + content[1:]
        if row.get("states"):
            place = sentence_at(texts[row["article"]], row["start"], row["end"])
            yield reading(place, texts[row["article"]]), row["states"]
        for c in row.get("candidates", []):
            if c["label"] == "asserts" and row.get("kind") != "ask":
                said = c.get("text") or texts[c["article"]][c["start"] : c["end"]]
                yield " ".join(said.split()), row["claim"]
                break


def changed(labelled: Sequence[str], articles: str) -> None:
    network = shipped_judge()
    texts = {a["id"]: a["text"] for a in read(articles)}
    chance = random.Random(7)
    kinds: dict[str, list[tuple[str, str, str]]] = {}
    for sentence, claim in (pair for file in labelled for pair in stated(file, texts)):
        for kind, other in changed_claims(claim, chance):
            kinds.setdefault(kind, []).append((sentence, claim, other))
    for kind, rows in sorted(kinds.items()):
        rows = rows[:300]
        before = network.judge([(sentence, claim) for sentence, claim, _ in rows])[:, 0]
        after = network.judge([(sentence, claim) for sentence, _, claim in rows])[:, 0]
        no_longer = ((before >= 0.5) & (after < 0.5)).sum() / max(1, (before >= 0.5).sum())
        print(f"{kind}: {len(rows)}; {(after < before).mean():.3f} lower, {no_longer:.3f} no longer asserted")


def main() -> None:
    args = sys.argv[1:]
    if args[:1] == ["--changed"] and len(args) > 2:
        changed(args[1:-1], args[-1])
    elif len(args) in (2, 3):
        is_retrieved = "candidates" in read(args[0])[0]
        articles = args[1] if len(args) == 3 else ""
        (retrieved if is_retrieved else pairs)(args[0], articles, args[-1])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
