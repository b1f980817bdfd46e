"""MPNet in plain torch: BERT whose attention knows how far apart places are (Song et al. 2020, arXiv 2004.09297)."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file

from embeddings.encoding.int8 import Int8
from embeddings.encoding.layers import Affine, Attention, Layer, Tensors, encode

_EPSILON = 1e-5


class MPNet:
    """Scores word pieces, in the numbers of BERT's vocabulary, from weights that `training.verifier` exported."""

    def __init__(self, folder: Path) -> None:
        """Load configuration and weights from a folder."""
        config = json.loads((folder / "config.json").read_bytes())
        tensors: dict[str, torch.Tensor] = {}
        for path in sorted(folder.glob("model*.safetensors")):
            tensors |= load_file(path)
        self._words, self._steps = tensors["words.weight"], tensors["words.steps"]
        self._places = tensors["places.weight"].float()
        self._norm = _floats(tensors, "norm")
        # What each head adds where it looks so many places back or on, [heads, 2 * longest - 1], farthest back first.
        self._distances = tensors["distances.weight"].float()
        self._layers = [_layer(tensors, f"layers.{number}", config["heads"]) for number in range(config["layers"])]
        self._head = _floats(tensors, "head")
        self.longest: int = (self._distances.shape[1] + 1) // 2
        """Word pieces that a row may have."""

    def __call__(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return logits of start, end and yes, float32 [n, length, 3], for ids and mask, int64 [n, length]."""
        places = torch.arange(ids.shape[1])
        apart = places[None, :] - places[:, None] + self.longest - 1
        return self._head(encode(self._embedded, self._layers, ids, mask, self._distances[:, apart]))

    def _embedded(self, ids: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        words = self._words[ids] * self._steps[ids, None]
        return self._norm.normed(words + self._places[places], _EPSILON)


def _layer(tensors: Tensors, name: str, heads: int) -> Layer:
    query, key, value, out = (Int8.of(tensors, f"{name}.{part}") for part in ("query", "key", "value", "out"))
    return Layer(
        Attention(query, key, value, out, heads),
        _floats(tensors, f"{name}.attention_norm"),
        Int8.of(tensors, f"{name}.widened"),
        Int8.of(tensors, f"{name}.narrowed"),
        _floats(tensors, f"{name}.norm"),
        _EPSILON,
    )


def _floats(tensors: Tensors, name: str) -> Affine:
    return Affine(tensors[f"{name}.weight"].float(), tensors[f"{name}.bias"].float())
