"""The judge's network: an encoder over a sentence and a claim, and a head of three: asserts, denies, neither."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

LABELS = ("asserts", "denies", "neither")
LONGEST = 128
"""Pieces of a pair; a longer sentence is cut, the claim never."""


class PairEncoder(nn.Module):
    """An encoder with a head on its first state beside the mean of its states.

    Args:
        folder: The encoder's, as transformers reads it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self._kinds = self.encoder.config.model_type == "bert"
        width = self.encoder.config.hidden_size
        self.head = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, len(LABELS))
        )

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        """Logits of shape (batch, 3).

        Args:
            ids, mask, kinds: Shape (batch, length): word pieces; 1 where there is one; 0 in the sentence, 1 in the claim.
        """
        more = {"token_type_ids": kinds} if self._kinds else {}
        states = self.encoder(input_ids=ids, attention_mask=mask, **more).last_hidden_state
        held = mask.unsqueeze(-1).to(states.dtype)
        logits: Tensor = self.head(torch.cat([states[:, 0], (states * held).sum(1) / held.sum(1)], -1))
        return logits
