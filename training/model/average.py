"""The average of the weights before and after a stage: it keeps what the first knew and has what the second learned.

Wortsman et al., "Robust fine-tuning of zero-shot models" (CVPR 2022).
"""

from typing import Any

import torch
from torch import nn

FILE = "average.pt"


def weights(reader: nn.Module, head: nn.Module) -> dict[str, Any]:
    """Return copies of the weights of both, in float32."""
    parts = {"reader": reader, "head": head}
    return {
        part: {
            name: weight.detach().to("cpu", torch.float32, copy=True) for name, weight in module.state_dict().items()
        }
        for part, module in parts.items()
    }


def set_weights(reader: nn.Module, head: nn.Module, given: dict[str, Any]) -> None:
    """Give both, in place, the weights that `weights` returned."""
    reader.load_state_dict(given["reader"])
    head.load_state_dict(given["head"])


def halfway(reader: nn.Module, head: nn.Module, before: dict[str, Any]) -> None:
    """Set the weights of both, in place, halfway between `before` and where they are; they come out in float32."""
    after = weights(reader, head)
    for part, module in (("reader", reader), ("head", head)):
        module.float()
        module.load_state_dict({name: (before[part][name] + weight) / 2 for name, weight in after[part].items()})
