"""The verifier under training: MPNet with the reader's span head, over the reader's own word pieces."""

from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from transformers import MPNetModel

from training.examples.batch import CLS, PAD, SEP
from training.model.reader_model import HEAD_ROWS

# MPNet's vocabulary is BERT's behind four marks of its own, so that a word piece's number differs by that alone.
_SHIFT = 4
_MARKS = {CLS: 0, PAD: 1, SEP: 2}
# The lowest layers stay as they are: what they know of words the questions here would only narrow, and a third of the
# work is saved.
_FROZEN = 4


class SpanMPNet(nn.Module):
    """Scores word pieces as the shipped reader does, in rows of the same ids, so that its scores need no mapping."""

    def __init__(self, weights: Path) -> None:
        """Take the encoder's weights from a folder in Hugging Face's layout; the head begins at random."""
        super().__init__()
        self.encoder = MPNetModel.from_pretrained(weights, add_pooling_layer=False, attn_implementation="eager")
        self.head = nn.Linear(self.encoder.config.hidden_size, HEAD_ROWS)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        layers: Any = self.encoder.encoder
        for part in (self.encoder.embeddings, layers.relative_attention_bias, *layers.layer[:_FROZEN]):
            part.requires_grad_(False)
        self.embeddings: Any = self.encoder.embeddings
        self.learning = [weight for weight in self.encoder.parameters() if weight.requires_grad]

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the head's logits, [n, t] ids and mask -> [n, t, 3]; leaner than MPNet's own forward."""
        states = self.embeddings.word_embeddings(own_pieces(ids))
        positions = torch.arange(ids.shape[1], device=ids.device) + self.embeddings.padding_idx + 1
        states = self.embeddings.LayerNorm(states + self.embeddings.position_embeddings(positions))
        layers: Any = self.encoder.encoder
        distance = layers.compute_position_bias(states[:1]).to(states.dtype)
        bias = torch.zeros(mask.shape, dtype=states.dtype, device=states.device)
        bias = distance + bias.masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in layers.layer:
            attention = layer.attention
            states = attention.LayerNorm(states + _attended(attention.attn, states, bias))
            fed = layer.output.dense(functional.gelu(layer.intermediate.dense(states)))
            states = layer.output.LayerNorm(states + fed)
        logits: torch.Tensor = self.head(states)
        return logits


def own_pieces(ids: torch.Tensor) -> torch.Tensor:
    """Return MPNet's numbers of BERT's word pieces."""
    pieces = ids + _SHIFT
    for mark, own in _MARKS.items():
        pieces = pieces.masked_fill(ids == mark, own)
    return pieces


def _attended(attention: Any, states: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    size, length, width = states.shape
    heads = attention.num_attention_heads
    query, key, value = (
        part(states).view(size, length, heads, width // heads).transpose(1, 2)
        for part in (attention.q, attention.k, attention.v)
    )
    looks = torch.softmax(query @ key.transpose(-1, -2) * (width // heads) ** -0.5 + bias, dim=-1)
    attended: torch.Tensor = attention.o((looks @ value).transpose(1, 2).reshape(size, length, width))
    return attended
