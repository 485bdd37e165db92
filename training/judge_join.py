"""Fit how the judge's chances and the cheap signs are joined to one chance, and from which chance on it counts.

    python training/judge_join.py DATA SETS.json [JUDGE.onnx]

DATA: the folder of the data sets. The join is fitted on half of the claims whose sentences `judge_pairs` holds back; thresholds and
curves are drawn on the other half. SETS.json: a list of {"index": DIR, "questions": FILE.jsonl}, on whose gold passages the net of
candidates is fitted. Writes assistant/data/judge.json.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from judge_pairs import ASSERTS, DENIES, NEITHER, Data, Labelled, is_held, read
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve

from assistant.judge.evidence import Asked, Likeness, signs
from assistant.judge.join import Fitted, read_join
from assistant.judge.judge import PRINTED
from assistant.judge.network import WEIGHTS, Network
from assistant.records import Question
from assistant.terms import stem, words
from indexer.embed import Embedder, open_embedder
from indexer.shipped import encoder_folder

OUT = Path(__file__).parents[1] / "assistant" / "data" / "judge.json"
PASSAGE = 900
"""Characters of a passage, for counting how rare a word is."""
RISK = 0.05
"""Most of what is said to state a claim that may not."""
POINTED = 0.9
"""The share of assertions at which a denial may point."""


def rarity_in(texts: Sequence[str]) -> Callable[[str], float]:
    """As the retriever's: log(passages / passages that hold the word), in nats."""
    passages = [text[at : at + PASSAGE] for text in texts for at in range(0, len(text), PASSAGE)]
    held = Counter(root for p in passages for root in {stem(w.lower()) for w in words(p)})
    return lambda word: math.log((len(passages) + 1) / (held[stem(word)] + 0.5))


def asked_of(row: Labelled, rarity: Callable[[str], float]) -> Asked:
    """The question by which the product would meet this claim."""
    sentences = [pair.sentence for pair in row.pairs]
    if row.kind == "ask":
        return Asked(Question(text=row.claim, kind="what-said", claim=row.claim), rarity, sentences)
    claim = row.claim.rstrip(". ")
    return Asked(Question(text=f"Who said that {claim}?", kind="who-said", claim=claim), rarity, sentences)


def rows_of(
    labelled: Sequence[Labelled], network: Network, embedder: Embedder, rarity: Callable[[str], float]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Signs (n, 5), labels (n,), whether the row asks on a topic, and whether it is kept from fitting."""
    found, labels, topics, kept = [], [], [], []
    for row in labelled:
        asked = asked_of(row, rarity)
        vectors = embedder.embed([embedder.trim(t) for t in (row.claim, *(p.sentence for p in row.pairs))])
        pairs = [(p.sentence, hypothesis) for p in row.pairs for hypothesis in asked.hypotheses()]
        chances = network.judge(pairs).reshape(len(row.pairs), -1, 3)
        for n, (pair, around) in enumerate(zip(row.pairs, row.around, strict=True)):
            near = Likeness(
                float(vectors[0] @ vectors[n + 1]), asked.share(pair.sentence), asked.share(around), 0.0, False, False
            )
            found.append(signs(chances[n], near))
            labels.append(pair.label)
            topics.append(row.kind == "ask")
            kept.append(is_held(f"join {row.claim}", 0.5))
    return np.array(found), np.array(labels), np.array(topics), np.array(kept)


def fit(found: NDArray[np.float64], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weights of shape (2, signs + 1), of asserting and denying against neither; a label that hardly occurs gets none."""
    if (labels == DENIES).sum() < 10:
        model = LogisticRegression(max_iter=5000).fit(found, labels == ASSERTS)
        never = np.append(np.zeros(found.shape[1]), -20.0)
        return np.array([np.append(model.coef_[0], model.intercept_[0]), never])
    model = LogisticRegression(max_iter=5000).fit(found, labels)
    weights = np.column_stack([model.coef_, model.intercept_])
    return weights[[ASSERTS, DENIES]] - weights[NEITHER]


def at_risk(gold: NDArray[np.bool_], chance: NDArray[np.float64], risk: float) -> float:
    """The least chance from which on at most `risk` of what is accepted is wrong."""
    order = np.argsort(-chance)
    wrong = np.cumsum(~gold[order]) / np.arange(1, len(order) + 1)
    fine = np.nonzero(wrong <= risk)[0]
    return float(chance[order][fine[-1]]) if len(fine) else 1.0


def best_f1(gold: NDArray[np.bool_], chance: NDArray[np.float64]) -> float:
    """The chance from which on the F1 is largest."""
    precision, recall, cuts = precision_recall_curve(gold, chance)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(cuts[min(int(f1.argmax()), len(cuts) - 1)])


def curve(gold: NDArray[np.bool_], chance: NDArray[np.float64]) -> list[dict[str, float]]:
    """At some chances: how many are accepted, the share of them that is wrong, the share of the right ones that is accepted."""
    out = []
    for cut in (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        taken = chance >= cut
        right = float((gold & taken).sum())
        wrong = round(float(1 - right / taken.sum()), 3) if taken.any() else 0.0
        out.append(
            {"chance": cut, "accepted": int(taken.sum()), "wrong": wrong, "recall": round(float(right / gold.sum()), 3)}
        )
    return out


def reliability(gold: NDArray[np.bool_], chance: NDArray[np.float64]) -> list[dict[str, float]]:
    """By tenths of the chance: how many, the mean chance, the share that is right."""
    out = []
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            out.append({"from": round(float(low), 1), "pairs": int(inside.sum()), "chance": round(float(chance[inside].mean()), 3), "right": round(float(gold[inside].mean()), 3)})  # fmt: skip
    return out


def net(sets: Sequence[dict]) -> list[float]:
    """Weights of the cheap signs, from whether a statement stands in a gold passage."""
    from assistant.understand import understand
    from assistant.wiring import open_assistant
    from indexer.parse import parse
    from indexer.settings import Settings

    found, labels = [], []
    for entry in sets:
        assistant = open_assistant(entry["index"], Settings())
        for gold in read(Path(entry["questions"])):
            if not gold.get("answerable"):
                continue
            question = understand(gold["question"], parse=parse, voices=assistant.catalog.voices())
            search = assistant.retriever.search(question)
            said = [
                c.article.text[c.statement.context_start : c.statement.context_end] for c in search.candidates[:PRINTED]
            ]
            asked = Asked(question, search.rarity, said)
            for c in search.candidates:
                s = c.statement
                found.append(asked.likeness(c).row())
                labels.append(
                    any(
                        p["article"] == s.article_id and p["start"] < s.end and s.start < p["end"]
                        for p in gold["passages"]
                    )
                )
    return [round(float(w), 4) for w in LogisticRegression(max_iter=5000).fit(found, labels).coef_[0]]


def main() -> None:
    folder, sets = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    network, embedder = Network(Path(sys.argv[3]) if len(sys.argv) > 3 else WEIGHTS, encoder_folder()), open_embedder()
    data = Data(folder)
    rarity = rarity_in([row["text"] for row in read(folder / "polnear/train.jsonl")])
    found, labels, topics, kept = rows_of([*data.held_retrieved, *data.held_groups], network, embedder, rarity)
    out: dict = {"net": net(sets), "states": 1, "implies": 1, "denies": 1, "told": 1, "pointed": 1}
    out["claim"], out["topic"] = (
        fit(found[part & ~kept], labels[part & ~kept]).round(4).tolist() for part in (~topics, topics)
    )
    for name, part in (("claim", ~topics & kept), ("topic", topics & kept)):
        joined: Fitted = read_join(out)
        chances, gold = joined.chances(found[part], topic=name == "topic"), labels[part]
        figures: dict = {
            "pairs": len(gold),
            "asserting": int((gold == ASSERTS).sum()),
            "denying": int((gold == DENIES).sum()),
        }
        for k, key in ((ASSERTS, "asserts"), (DENIES, "denies")):
            right = gold == k
            if right.sum() > 9:
                figures[key] = round(float(average_precision_score(right, chances[:, k])), 3)
                figures[f"{key} by the network alone"] = round(
                    float(average_precision_score(right, found[part][:, k])), 3
                )
                figures[f"{key} curve"] = curve(right, chances[:, k])
                figures[f"{key} reliability"] = reliability(right, chances[:, k])
        asserts, denies = gold == ASSERTS, gold == DENIES
        if name == "topic":
            out["told"] = round(best_f1(asserts, chances[:, ASSERTS]), 4)
        else:
            out["states"] = round(at_risk(asserts, chances[:, ASSERTS], RISK), 4)
            out["implies"] = round(best_f1(asserts, chances[:, ASSERTS]), 4)
            out["denies"] = round(best_f1(denies, chances[:, DENIES]), 4)
            out["pointed"] = round(float(np.quantile(chances[asserts, ASSERTS], 1 - POINTED)), 4)
        out[f"{name} figures"] = figures
        print(
            name, {k: v for k, v in figures.items() if not isinstance(v, list)}, np.array(out[name]).round(2).tolist()
        )
        for key in [key for key in figures if key.endswith("curve")]:
            print(key, *figures[key], sep="\n  ")
    print({name: out[name] for name in ("states", "implies", "denies", "pointed", "told")})
    OUT.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
