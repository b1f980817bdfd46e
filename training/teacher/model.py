"""The teacher's model: MPNet with the reader's span head, over the reader's own word pieces."""

from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import MPNetModel

from training.examples.batch import CLS, PAD, SEP
from training.model.reader_model import HEAD_ROWS

# MPNet's vocabulary is BERT's behind four marks of its own, so that a word piece's number differs by that alone.
_SHIFT = 4
_MARKS = {CLS: 0, PAD: 1, SEP: 2}
# The lowest layers stay as they are: what they know of words the questions here would only narrow.
_FROZEN = 2


class Teacher(nn.Module):
    """Scores word pieces as the shipped reader does, in rows of the same ids, so that its scores need no mapping."""

    def __init__(self, weights: Path) -> None:
        """Take the encoder's weights from a folder in Hugging Face's layout; the head begins at random."""
        super().__init__()
        # Its attention adds a bias by distance, for which there is no fused kernel.
        self.encoder = MPNetModel.from_pretrained(
            weights,
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.head = nn.Linear(self.encoder.config.hidden_size, HEAD_ROWS)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        layers: Any = self.encoder.encoder
        for part in (self.encoder.embeddings, layers.relative_attention_bias, *layers.layer[:_FROZEN]):
            part.requires_grad_(False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the head's logits, [n, t] ids and mask -> [n, t, 3]."""
        pieces = ids + _SHIFT
        for mark, own in _MARKS.items():
            pieces = pieces.masked_fill(ids == mark, own)
        states = self.encoder.embeddings(input_ids=pieces)
        layers: Any = self.encoder.encoder
        distance = layers.compute_position_bias(states).to(states.dtype)
        bias = torch.zeros(mask.shape, dtype=states.dtype, device=states.device)
        bias = distance + bias.masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in layers.layer:
            (states,) = layer(states, None, bias)
        logits: torch.Tensor = self.head(states)
        return logits
