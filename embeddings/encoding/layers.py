"""Layers: what BERT and BART are made of (Vaswani et al. 2017, norms after each block), in plain torch.

transformers has both models and much besides: importing it takes three times as long as importing torch, which was most
of the time from a command to its answer. So the bundled weights are computed with here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn import functional

Tensors = Mapping[str, torch.Tensor]

# In bfloat16, oneDNN makes a program for each height of a matrix that it meets and keeps the last thousand, a hundred
# of which take 250 MB. So many pieces are computed with in steps of this height.
_MANY, _STEP = 128, 32


@dataclass(frozen=True, slots=True)
class Affine:
    """A matrix, float [out, in], and what is added to its product, float [out]."""

    weight: torch.Tensor
    bias: torch.Tensor

    @classmethod
    def of(cls, tensors: Tensors, name: str) -> "Affine":
        """Take the two from `NAME.weight` and `NAME.bias`."""
        return cls(tensors[f"{name}.weight"], tensors[f"{name}.bias"])

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        """Multiply and add, states [..., in] to [..., out]."""
        return functional.linear(states, self.weight, self.bias)

    def normed(self, states: torch.Tensor, epsilon: float) -> torch.Tensor:
        """Bring states [..., d] to a mean and spread of one, with these as gain [d] and bias [d] (LayerNorm)."""
        return functional.layer_norm(states, self.bias.shape, self.weight, self.bias, epsilon)


# What multiplies states [..., in] to [..., out].
Product = Callable[[torch.Tensor], torch.Tensor]


@dataclass(frozen=True, slots=True)
class Attention:
    """Attention with several heads from some states to others."""

    query: Product
    key: Product
    value: Product
    out: Product
    heads: int

    def remembered(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return keys and values [n, heads, length, d / heads] of the states [n, length, d] that are looked at."""
        return self._apart(self.key(states)), self._apart(self.value(states))

    def __call__(
        self, states: torch.Tensor, memory: tuple[torch.Tensor, torch.Tensor], mask: torch.Tensor | None
    ) -> torch.Tensor:
        """Return what states [n, length, d] take from a memory; `mask` tells where they may look."""
        taken = functional.scaled_dot_product_attention(self._apart(self.query(states)), *memory, attn_mask=mask)
        return self.out(taken.transpose(1, 2).reshape(states.shape))

    def within(self, states: torch.Tensor, lengths: Sequence[int], bias: torch.Tensor | None = None) -> torch.Tensor:
        """Return what states [sum(lengths), d] of texts that stand one behind the other take each from its own text.

        `bias` [heads, longest, longest] is added where a head looks from one place to another.
        """
        parts = (torch.split(part(states), list(lengths)) for part in (self.query, self.key, self.value))
        texts: Iterable[tuple[torch.Tensor, torch.Tensor, torch.Tensor]] = zip(*parts, strict=True)
        return self.out(torch.cat([self._taken(*text, bias) for text in texts]))

    def _taken(
        self, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bias: torch.Tensor | None
    ) -> torch.Tensor:
        apart = self._apart(query[None]), self._apart(key[None]), self._apart(value[None])
        own = None if bias is None else bias[None, :, : len(query), : len(query)]
        return functional.scaled_dot_product_attention(*apart, attn_mask=own)[0].transpose(0, 1).flatten(1)

    def _apart(self, states: torch.Tensor) -> torch.Tensor:
        return states.view(*states.shape[:2], self.heads, -1).transpose(1, 2)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: attention, then two products with GELU between them, each added to the states and normed."""

    attention: Attention
    attention_norm: Affine
    widened: Product
    narrowed: Product
    norm: Affine
    epsilon: float

    def __call__(self, states: torch.Tensor, lengths: Sequence[int], bias: torch.Tensor | None = None) -> torch.Tensor:
        """Return the states of the next layer, [sum(lengths), d], each looking at those of its own text."""
        taken = self.attention.within(states, lengths, bias)
        return self.widen(self.attention_norm.normed(states + taken, self.epsilon))

    def widen(self, states: torch.Tensor) -> torch.Tensor:
        """Do what follows attention."""
        return self.norm.normed(states + self.narrowed(functional.gelu(self.widened(states))), self.epsilon)


def encode(
    embedded: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    layers: Iterable[Layer],
    ids: torch.Tensor,
    mask: torch.Tensor,
    bias: torch.Tensor | None = None,
) -> torch.Tensor:
    """Return the states [n, length, d] that layers make of word pieces, int64 [n, length], and their mask.

    `embedded` gives the first states of pieces and their places, `bias` [heads, length, length] is as in `Attention`.
    Padding, whose states are zero, is not computed with.
    """
    held = mask.bool()
    lengths: list[int] = mask.sum(1).tolist()
    pieces, places = ids[held], (mask.cumsum(1) - 1)[held]
    if (spare := -len(pieces) % _STEP) and len(pieces) > _MANY:
        # One more text, of nothing.
        lengths.append(spare)
        pieces, places = functional.pad(pieces, (0, spare)), functional.pad(places, (0, spare))
    states = embedded(pieces, places)
    for layer in layers:
        states = layer(states, lengths, bias)
    padded = states.new_zeros(*ids.shape, states.shape[-1])
    padded[held] = states[: int(held.sum())]
    return padded


def keys_seen(mask: torch.Tensor) -> torch.Tensor | None:
    """Return an attention mask, int64 [n, length], as attention takes it: None where nothing is padding."""
    return None if bool(mask.all()) else mask.bool()[:, None, None, :]


def load_tensors(
    folder: Path, pattern: str, dtype: torch.dtype, device: torch.device | None = None
) -> dict[str, torch.Tensor]:
    """Read the tensors of all files that match, as `dtype`, onto a device."""
    files = [load_file(path) for path in sorted(folder.glob(pattern))]
    return {name: tensor.to(device, dtype) for tensors in files for name, tensor in tensors.items()}
