"""The likelihood: the seq2seq model's exact log-probability of chosen answers, by teacher forcing."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from rag.log_odds import log_odds
from rag.reader.checkpoint import Checkpoint

# Targets are forced in groups of like length: a batch is as long as its longest target, and each position costs a
# product with the whole vocabulary.
_GROUP = 12


@dataclass(frozen=True, slots=True)
class Forced:
    """A target's log-probabilities, natural logarithm, float32 [length of the target] each.

    `pieces[t]` is that of piece t after those before it, `stops[t]` that of ending right after piece t.
    """

    pieces: torch.Tensor
    stops: torch.Tensor

    def total(self, count: int) -> float:
        """Log-probability of the target's first `count` pieces, at least one, and then the end."""
        return float(self.pieces[:count].sum() + self.stops[count - 1])


class Decoder:
    """The first decoder step over a batch of encoded rows, from which any continuation can be scored."""

    def __init__(self, checkpoint: Checkpoint, states: torch.Tensor, mask: torch.Tensor) -> None:
        """Run the first step for encoder states [n, length, d] and their attention mask [n, length]."""
        self._model = checkpoint.model
        self._states = states
        self._mask = mask
        settings = checkpoint.model.generation_config
        config = checkpoint.model.config
        self._end: int = config.eos_token_id
        self._pad: int = config.pad_token_id
        prefix = [config.decoder_start_token_id]
        if settings.forced_bos_token_id is not None:
            prefix.append(settings.forced_bos_token_id)
        output = self._model(
            encoder_outputs=(states,),
            attention_mask=mask,
            decoder_input_ids=torch.tensor([prefix]).expand(len(states), -1),
            use_cache=True,
        )
        self._past = output.past_key_values
        self.first: torch.Tensor = output.logits[:, -1].float().log_softmax(-1)
        """Log-probability of each word piece as the first of the answer, float32 [n, vocabulary]."""

    @property
    def written(self) -> list[float]:
        """Log-odds of each row that the model writes anything before it ends."""
        return [-log_odds(silent) for silent in self.first[:, self._end].tolist()]

    def force(self, rows: Sequence[int], targets: Sequence[Sequence[int]]) -> list[Forced]:
        """Score target k, a non-empty sequence of word pieces, as the answer of row `rows[k]`; in the order given."""
        order = sorted(range(len(targets)), key=lambda k: len(targets[k]))
        scored: dict[int, Forced] = {}
        for begin in range(0, len(order), _GROUP):
            group = order[begin : begin + _GROUP]
            forced = self._force(torch.tensor([rows[k] for k in group]), [targets[k] for k in group])
            scored.update(zip(group, forced, strict=True))
        return [scored[k] for k in range(len(targets))]

    def _force(self, rows: torch.Tensor, targets: Sequence[Sequence[int]]) -> list[Forced]:
        ids = torch.full((len(targets), max(map(len, targets))), self._pad)
        for index, target in enumerate(targets):
            ids[index, : len(target)] = torch.tensor(target)
        # The cross-attention keys and values of the first step are copied per target instead of computed again.
        past = copy.deepcopy(self._past)
        past.batch_select_indices(rows)
        logits = self._model(
            encoder_outputs=(self._states[rows],),
            attention_mask=self._mask[rows],
            decoder_input_ids=ids,
            past_key_values=past,
            use_cache=True,
        ).logits.float()
        norms = logits.logsumexp(-1)
        stops = logits[..., self._end] - norms
        first = self.first[rows, ids[:, 0]].unsqueeze(1)
        later = logits[:, :-1].gather(-1, ids[:, 1:].unsqueeze(-1)).squeeze(-1) - norms[:, :-1]
        pieces = torch.cat([first, later], dim=1)
        return [
            Forced(pieces=pieces[index, : len(target)], stops=stops[index, : len(target)])
            for index, target in enumerate(targets)
        ]
