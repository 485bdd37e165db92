"""Fit how the judge's chances and the cheap signs are joined to one chance, and from which chance on it counts.

    python training/judge_join.py DATA [SETS.json]

DATA: the folder of the data sets. The join is fitted on the claims whose sentences `judge_pairs` holds back from the judge; thresholds
and curves are drawn on each half of them by a join that was fitted on the other half. SETS.json: a list of {"index": DIR, "questions":
FILE.jsonl}, on whose gold passages the net of candidates is fitted anew; without it, it stays. Writes
assistant/data/judge.json, docs/judge-risk.svg and docs/judge-reliability.svg.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from judge_pairs import ASSERTS, DENIES, NEITHER, Data, Labelled, is_held, read
from numpy.typing import NDArray
from plot import chart
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve

from assistant.judge.evidence import Asked
from assistant.judge.join import fitted, joined
from assistant.judge.judge import PRINTED
from assistant.judge.network import PairJudge, shipped_judge
from benchmarks.claim_matching import question_of, rarity_in, signs_of
from indexer.embed import Embedder, open_embedder

ROOT = Path(__file__).parents[1]
OUT, DOCS = ROOT / "assistant" / "data" / "judge.json", ROOT / "docs"
STATED = 0.03
"""The share of claims that fewer than two sentences assert, for which two may be said to state it."""
FLAT = 0.99
"""What implies or denies a claim counts for no level: for these the F1 decides; of implying, where it is as flat as this, more is shown."""
TOLD = 0.85
"""The share of what is said on a topic that is shown."""
POINTED = 0.9
"""The share of assertions at which a denial may point."""


def rows_of(
    labelled: Sequence[Labelled], network: PairJudge, embedder: Embedder, rarity: Callable[[str], float]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_], NDArray[np.int64]]:
    """Signs (n, k), labels (n,), whether the row asks on a topic, which half it is in, and its claim's number."""
    found, labels, topics, half, claims = [], [], [], [], []
    for number, row in enumerate(labelled):
        question = question_of(row.claim, topic=row.kind == "ask")
        found.append(signs_of(question, [p.sentence for p in row.pairs], row.around, network, embedder, rarity))
        labels += [pair.label for pair in row.pairs]
        topics += [row.kind == "ask"] * len(row.pairs)
        half += [is_held(f"join {row.claim}", 0.5)] * len(row.pairs)
        claims += [number] * len(row.pairs)
    return np.concatenate(found), np.array(labels), np.array(topics), np.array(half), np.array(claims)


def fit(found: NDArray[np.float64], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weights of shape (2, signs + 1), of asserting and denying against neither; a label that hardly occurs gets none."""
    if (labels == DENIES).sum() < 10:
        model = LogisticRegression(max_iter=5000).fit(found, labels == ASSERTS)
        never = np.append(np.zeros(found.shape[1]), -20.0)
        return np.array([np.append(model.coef_[0], model.intercept_[0]), never])
    model = LogisticRegression(max_iter=5000).fit(found, labels)
    weights = np.column_stack([model.coef_, model.intercept_])
    return weights[[ASSERTS, DENIES]] - weights[NEITHER]


def at_risk(
    gold: NDArray[np.bool_], chance: NDArray[np.float64], claims: NDArray[np.int64], risk: float, count: int
) -> float:
    """The least chance from which on at most `risk` of the claims would falsely be said `count` times.

    Args:
        claims: The claim of each sentence, by number. One is falsely said so often where as many sentences reach the chance,
            and fewer of all its sentences say it.
    """
    reached = []
    for claim in np.unique(claims):
        mine = claims == claim
        if gold[mine].sum() < count <= mine.sum():
            reached.append(float(np.sort(chance[mine])[-count]))
    return float(np.quantile(reached, 1 - risk)) + 1e-6


def best_f1(gold: NDArray[np.bool_], chance: NDArray[np.float64], flat: float = 1.0) -> float:
    """The least chance from which on the F1 is the largest, or this share of it."""
    precision, recall, cuts = precision_recall_curve(gold, chance)
    f1 = (2 * precision * recall / np.maximum(precision + recall, 1e-9))[: len(cuts)]
    return float(cuts[f1 >= flat * f1.max()].min())


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
    from assistant.ask.understand import understand
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
    folder = Path(sys.argv[1])
    rarity = rarity_in([row["text"] for row in read(folder / "polnear/train.jsonl")])
    data, network, embedder = Data(folder), shipped_judge(), open_embedder()
    found, labels, topics, half, claims = rows_of([*data.held_retrieved, *data.held_groups], network, embedder, rarity)
    out: dict = {"net": fitted().net, "states": 1, "implies": 1, "denies": 1, "told": 1, "pointed": 1}
    if len(sys.argv) > 2:
        out["net"] = net(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
    for name, part in (("claim", ~topics), ("topic", topics)):
        chances, gold = np.zeros((part.sum(), 3)), labels[part]
        for side in (half, ~half):
            weights = fit(found[part & ~side], labels[part & ~side])
            chances[side[part]] = joined(weights, found[part & side])
        out[name] = fit(found[part], gold).round(4).tolist()
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
            out["told"] = round(float(np.quantile(chances[asserts, ASSERTS], 1 - TOLD)), 4)
        else:
            out["implies"] = round(best_f1(asserts, chances[:, ASSERTS], FLAT), 4)
            out["states"] = round(
                max(out["implies"], at_risk(asserts, chances[:, ASSERTS], claims[part], STATED, 2)), 4
            )
            out["denies"] = round(best_f1(denies, chances[:, DENIES]), 4)
            out["pointed"] = round(float(np.quantile(chances[asserts, ASSERTS], 1 - POINTED)), 4)
        out[f"{name} figures"] = figures
        print(
            name, {k: v for k, v in figures.items() if not isinstance(v, list)}, np.array(out[name]).round(2).tolist()
        )
        for key in [key for key in figures if key.endswith("curve")]:
            print(key, *figures[key], sep="\n  ")
    print({name: out[name] for name in ("states", "implies", "denies", "pointed", "told")})
    claim = out["claim figures"]
    risk = {
        key: [(row["recall"], row["wrong"]) for row in claim[f"{key} curve"] if row["accepted"]]
        for key in ("asserts", "denies")
    }
    chart(DOCS / "judge-risk.svg", "What is accepted, and what of it is wrong", "recall", "share that is wrong", risk)
    sure = {
        key: [(row["chance"], row["right"]) for row in claim[f"{key} reliability"]] for key in ("asserts", "denies")
    }
    sure["as good as its word"] = [(0, 0), (1, 1)]
    chart(
        DOCS / "judge-reliability.svg",
        "How often the judge is right, by its chance",
        "chance",
        "share that is right",
        sure,
    )
    OUT.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
