"""Train the judge, which tells whether a sentence asserts a claim, denies it, or neither.

    python training/judge.py DATA CACHE BASE [--steps N] [--minutes M] [--on TRAINED.safetensors]

DATA: the folder of the data sets (claims/, nli/, polnear/, questions/dev/). CACHE: a folder for checkpoints; started again, the
training goes on from there. BASE: the folder of all-mpnet-base-v2, whose word embeddings stay as they are. --minutes: at most so
long, with as many steps as fit. --on: go on from a trained judge, at a quarter of the rate, in steps of 16, with its upper half alone,
which two cores manage in an hour. Writes CACHE/judge.safetensors, measured in CACHE/figures.json on what `judge_pairs` holds back.
A graphics card is used where there is one.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import numpy as np
import torch
from judge_network import LONGEST, PairEncoder
from judge_pairs import (
    ASSERTS,
    DENIES,
    NOT_ASSERTS,
    Data,
    Pair,
    as_question,
    opposites_in,
    with_another,
    with_opposite,
    with_swapped,
)
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
from tokenizers import Encoding, Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.utils.data import DataLoader, Dataset

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
WORKERS = min(12, max(1, (os.cpu_count() or 1) - 2))
POOL = 24
"""Steps whose pairs are drawn at once and sorted by length, so that little is padding."""
BATCH = 128
RATE, WARM, SMOOTHED = 4e-5, 0.05, 0.05
"""The highest learning rate; the share of the steps in which it is reached; label smoothing."""
FIRST, LAST = (0.70, 0.10, 0.05, 0.15), (0.10, 0.15, 0.15, 0.60)
"""Shares of entailment sets, claims, what is said alone, and read sentences among the pairs, when training begins and when it ends."""
ON_BATCH, ON_RATE, ON_SHARES = 16, 1e-5, (0.05, 0.15, 0.40, 0.40)
"""The same where a trained judge is trained on."""
SWAPPED, PARTS, TURNED, ASKED = 0.14, 0.14, 0.14, 0.15
"""The shares of assertions whose claim gets another name or figure, gets its names swapped, or is turned into its opposite, where
it can be; the share of claims that are put as questions."""
Batch = tuple[tuple[NDArray[np.int64], ...], NDArray[np.int64]]


class Pieces:
    """An encoder's word pieces, which cut only the sentence.

    Args:
        folder: The encoder's.
    """

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST, strategy="only_first")
        self._tokenizer.no_padding()
        self._padding = next(n for n in map(self._tokenizer.token_to_id, ("[PAD]", "<pad>")) if n is not None)

    def encode(self, pairs: Sequence[Pair]) -> list[Encoding]:
        return self._tokenizer.encode_batch([(p.sentence, p.claim) for p in pairs])

    def arrays(self, encoded: Sequence[Encoding]) -> tuple[NDArray[np.int64], ...]:
        """Ids, mask and kinds of shape (batch, longest)."""
        longest = max(len(e.ids) for e in encoded)
        out = np.zeros((3, len(encoded), longest), dtype=np.int64)
        out[0] = self._padding
        for row, e in enumerate(encoded):
            for k, values in enumerate((e.ids, e.attention_mask, e.type_ids)):
                out[k, row, : len(values)] = values
        return tuple(out)


class Stream(Dataset):
    """Blocks of batches; what a block holds depends only on its number and the number of all steps."""

    def __init__(self, data: Data, pieces: Pieces, steps: int, *, on: bool = False) -> None:
        self._first, self._last = (ON_SHARES, ON_SHARES) if on else (FIRST, LAST)
        self._batch = ON_BATCH if on else BATCH
        read = data.labelled + [p for p in data.labelled if p.label != 2]  # the few that assert or deny come twice
        self._pools, self._pieces, self._steps = (data.entailment, data.claims, data.alone, read), pieces, steps
        self._others = [p.claim for p in data.labelled]
        self._opposites = opposites_in(p.sentence for pool in self._pools for p in pool)

    def __len__(self) -> int:
        return -(-self._steps // POOL)

    def __getitem__(self, block: int) -> list[Batch]:
        chance = random.Random(block)
        at = min(1.0, block * POOL / self._steps)
        shares = [a + (b - a) * at for a, b in zip(self._first, self._last, strict=True)]
        pairs = [self._pair(pool, chance) for pool in chance.choices(self._pools, shares, k=self._batch * POOL)]
        encoded = self._pieces.encode(pairs)
        order = sorted(range(len(pairs)), key=lambda i: len(encoded[i].ids) + chance.random() * 4)
        batches = []
        for start in range(0, len(order), self._batch):
            rows = order[start : start + self._batch]
            batches.append((self._pieces.arrays([encoded[i] for i in rows]), np.array([pairs[i].label for i in rows])))
        chance.shuffle(batches)
        return batches

    def _pair(self, pool: list[Pair], chance: random.Random) -> Pair:
        pair = chance.choice(pool)
        turn = chance.random()
        if turn < SWAPPED:
            pair = with_another(pair, self._others, chance) or pair
        elif turn < SWAPPED + PARTS:
            pair = with_swapped(pair) or pair
        elif turn < SWAPPED + PARTS + TURNED:
            pair = with_opposite(pair, self._opposites, chance) or pair
        return as_question(pair, chance) if chance.random() < ASKED else pair


def batches(stream: Stream, step: int) -> Iterator[Batch]:
    """From this step on, prepared beside the training."""
    first = step // POOL
    blocks = DataLoader(
        stream, batch_size=None, sampler=range(first, len(stream)), num_workers=WORKERS, collate_fn=_same
    )
    for number, block in enumerate(blocks, first):
        yield from block[step - number * POOL :] if number == first else block


def _same(block: list[Batch]) -> list[Batch]:
    return block


def rate(at: float) -> float:
    """The learning rate's share of its peak when `at` (0 to 1) of the training is done: up quickly, then down to 0."""
    return min(1.0, at / WARM) * max(0.0, 1 - at)


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy, smoothed; of a pair that is only known not to assert, that of not asserting."""
    exact = cross_entropy(logits, labels.clamp(max=2), label_smoothing=SMOOTHED, reduction="none")
    asserted = logits.log_softmax(-1)[:, ASSERTS].exp().clamp(max=1 - 1e-4)
    return torch.where(labels == NOT_ASSERTS, -torch.log1p(-asserted), exact).mean()


def logits_of(model: PairEncoder, arrays: Sequence[NDArray[np.int64]]) -> Tensor:
    with torch.autocast(DEVICE, torch.bfloat16):
        out: Tensor = model(*(torch.from_numpy(a).to(DEVICE, non_blocking=True) for a in arrays))
    return out.float()


def train(model: PairEncoder, stream: Stream, steps: int, mark: Path, peak: float) -> None:
    """Train for so many steps, from the checkpoint on where there is one; every four minutes one is written."""
    learned = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=peak, weight_decay=0.01, fused=True)
    step = 0
    if mark.exists():
        kept = torch.load(mark, weights_only=True, map_location=DEVICE)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    began = written = time.time()
    total = torch.zeros((), device=DEVICE)
    for arrays, told in batches(stream, step):
        if step >= steps:
            break
        for group in optimizer.param_groups:
            group["lr"] = peak * rate(step / steps)
        model.train()
        loss = loss_of(logits_of(model, arrays), torch.from_numpy(told).to(DEVICE))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        total += loss.detach()
        if step % 100 == 0:
            print(step, f"loss {total.item() / 100:.3f}", f"{time.time() - began:.0f} s", flush=True)
            total.zero_()
        if time.time() - written > 240 or step == steps:
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, f"{mark}.part")
            Path(f"{mark}.part").replace(mark)
            written = time.time()


@torch.inference_mode()
def predict(model: PairEncoder, pieces: Pieces, pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """Probabilities of shape (pairs, 3)."""
    model.eval()
    encoded = pieces.encode(pairs)
    order = sorted(range(len(pairs)), key=lambda i: len(encoded[i].ids))
    out = np.zeros((len(pairs), 3))
    for start in range(0, len(order), 128):
        rows = order[start : start + 128]
        out[rows] = logits_of(model, pieces.arrays([encoded[i] for i in rows])).softmax(-1).cpu().numpy()
    return out


def measure(model: PairEncoder, pieces: Pieces, data: Data) -> dict[str, float]:
    """Figures on what was held back: macro F1 and AUC of pairs; average precision of asserting and denying."""
    chances = predict(model, pieces, data.held_claims)
    gold = [p.label for p in data.held_claims]
    out = {
        "pairs macro_f1": f1_score(gold, chances.argmax(-1), average="macro"),
        "pairs auc": roc_auc_score([g == ASSERTS for g in gold], chances[:, ASSERTS]),
    }
    chances = predict(model, pieces, data.held_alone)
    gold = [p.label for p in data.held_alone]
    out["alone macro_f1"] = f1_score(gold, chances.argmax(-1), average="macro")
    out["alone auc"] = roc_auc_score([g == ASSERTS for g in gold], chances[:, ASSERTS])
    for name, rows in (("retrieved", data.held_retrieved), ("groups", data.held_groups)):
        pairs = [p for row in rows for p in row.pairs]
        chances = predict(model, pieces, pairs)
        for label, key in ((ASSERTS, "asserts"), (DENIES, "denies")):
            out[f"{name} {key}"] = average_precision_score([p.label == label for p in pairs], chances[:, label])
    return {name: round(float(value), 4) for name, value in out.items()}


def seconds_a_step(model: PairEncoder, stream: Stream) -> float:
    """How long a step takes here, forward and backward; shapes are met once before."""
    block, began = stream[0][::3], 0.0
    for _ in range(2):
        began = time.time()
        for arrays, told in block:
            loss_of(logits_of(model, arrays), torch.from_numpy(told).to(DEVICE)).backward()
            model.zero_grad(set_to_none=True)
        if DEVICE == "cuda":
            torch.cuda.synchronize()
    return (time.time() - began) / len(block)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("--steps", type=int, default=7040)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--on", type=Path)
    a = parser.parse_args()
    torch.manual_seed(0)
    a.cache.mkdir(parents=True, exist_ok=True)
    data, model, pieces, steps = Data(a.data), PairEncoder(a.base).to(DEVICE), Pieces(a.base), a.steps
    if a.on:
        state = {name: value.float() for name, value in load_file(a.on).items()}
        _, surplus = model.load_state_dict(state, strict=False)
        assert not surplus, surplus
        layers = model.encoder.encoder.layer
        for part in (model.encoder.embeddings, *layers[: len(layers) // 2]):
            part.requires_grad_(False)
    on = bool(a.on)
    print(len(data.claims), "claim pairs,", len(data.alone), "alone,", len(data.labelled), "read,", len(data.entailment), "of entailment; held", len(data.held_claims),
          [sum(len(r.pairs) for r in rows) for rows in (data.held_retrieved, data.held_groups)], flush=True)  # fmt: skip
    if a.minutes:
        each = seconds_a_step(model, Stream(data, pieces, steps, on=on)) * 1.1
        steps = min(steps, int(a.minutes * 60 / each))
        print(f"{each * 1000:.0f} ms a step, {steps} steps", flush=True)
    train(model, Stream(data, pieces, steps, on=on), steps, a.cache / "judge.pt", ON_RATE if on else RATE)
    save_file(
        {k: v.half().contiguous() for k, v in model.state_dict().items() if "word_embeddings" not in k},
        a.cache / "judge.safetensors",
    )
    (a.cache / "figures.json").write_text(json.dumps(measure(model, pieces, data), indent=1), encoding="utf-8")
    print("done", (a.cache / "figures.json").read_text(encoding="utf-8"), flush=True)


if __name__ == "__main__":
    main()
