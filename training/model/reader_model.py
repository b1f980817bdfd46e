"""The reader under training: a BART grown from a MiniLM encoder, with a linear span head."""

from collections.abc import Sequence
from typing import cast

import torch
from torch.nn import functional
from transformers import BartConfig, BartForConditionalGeneration, BertModel
from transformers.models.bart.modeling_bart import BartAttention, BartDecoderLayer, BartEncoder, BartEncoderLayer
from transformers.models.bert.modeling_bert import BertLayer

POSITION_OFFSET = 2
DECODER_LAYERS = 2
# Of the head on the encoder's states: where an answer starts, where it ends, and at position 0 the log-odds of "yes".
HEAD_ROWS = 3


def grow(bert: BertModel) -> BartForConditionalGeneration:
    """Map a BERT encoder onto a BART encoder exactly, and start the decoder from its layers.

    Both are post-LayerNorm with learned positions; BERT's token-type-0 vector is added to the positions. The decoder's
    self-attention and feed-forward come from encoder layers spread over the depth. Its cross-attention adds what it
    attends to as it is (identity value and output projections, small random queries and keys), so that copying is
    learned early.
    """
    source = bert.config
    config = BartConfig(
        vocab_size=source.vocab_size,
        d_model=source.hidden_size,
        encoder_layers=source.num_hidden_layers,
        decoder_layers=DECODER_LAYERS,
        encoder_attention_heads=source.num_attention_heads,
        decoder_attention_heads=source.num_attention_heads,
        encoder_ffn_dim=source.intermediate_size,
        decoder_ffn_dim=source.intermediate_size,
        max_position_embeddings=source.max_position_embeddings,
        scale_embedding=False,
        pad_token_id=0,
        bos_token_id=101,
        eos_token_id=102,
        forced_eos_token_id=102,
        decoder_start_token_id=101,
    )
    reader = BartForConditionalGeneration(config)
    width = reader.model.shared.embedding_dim
    layers = cast(Sequence[BertLayer], bert.encoder.layer)
    with torch.no_grad():
        words = bert.embeddings
        reader.model.shared.weight.copy_(words.word_embeddings.weight)
        positions = words.position_embeddings.weight + words.token_type_embeddings.weight[0]
        for side in (reader.model.encoder, reader.model.decoder):
            side.embed_positions.weight[POSITION_OFFSET:].copy_(positions)
            side.layernorm_embedding.load_state_dict(words.LayerNorm.state_dict())
        for target, layer in zip(reader.model.encoder.layers, layers, strict=True):
            _copy_layer(layer, target)
        for number, target in enumerate(reader.model.decoder.layers, start=1):
            _copy_layer(layers[number * len(layers) // DECODER_LAYERS - 1], target)
            cross = target.encoder_attn
            for projection in (cross.v_proj, cross.out_proj):
                projection.weight.copy_(torch.eye(width))
                projection.bias.zero_()
    return reader


def _copy_layer(layer: BertLayer, target: BartEncoderLayer | BartDecoderLayer) -> None:
    attention = layer.attention
    target.self_attn.q_proj.load_state_dict(attention.self.query.state_dict())
    target.self_attn.k_proj.load_state_dict(attention.self.key.state_dict())
    target.self_attn.v_proj.load_state_dict(attention.self.value.state_dict())
    target.self_attn.out_proj.load_state_dict(attention.output.dense.state_dict())
    target.self_attn_layer_norm.load_state_dict(attention.output.LayerNorm.state_dict())
    target.fc1.load_state_dict(layer.intermediate.dense.state_dict())
    target.fc2.load_state_dict(layer.output.dense.state_dict())
    target.final_layer_norm.load_state_dict(layer.output.LayerNorm.state_dict())


class Dropout:
    """Dropout that reads its mask from a pool of random numbers drawn once, each time at another place.

    Drawing fresh random numbers takes a fifth of a training step on a CPU; reading them costs next to nothing.
    """

    def __init__(self, rate: float, device: torch.device, dtype: torch.dtype, *, pool: int = 1 << 25) -> None:
        keep = torch.rand(pool, device=device) >= rate
        self._pool = (keep.float() / (1 - rate)).to(dtype)

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        """Return `states` with entries zeroed at the rate and the others scaled up to keep the mean."""
        place = int(torch.randint(self._pool.numel() - states.numel(), ()))
        return states * self._pool[place : place + states.numel()].view(states.shape)


def encode(encoder: BartEncoder, ids: torch.Tensor, mask: torch.Tensor, dropout: Dropout | None) -> torch.Tensor:
    """Run a BART encoder as its own `forward` does, leaner: [n, t] -> [n, t, width]."""
    words = functional.embedding(ids, encoder.embed_tokens.weight)
    states = words + encoder.embed_positions.weight[POSITION_OFFSET : POSITION_OFFSET + ids.shape[1]]
    states = encoder.layernorm_embedding(states)
    if dropout:
        states = dropout(states)
    bias = torch.zeros(mask.shape, dtype=states.dtype, device=states.device)
    bias = bias.masked_fill(~mask, -1e4)[:, None, None, :]
    for layer in cast(Sequence[BartEncoderLayer], encoder.layers):
        attended = _self_attention(layer.self_attn, states, bias)
        states = layer.self_attn_layer_norm(states + (dropout(attended) if dropout else attended))
        fed = layer.fc2(functional.gelu(layer.fc1(states)))
        states = layer.final_layer_norm(states + (dropout(fed) if dropout else fed))
    return states


def _self_attention(attention: BartAttention, states: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    projections = (attention.q_proj, attention.k_proj, attention.v_proj)
    weight = torch.cat([projection.weight for projection in projections])
    shift = torch.cat([projection.bias for projection in projections])
    size, length, width = states.shape
    heads, depth = attention.num_heads, width // attention.num_heads
    mixed = functional.linear(states, weight, shift).view(size, length, 3, heads, depth)
    query, key, value = mixed.permute(2, 0, 3, 1, 4)
    # Written out: on a CPU the fused kernel's backward pass takes twice as long as these two products.
    looks = torch.softmax(query @ key.transpose(-1, -2) * depth**-0.5 + bias, dim=-1)
    attended = (looks @ value).transpose(1, 2).reshape(size, length, width)
    result: torch.Tensor = attention.out_proj(attended)
    return result
