"""The export: trained weights as a float16 checkpoint that `AutoModelForSeq2SeqLM` loads, with the span head beside."""

from pathlib import Path
from typing import cast

import torch
from safetensors.torch import save_file
from torch import nn
from transformers import AutoTokenizer, BartForConditionalGeneration


def export(reader: BartForConditionalGeneration, head: nn.Linear, tokenizer: Path, folder: Path) -> None:
    """Write config, tokenizer, shards of under 15 MB (one tensor, the word embeddings, is larger) and the span head."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.safetensors"):
        old.unlink()
    cast(nn.Module, reader).to(torch.float16)
    reader.save_pretrained(folder, max_shard_size="14MB")
    save_file({name: weight.detach().half().cpu() for name, weight in _head(head)}, folder / "span_head.safetensors")
    for weights in folder.glob("*.safetensors"):
        # They are written readable to their owner alone.
        weights.chmod(0o644)
    pieces = AutoTokenizer.from_pretrained(tokenizer, local_files_only=True)
    # The embedding model cuts and pads to lengths of its own, which are not the reader's.
    pieces.backend_tokenizer.no_truncation()
    pieces.backend_tokenizer.no_padding()
    pieces.save_pretrained(folder)


def _head(head: nn.Linear) -> list[tuple[str, torch.Tensor]]:
    return [("weight", head.weight), ("bias", head.bias)]
