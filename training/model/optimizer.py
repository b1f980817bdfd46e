"""The optimizer: AdamW over float32 copies of weights that may be used in bfloat16."""

from collections.abc import Iterable, Mapping
from typing import Any

import torch
from torch import nn

from embeddings.encoding.processor import multiplies_bfloat16


class MasterAdamW:
    """AdamW that keeps a float32 master of every weight, since bfloat16 rounds small updates away."""

    def __init__(self, groups: Iterable[tuple[list[nn.Parameter], float]]) -> None:
        """Take (weights, peak learning rate) pairs; `masters` are in their order."""
        self._live: list[nn.Parameter] = []
        self.masters: list[torch.Tensor] = []
        settings = []
        for weights, rate in groups:
            masters = [weight.detach().float().clone() for weight in weights]
            self._live += weights
            self.masters += masters
            settings.append({"params": masters, "lr": rate, "peak": rate})
        self._adam = torch.optim.AdamW(settings, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def step(self, factor: float) -> None:
        """Clip to norm 1, update at `factor` times the peak rates, and clear the gradients."""
        for master, weight in zip(self.masters, self._live, strict=True):
            master.grad = weight.grad.float() if weight.grad is not None else None
            weight.grad = None
        nn.utils.clip_grad_norm_(self.masters, 1.0)
        for group in self._adam.param_groups:
            group["lr"] = group["peak"] * factor
        self._adam.step()
        with torch.no_grad():
            for master, weight in zip(self.masters, self._live, strict=True):
                weight.copy_(master)

    def state_dict(self) -> dict[str, Any]:
        """Return masters and moments."""
        return {"masters": self.masters, "adam": self._adam.state_dict()}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Take up masters and moments where `state_dict` left them."""
        self._adam.load_state_dict(state["adam"])
        with torch.no_grad():
            for master, weight, saved in zip(self.masters, self._live, state["masters"], strict=True):
                master.copy_(saved)
                weight.copy_(saved)


def precision(device: torch.device) -> torch.dtype:
    """Return bfloat16 for a GPU and for processors that multiply it in hardware, float32 for others."""
    return torch.bfloat16 if device.type == "cuda" or multiplies_bfloat16() else torch.float32


def factor(progress: float, steps: int) -> float:
    """Return the share of the peak rates at this progress (0..1): up over 200 steps, then falling to a hundredth."""
    return min(1.0, (steps + 1) / 200) * max(0.01, 1 - progress)
