"""The judge's network: an encoder over a sentence and a claim, and a head of three: asserts, denies, neither."""

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

LABELS = ("asserts", "denies", "neither")
LONGEST = 128
"""Pieces of a pair; a longer sentence is cut, the claim never."""


class PairEncoder(nn.Module):
    """MiniLM with a head on its first state beside the mean of its states.

    Args:
        config: The encoder's configuration.
    """

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.head = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, len(LABELS))
        )

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        """Logits of shape (batch, 3).

        Args:
            ids, mask, kinds: Shape (batch, length): word pieces; 1 where there is one; 0 in the sentence, 1 in the claim.
        """
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
        held = mask.unsqueeze(-1).to(states.dtype)
        logits: Tensor = self.head(torch.cat([states[:, 0], (states * held).sum(1) / held.sum(1)], -1))
        return logits
