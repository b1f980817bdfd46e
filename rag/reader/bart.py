"""BART in plain torch: what reading asks of `BartForConditionalGeneration`, without the import of transformers."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from torch.nn import functional

from embeddings.encoding.int8 import Int8
from embeddings.encoding.layers import Affine, Attention, Layer, Product, Tensors, encode, keys_seen, load_tensors
from embeddings.encoding.loading import loading

# The table of positions begins with two rows that no position has.
_UNUSED = 2
_EPSILON = 1e-5

Memory = tuple[torch.Tensor, torch.Tensor]


@dataclass(slots=True)
class Past:
    """What each decoder layer remembers: keys and values of the encoder's states, and of the pieces so far."""

    encoded: list[Memory]
    pieces: dict[int, Memory] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Return how many pieces there are so far."""
        return self.pieces[0][0].shape[2] if self.pieces else 0

    def go_on(self, layer: int, pieces: Memory) -> Memory:
        """Add pieces to those that a layer remembers; return all of them."""
        if layer in self.pieces:
            (keys, values), (more_keys, more_values) = self.pieces[layer], pieces
            pieces = torch.cat([keys, more_keys], dim=2), torch.cat([values, more_values], dim=2)
        self.pieces[layer] = pieces
        return pieces

    def batch_select_indices(self, rows: torch.Tensor) -> None:
        """Go on with these rows alone, in this order."""
        self.encoded = [(keys[rows], values[rows]) for keys, values in self.encoded]
        self.pieces = {layer: (keys[rows], values[rows]) for layer, (keys, values) in self.pieces.items()}


@dataclass(frozen=True, slots=True)
class DecoderLayer:
    """A layer that between attention and the rest looks at the encoder's states too."""

    own: Layer
    across: Attention
    across_norm: Affine

    def __call__(
        self, states: torch.Tensor, pieces: Memory, causal: torch.Tensor, encoded: Memory, seen: torch.Tensor | None
    ) -> torch.Tensor:
        """Return the states [n, pieces, d] of the next layer."""
        states = self.own.attention_norm.normed(states + self.own.attention(states, pieces, causal), _EPSILON)
        return self.own.widen(self.across_norm.normed(states + self.across(states, encoded, seen), _EPSILON))


class Bart:
    """Encodes and decodes by the calls of transformers' model, to the same numbers; that one is loaded to generate."""

    def __init__(self, folder: Path, dtype: torch.dtype, *, whole_numbers: bool = False) -> None:
        """Load configuration and weights from a folder; with `whole_numbers` the encoder multiplies in int8."""
        self.config = SimpleNamespace(**json.loads((folder / "config.json").read_bytes()))
        self.generation_config = SimpleNamespace(forced_bos_token_id=None)
        self._folder, self._dtype = folder, dtype
        tensors = load_tensors(folder, "model*.safetensors", dtype)
        self._bias = tensors["final_logits_bias"]
        self._embed = {side: _Embedding.of(tensors, side) for side in ("encoder", "decoder")}
        product = _rounded if whole_numbers else Affine.of
        self._encoder = [
            _layer(tensors, f"model.encoder.layers.{number}", self.config.encoder_attention_heads, product)
            for number in range(self.config.encoder_layers)
        ]
        self._decoder = [
            _decoder_layer(tensors, f"model.decoder.layers.{number}", self.config.decoder_attention_heads)
            for number in range(self.config.decoder_layers)
        ]

    @staticmethod
    def fits(folder: Path) -> bool:
        """Tell whether the folder's model is a BART of the form that is computed here."""
        config = json.loads((folder / "config.json").read_bytes())
        form = {"model_type": "bart", "activation_function": "gelu", "scale_embedding": False}
        return {name: config.get(name) for name in form} == form

    def get_encoder(self) -> Callable[..., Any]:
        """Return what turns `input_ids` and `attention_mask`, int64 [n, length], into a `last_hidden_state`."""
        return self._encode

    def __call__(
        self,
        *,
        encoder_outputs: tuple[torch.Tensor],
        attention_mask: torch.Tensor,
        decoder_input_ids: torch.Tensor,
        past_key_values: Past | None = None,
        **_: Any,
    ) -> Any:
        """Return `logits` [n, pieces, vocabulary] of what follows each piece, and `past_key_values` to go on from."""
        past = past_key_values or Past(encoded=[one.across.remembered(encoder_outputs[0]) for one in self._decoder])
        before, length = past.length, decoder_input_ids.shape[1]
        states = self._embed["decoder"](decoder_input_ids, torch.arange(before, before + length))
        causal = torch.ones(length, before + length, dtype=torch.bool).tril(before)
        seen = keys_seen(attention_mask)
        for number, layer in enumerate(self._decoder):
            pieces = past.go_on(number, layer.own.attention.remembered(states))
            states = layer(states, pieces, causal, past.encoded[number], seen)
        logits = functional.linear(states, self._embed["decoder"].words) + self._bias
        return SimpleNamespace(logits=logits, past_key_values=past)

    def generate(self, **wanted: Any) -> torch.Tensor:
        """Generate as transformers' model does."""
        generated: torch.Tensor = self.whole.generate(**wanted)
        return generated

    @cached_property
    def whole(self) -> Any:
        """The model as transformers has it, loaded when it is first asked for."""
        from transformers import BartForConditionalGeneration

        with loading():
            model: Any = BartForConditionalGeneration.from_pretrained(
                self._folder, local_files_only=True, dtype=torch.float32
            )
        return model.to(self._dtype).eval().requires_grad_(False)

    def _encode(self, *, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Any:
        states = encode(self._embed["encoder"], self._encoder, input_ids, attention_mask)
        return SimpleNamespace(last_hidden_state=states)


@dataclass(frozen=True, slots=True)
class _Embedding:
    words: torch.Tensor
    places: torch.Tensor
    norm: Affine

    @classmethod
    def of(cls, tensors: Tensors, side: str) -> "_Embedding":
        places = tensors[f"model.{side}.embed_positions.weight"]
        return cls(tensors["model.shared.weight"], places, Affine.of(tensors, f"model.{side}.layernorm_embedding"))

    def __call__(self, ids: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        return self.norm.normed(self.words[ids] + self.places[_UNUSED + places], _EPSILON)


def _rounded(tensors: Tensors, name: str) -> Int8:
    return Int8.rounded(Affine.of(tensors, name))


def _decoder_layer(tensors: Tensors, name: str, heads: int) -> DecoderLayer:
    across = _attention(tensors, f"{name}.encoder_attn", heads)
    return DecoderLayer(_layer(tensors, name, heads), across, Affine.of(tensors, f"{name}.encoder_attn_layer_norm"))


def _layer(tensors: Tensors, name: str, heads: int, product: Callable[[Tensors, str], Product] = Affine.of) -> Layer:
    return Layer(
        _attention(tensors, f"{name}.self_attn", heads, product),
        Affine.of(tensors, f"{name}.self_attn_layer_norm"),
        product(tensors, f"{name}.fc1"),
        product(tensors, f"{name}.fc2"),
        Affine.of(tensors, f"{name}.final_layer_norm"),
        _EPSILON,
    )


def _attention(
    tensors: Tensors, name: str, heads: int, product: Callable[[Tensors, str], Product] = Affine.of
) -> Attention:
    query, key, value, out = (product(tensors, f"{name}.{part}") for part in ("q_proj", "k_proj", "v_proj", "out_proj"))
    return Attention(query, key, value, out, heads)
