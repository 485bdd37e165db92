"""The statement tagger: an encoder, a head that finds cues, and a head that gives each cue its roles.

Every token gets the chance that a cue ("said", "according to") starts there. For each cue, every token of the
window gets a role with respect to it: none, source, cue or content; and the chance that a source or a
content starts or ends there. All cues of a window are read in one pass, so statements may nest and overlap.
The role scores are biaffine (Dozat and Manning, ICLR 2017) with an embedding of the signed distance.
"""

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from indexer.statements.features import N_BREAK, N_CASE, N_QUOTE

ROLES = ("none", "source", "cue", "content")
EDGES = ("source start", "source end", "content start", "content end")
N_SCORES = len(ROLES) - 1 + len(EDGES)
MAX_DISTANCE = 96


class StatementTagger(nn.Module):
    """An encoder with a cue head and a role head.

    Args:
        encoder: Takes `inputs_embeds`; MiniLM in the product, a larger one to teach it.
        rank: Width of each role's two projections.
    """

    def __init__(self, encoder: PreTrainedModel, rank: int = 128) -> None:
        super().__init__()
        self.rank = rank
        width = encoder.config.hidden_size
        self.encoder = encoder
        tables = [nn.Embedding(n, width) for n in (N_BREAK, N_QUOTE, N_CASE)]
        for table in tables:
            nn.init.zeros_(table.weight)
        self.features = nn.ModuleList(tables)
        self.cue = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, 1))
        self.query = nn.Linear(width, N_SCORES * rank)
        self.key = nn.Linear(width, N_SCORES * rank)
        self.alone = nn.Linear(width, N_SCORES)
        self.distance = nn.Embedding(2 * MAX_DISTANCE + 1, N_SCORES)
        nn.init.zeros_(self.distance.weight)
        self.dropout = nn.Dropout(0.1)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """States of shape (batch, length, width) for ids (batch, length), features (batch, length, 3)."""
        embedded = self.encoder.get_input_embeddings()(ids)
        for k, table in enumerate(self.features):
            embedded = embedded + table(features[..., k])
        states: Tensor = self.dropout(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        return states

    def cue_scores(self, states: Tensor) -> Tensor:
        """Logits of shape (batch, length): does a cue start here?"""
        logits: Tensor = self.cue(states).squeeze(-1)
        return logits

    def role_scores(self, states: Tensor, which: Tensor, at: Tensor) -> Tensor:
        """Scores of every token of a window for each of n cues.

        Args:
            states: Shape (batch, length, width).
            which: Shape (n,), the window each cue stands in.
            at: Shape (n,), the cue's first token in that window.

        Returns:
            Shape (n, length, N_SCORES): logits of source, cue, content ("none" is 0), then of `EDGES`.
        """
        batch, length, _ = states.shape
        query = self.query(states[which, at]).view(-1, N_SCORES, self.rank)
        key = self.key(states).view(batch, length, N_SCORES, self.rank)
        offset = torch.arange(length, device=states.device)[None, :] - at[:, None]
        offset = offset.clamp(-MAX_DISTANCE, MAX_DISTANCE) + MAX_DISTANCE
        alone = self.alone(states) + 0.0
        out = torch.empty(len(which), length, N_SCORES, dtype=torch.float32, device=states.device)
        # Window by window: a gather of the keys for every cue would copy them many times over.
        for b in sorted(set(which.tolist())):
            mine = (which == b).nonzero(as_tuple=True)[0]
            out[mine] = torch.einsum("nsr,lsr->nls", query[mine], key[b]).float() / self.rank**0.5 + alone[b].float()
        scores: Tensor = out + self.distance(offset).float()
        return scores
