"""Int8: matrices of whole numbers, whose products take a half to a quarter of the time of those of floats.

Weights are rounded by rows, states as they come, each row by its own largest number (dynamic quantisation).
"""

import platform
from dataclasses import dataclass

import torch

from embeddings.encoding.layers import Affine, Tensors

_MOST = 127
# Elsewhere torch has no fast product of whole numbers.
FAST = platform.machine() in ("x86_64", "AMD64")


@dataclass(frozen=True, slots=True)
class Int8:
    """A matrix, int8 [out, in], the size of a step in each row, float32 [out], and what is added, float32 [out]."""

    weight: torch.Tensor
    steps: torch.Tensor
    bias: torch.Tensor

    @classmethod
    def rounded(cls, affine: Affine) -> "Int8":
        """Round a matrix of floats."""
        weight, steps = rounded(affine.weight.float())
        return cls(weight, steps[:, 0], affine.bias.float())

    @classmethod
    def of(cls, tensors: Tensors, name: str) -> "Int8 | Affine":
        """Take the three from `NAME.weight`, `NAME.steps` and `NAME.bias`; as floats where those are faster."""
        whole = cls(tensors[f"{name}.weight"], tensors[f"{name}.steps"], tensors[f"{name}.bias"])
        return whole if FAST else Affine(whole.weight * whole.steps[:, None], whole.bias)

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        """Multiply and add, states [n, in] to [n, out] of the same kind of float."""
        whole, steps = rounded(states.float())
        product = torch._int_mm(whole, self.weight.t()).float()
        return product.mul_(steps).mul_(self.steps).add_(self.bias).to(states.dtype)


def rounded(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return rows, float32 [n, d], as whole numbers int8 [n, d], and the size of a step in each, float32 [n, 1]."""
    steps = rows.abs().amax(1, keepdim=True).clamp_(min=torch.finfo(torch.float32).tiny).div_(_MOST)
    return (rows / steps).round_().to(torch.int8), steps
