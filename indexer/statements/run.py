"""Runs the tagger over whole articles: windows in, attributions out; the result does not depend on the batch."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from indexer.errors import ModelError
from indexer.statements.decode import Attribution, attribution, best_roles
from indexer.statements.features import Pieces, pieces, windows
from indexer.statements.tagger import StatementTagger

WEIGHTS = Path(__file__).parent / "weights" / "tagger.safetensors"
SHA256 = "35d668648fdbd10606d87a697172d30ebdbd0278207f48f794dc244a1a43be95"
SIZE, STRIDE, BATCH = 254, 200, 12
"""Word pieces of a window, pieces from one window to the next, windows read together."""
THRESHOLD = 0.7
"""A cue counts from this probability on; chosen on articles kept apart from training (see the model card)."""


class TaggerRunner:
    """The statement tagger, loaded.

    Args:
        weights: The tagger's safetensors file, without the word embeddings.
        encoder: Folder of the passage encoder, whose vocabulary and word embeddings are shared.
        sha256: The weights' expected sum; another is refused with ModelError. "" checks nothing (for training).
    """

    def __init__(self, weights: Path, encoder: Path, sha256: str = "") -> None:
        if not weights.is_file():
            raise ModelError(f"the statement tagger's weights are missing at {weights}: install twosource again")
        if sha256 and hashlib.sha256(weights.read_bytes()).hexdigest() != sha256:
            raise ModelError(
                f"the statement tagger's weights at {weights} are not the tested ones: install twosource again"
            )
        self._tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._model = StatementTagger(BertModel(BertConfig.from_pretrained(encoder), add_pooling_layer=False))
        state = {name: value.float() for name, value in load_file(weights).items()}
        words = load_file(encoder / "model.safetensors")["embeddings.word_embeddings.weight"]
        state["encoder.embeddings.word_embeddings.weight"] = words
        lacking, surplus = self._model.load_state_dict(state, strict=False)
        if surplus or any("position_ids" not in name and "token_type_ids" not in name for name in lacking):
            raise ModelError(
                f"the statement tagger's weights at {weights} do not fit its code: install twosource again"
            )
        self._model.eval()
        # Half-width arithmetic is twice as fast where the processor has it, and moves no decision that we measured.
        self._bfloat16 = torch.cpu._is_avx512_bf16_supported()

    def attributions(self, texts: Sequence[str], threshold: float = THRESHOLD) -> list[list[Attribution]]:
        """Attributions of each text, in the order of their cues."""
        cut = [pieces(text, self._tokenizer) for text in texts]
        jobs = [(i, s, e) for i, found in enumerate(cut) for s, e in windows(len(found), SIZE, STRIDE)]
        jobs.sort(key=lambda job: job[2] - job[1])
        found: list[list[tuple[int, Attribution]]] = [[] for _ in texts]
        for k in range(0, len(jobs), BATCH):
            for i, position, one in self._batch(texts, cut, jobs[k : k + BATCH], threshold):
                found[i].append((position, one))
        return [_distinct([one for _, one in sorted(rows, key=lambda row: row[0])]) for rows in found]

    @torch.inference_mode()
    def _batch(
        self, texts: Sequence[str], cut: Sequence[Pieces], jobs: list[tuple[int, int, int]], threshold: float
    ) -> list[tuple[int, int, Attribution]]:
        longest = max(e - s for _, s, e in jobs) + 2
        ids = torch.zeros(len(jobs), longest, dtype=torch.long)
        features = torch.zeros(len(jobs), longest, 3, dtype=torch.long)
        mask = torch.zeros(len(jobs), longest, dtype=torch.long)
        own = torch.zeros(len(jobs), longest, dtype=torch.bool)
        for b, (i, s, e) in enumerate(jobs):
            n = e - s
            ids[b, 0], ids[b, n + 1] = 101, 102
            ids[b, 1 : n + 1] = torch.from_numpy(cut[i].ids[s:e])
            features[b, 1 : n + 1] = torch.from_numpy(cut[i].features[s:e])
            mask[b, : n + 2] = 1
            first, last = _owned(len(cut[i]), s, e)
            own[b, first - s + 1 : last - s + 1] = True
        with torch.autocast("cpu", torch.bfloat16, enabled=self._bfloat16):
            states = self._model.encode(ids, features, mask)
            chance = torch.sigmoid(self._model.cue_scores(states).float())
            which, at = ((chance >= threshold) & own).nonzero(as_tuple=True)
            if not len(which):
                return []
            scores = self._model.role_scores(states, which, at).numpy()
        padding = mask[which].numpy() == 0
        scores[padding] = -30.0
        roles = best_roles(scores, at.numpy())
        out = []
        for row, (b, t) in enumerate(zip(which.tolist(), at.tolist(), strict=True)):
            i, s, e = jobs[b]
            inner = slice(1, e - s + 1)
            one = attribution(
                texts[i], roles[row, inner], scores[row, inner], cut[i].start[s:e], cut[i].end[s:e], float(chance[b, t])
            )
            if one is not None:
                out.append((i, s + t - 1, one))
        return out


def _owned(n: int, start: int, end: int) -> tuple[int, int]:
    """The pieces for which this window is the one in which they stand most central, as [first, last)."""
    spans = windows(n, SIZE, STRIDE)
    k = spans.index((start, end))
    first = 0 if k == 0 else (spans[k - 1][1] + start) // 2
    last = n if k == len(spans) - 1 else (end + spans[k + 1][0]) // 2
    return first, last


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Two cues that give the same content to the same source are one attribution: the surer cue's."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: -a.probability):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda a: (a.content[0].start, a.cue[0].start if a.cue else 0))


def _same(a: Attribution, b: Attribution) -> bool:
    low, high = max(a.content[0].start, b.content[0].start), min(a.content[-1].end, b.content[-1].end)
    union = max(a.content[-1].end, b.content[-1].end) - min(a.content[0].start, b.content[0].start)
    return (
        (high - low) > 0.8 * union and bool(a.source) == bool(b.source) and (not a.source or a.source[0] == b.source[0])
    )


os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
