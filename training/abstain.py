"""Fits when an answer abstains, and shows the curve: `python training/abstain.py SETS.json`.

SETS.json: a list of {"index": DIR, "questions": FILE.jsonl, "own": true|false}: questions asked over their own articles, or over others.
Nobody writes a question for this: a question asked over the wrong articles has no answer there. Every second question (by its place) is
kept from fitting, and the curve is drawn on those. Writes assistant/data/abstain.json.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.ask.relevance import Relevance
from assistant.wiring import open_assistant
from indexer.settings import Settings

OUT = Path(__file__).parents[1] / "assistant" / "data" / "abstain.json"
MOST = 200  # questions of one set
REFUSED = 0.015  # most of the questions with an answer that may be refused
STEPS = np.arange(0.05, 1.0, 0.05)


def features(entry: dict[str, object]) -> list[tuple[float, float, bool, bool]]:
    """Similarity, cover, own articles, kept from fitting; of each question that has an answer in its own articles."""
    from assistant.ask.understand import understand
    from indexer.parse import parse

    assistant = open_assistant(str(entry["index"]), Settings())
    rows = [json.loads(line) for line in Path(str(entry["questions"])).read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row.get("answerable")]
    rows = rows[:: max(1, len(rows) // MOST)][:MOST]
    out = []
    for place, row in enumerate(rows):
        question = understand(row["question"], parse=parse, voices=assistant.catalog.voices())
        near: Relevance = assistant.retriever.search(question).near
        out.append((near.similarity, near.cover, bool(entry["own"]), place % 2 == 1))
    return out


def main() -> None:
    sets = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    rows = [row for entry in sets for row in features(entry)]
    data = np.array([[similarity, cover, own, kept] for similarity, cover, own, kept in rows], dtype=float)
    fit, kept = data[data[:, 3] == 0], data[data[:, 3] == 1]
    model = LogisticRegression(class_weight="balanced").fit(fit[:, :2], fit[:, 2])
    (a, b), constant = model.coef_[0], model.intercept_[0]
    chance = {
        name: 1 / (1 + np.exp(-(part[:, :2] @ [a, b] + constant))) for name, part in (("fit", fit), ("kept", kept))
    }
    own = {"fit": fit[:, 2] == 1, "kept": kept[:, 2] == 1}
    threshold = float(max(t for t in STEPS if (chance["fit"][own["fit"]] < t).mean() <= REFUSED))
    curve = [
        {
            "threshold": round(float(t), 3),
            "answerable_refused": round(float((chance["kept"][own["kept"]] < t).mean()), 3),
            "off_topic_refused": round(float((chance["kept"][~own["kept"]] < t).mean()), 3),
        }
        for t in STEPS
    ]
    weights = {"similarity": a, "cover": b, "constant": constant, "threshold": threshold}
    result = {
        "weights": {name: round(float(value), 4) for name, value in weights.items()},
        "fitted_on": len(fit),
        "kept_from_fitting": len(kept),
        "curve": curve,
    }
    OUT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
