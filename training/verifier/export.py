"""The export: a trained verifier in whole numbers, in the names and the vocabulary that the product reads it by."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from embeddings.encoding.int8 import rounded
from rag.verifier.window import LENGTH
from training.examples.batch import QUESTION_PIECES, TITLE_PIECES
from training.verifier.model import SpanMPNet, own_pieces

# Of one file; what installs packages and keeps repositories dislikes larger ones.
_SHARD_BYTES = 24_000_000
# Question, headline and window with their marks, a little more than needed.
_LONGEST = QUESTION_PIECES + TITLE_PIECES + LENGTH + 10


def export(verifier: SpanMPNet, vocabulary: int, folder: Path) -> None:
    """Write config and weights, matrices as int8 with a step for each row, all else as float16."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("model*.safetensors"):
        old.unlink()
    encoder: Any = verifier.encoder
    layers = encoder.encoder.layer
    words = encoder.embeddings.word_embeddings.weight[own_pieces(torch.arange(vocabulary))]
    first = encoder.embeddings.padding_idx + 1
    middle = encoder.encoder.compute_position_bias(torch.zeros(1, 2 * _LONGEST - 1, 1))[0, :, _LONGEST - 1]
    tensors = {
        **_matrix("words", words),
        "places.weight": encoder.embeddings.position_embeddings.weight[first : first + _LONGEST],
        "distances.weight": middle,
        **_affine("norm", encoder.embeddings.LayerNorm),
        **_affine("head", verifier.head),
    }
    for number, layer in enumerate(layers):
        attention = layer.attention
        for name, part in (
            ("query", attention.attn.q),
            ("key", attention.attn.k),
            ("value", attention.attn.v),
            ("out", attention.attn.o),
            ("widened", layer.intermediate.dense),
            ("narrowed", layer.output.dense),
        ):
            tensors |= {**_matrix(f"layers.{number}.{name}", part.weight), f"layers.{number}.{name}.bias": part.bias}
        tensors |= _affine(f"layers.{number}.attention_norm", attention.LayerNorm)
        tensors |= _affine(f"layers.{number}.norm", layer.output.LayerNorm)
    config = {"layers": len(layers), "heads": layers[0].attention.attn.num_attention_heads}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    places: dict[str, str] = {}
    for number, shard in enumerate(_shards(tensors), start=1):
        path = folder / f"model-{number:05d}.safetensors"
        save_file(shard, path)
        # They are written readable to their owner alone.
        path.chmod(0o644)
        places |= dict.fromkeys(shard, path.name)
    index = {"metadata": {}, "weight_map": places}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")


def _matrix(name: str, weight: torch.Tensor) -> dict[str, torch.Tensor]:
    whole, steps = rounded(weight.detach().float())
    return {f"{name}.weight": whole, f"{name}.steps": steps[:, 0].contiguous()}


def _affine(name: str, part: Any) -> dict[str, torch.Tensor]:
    return {f"{name}.weight": part.weight, f"{name}.bias": part.bias}


def _shards(tensors: dict[str, torch.Tensor]) -> list[dict[str, torch.Tensor]]:
    shards: list[dict[str, torch.Tensor]] = [{}]
    size = 0
    for name, tensor in tensors.items():
        # Steps are few, and half of their digits are too few.
        kept = tensor if tensor.dtype == torch.int8 or name.endswith(".steps") else tensor.detach().half()
        size += kept.nbytes
        if size > _SHARD_BYTES and shards[-1]:
            shards.append({})
            size = kept.nbytes
        shards[-1][name] = kept.contiguous()
    return shards
