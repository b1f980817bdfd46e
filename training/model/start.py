"""The start: the weights of an exported reader, from which training goes on."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from transformers import BartForConditionalGeneration


def take_up(folder: Path, reader: BartForConditionalGeneration, head: nn.Linear) -> None:
    """Load an exported reader's weights; rows that its head lacks keep what they are."""
    exported = BartForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
    reader.load_state_dict(exported.state_dict())
    with torch.no_grad():
        for name, weight in load_file(folder / "span_head.safetensors").items():
            getattr(head, name)[: len(weight)].copy_(weight)
