"""Int8: matrices of whole numbers, whose products take half the time of those of floats, and a quarter of the memory.

States are rounded to eight bits as they come, each row between its own lowest and highest number (dynamic
quantisation), weights by rows to seven: processors without VNNI add products in pairs of sixteen bits, which more would
overflow, and so the numbers are the same on all.
"""

import platform
from dataclasses import dataclass

import torch

from embeddings.encoding.layers import Affine, Tensors

_MOST, _MOST_MULTIPLIED, _MOST_OF_STATES = 127, 64, 255
# Elsewhere torch has no fast product of whole numbers.
FAST = platform.machine() in ("x86_64", "AMD64") and torch._C._has_mkldnn


@dataclass(frozen=True, slots=True)
class Int8:
    """A matrix as oneDNN keeps it; for each of its rows the size of a step, the sum, and what is added, float32 [out].

    torch's own product of int8 matrices (`torch._int_mm`) takes thirty times as long as one of floats on processors
    without AVX-512, so oneDNN's is called, which is fast with AVX2 alone.
    """

    packed: torch.Tensor
    steps: torch.Tensor
    sums: torch.Tensor
    bias: torch.Tensor

    @classmethod
    def rounded(cls, affine: Affine) -> "Int8":
        """Round a matrix of floats, [out, in]."""
        weight, steps = rounded(affine.weight.float(), _MOST_MULTIPLIED)
        return cls._packed(weight, steps[:, 0].contiguous(), affine.bias.float())

    @classmethod
    def of(cls, tensors: Tensors, name: str) -> "Int8 | Affine":
        """Take it from `NAME.weight`, `NAME.steps` and `NAME.bias`; as floats where those are faster."""
        weight, steps, bias = (tensors[f"{name}.{part}"] for part in ("weight", "steps", "bias"))
        if not FAST:
            return Affine(weight * steps[:, None], bias.float())
        # Each row has eight bits with the largest at their end: going by way of floats would take thrice as long.
        fewer = (weight * (_MOST_MULTIPLIED / _MOST)).round_().to(torch.int8)
        return cls._packed(fewer, steps * (_MOST / _MOST_MULTIPLIED), bias.float())

    @classmethod
    def _packed(cls, weight: torch.Tensor, steps: torch.Tensor, bias: torch.Tensor) -> "Int8":
        matrix = torch.ops.onednn.qlinear_prepack(weight, None)
        # torch's own sum would copy the matrix to wider numbers, and that memory would stay.
        sums = _product(torch.ones(1, weight.shape[1], dtype=torch.uint8), matrix, steps)[0]
        return cls(matrix, steps, sums, bias)

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        """Multiply and add, states [n, in] to [n, out] of the same kind of float."""
        states, kind = states.float(), states.dtype
        # Twenty times as fast as `aminmax`.
        lowest, highest = states.amin(1, keepdim=True), states.amax(1, keepdim=True)
        steps = (highest - lowest).clamp_(min=torch.finfo(torch.float32).tiny).div_(_MOST_OF_STATES)
        whole = (states - lowest).div_(steps).round_().to(torch.uint8)
        product = _product(whole, self.packed, self.steps)
        return torch.addcmul(self.bias, product, steps).addcmul_(lowest, self.sums).to(kind)


def rounded(rows: torch.Tensor, most: int = _MOST) -> tuple[torch.Tensor, torch.Tensor]:
    """Return rows, float32 [n, d], as whole numbers int8 [n, d] up to `most`, and their steps, float32 [n, 1]."""
    steps = rows.abs().amax(1, keepdim=True).clamp_(min=torch.finfo(torch.float32).tiny).div_(most)
    return (rows / steps).round_().to(torch.int8), steps


def _product(whole: torch.Tensor, packed: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """Return the products, float32 [n, out], of whole numbers, uint8 [n, in], with a packed matrix."""
    product: torch.Tensor = torch.ops.onednn.qlinear_pointwise(
        # Each with the size of its step and its zero; those of the numbers are applied row by row later.
        *(whole, 1.0, 0),
        *(packed, steps, torch.zeros(len(steps), dtype=torch.int32)),
        # Nothing added, and floats as they are.
        *(None, 1.0, 0, torch.float32, "none", [], ""),
    )
    return product
