"""The stages of training: the pointer on the encoder, its refinement, then the decoder on the encoder as it stands."""

from dataclasses import dataclass
from typing import Literal

import torch
from torch import nn
from transformers import BartForConditionalGeneration
from transformers.modeling_outputs import BaseModelOutput

from training.examples.batch import CLS, Batch
from training.model.loss import alignment_loss, likelihood_loss, pointer_loss
from training.model.reader_model import Dropout, encode

StageName = Literal["pointer", "refine", "decoder"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Constants of a stage: peak learning rates, shares of wrong passages and of perturbed questions among those
    with an answer, longest passage early and late, how many of the lowest encoder layers stay as they are, and whether
    the stage ends halfway back to where it began.
    """

    rate: float
    head_rate: float
    wrong: float
    perturbed: float
    early_length: int
    late_length: int
    frozen: int = 0
    averaged: bool = False


RECIPES: dict[StageName, Recipe] = {
    "pointer": Recipe(rate=2.5e-4, head_rate=1e-3, wrong=0.4, perturbed=0.15, early_length=150, late_length=230),
    "refine": Recipe(
        rate=1e-4,
        head_rate=3e-4,
        wrong=0.7,
        perturbed=0.3,
        early_length=120,
        late_length=180,
        frozen=3,
        averaged=True,
    ),
    "decoder": Recipe(rate=5e-4, head_rate=1e-3, wrong=0.2, perturbed=0.15, early_length=110, late_length=200),
}


class Pointer:
    """Trains the encoder and the span head; the word embeddings stay, so that words unseen here keep their sense."""

    def __init__(self, reader: BartForConditionalGeneration, head: nn.Linear, recipe: Recipe) -> None:
        self._encoder = reader.model.encoder
        self._head = head
        reader.model.shared.weight.requires_grad_(False)
        if recipe.frozen:
            # What comes before the lowest layer that learns needs no backward pass.
            self._encoder.embed_positions.requires_grad_(False)
            self._encoder.layernorm_embedding.requires_grad_(False)
            for layer in self._encoder.layers[: recipe.frozen]:
                layer.requires_grad_(False)
        encoder = [weight for weight in self._encoder.parameters() if weight.requires_grad]
        self.groups = [(encoder, recipe.rate), (list(head.parameters()), recipe.head_rate)]
        self._dropout = Dropout(0.1, head.weight.device, head.weight.dtype)

    def loss(self, batch: Batch) -> torch.Tensor:
        """Return the pointer's loss on start plus end, plus that of the verdicts."""
        logits = self._head(encode(self._encoder, batch.ids, batch.mask, self._dropout))
        return pointer_loss(logits, batch)


class Decoder:
    """Trains the decoder to say the answer's own word pieces; the encoder is left as the pointer made it."""

    def __init__(self, reader: BartForConditionalGeneration, recipe: Recipe) -> None:
        self._reader = reader
        reader.requires_grad_(False)
        decoder = reader.model.decoder
        cross = [weight for name, weight in decoder.named_parameters() if "encoder_attn" in name]
        rest = [
            weight
            for name, weight in decoder.named_parameters()
            if "encoder_attn" not in name and "embed_tokens" not in name
        ]
        for weight in (*cross, *rest):
            weight.requires_grad_(True)
        self.groups = [(rest, recipe.rate), (cross, recipe.head_rate)]

    def loss(self, batch: Batch) -> torch.Tensor:
        """Return the loss per word piece plus half the alignment loss, over the rows with something to be said."""
        answered = (batch.targets[:, 0] >= 0).nonzero()[:, 0]
        if not len(answered):
            return torch.zeros((), requires_grad=True)
        ids, mask = batch.ids[answered], batch.mask[answered]
        targets, copied = batch.targets[answered], batch.copied[answered]
        with torch.no_grad():
            states = encode(self._reader.model.encoder, ids, mask, None)
        given = torch.roll(targets, 1, dims=1).clamp(min=0)
        given[:, 0] = CLS
        output = self._reader(
            encoder_outputs=BaseModelOutput(last_hidden_state=states),
            attention_mask=mask,
            decoder_input_ids=given,
            output_attentions=True,
        )
        looked = output.cross_attentions[-1]
        return likelihood_loss(output.logits, targets) + 0.5 * alignment_loss(looked, copied)
