"""The score on dev passages while training runs: exact match and F1 of the pointer alone."""

from collections.abc import Sequence

import torch
from torch import nn
from transformers import BartForConditionalGeneration

from benchmarks.squad_metrics import exact_match, f1
from training.batch import CLS, QUESTION_PIECES, SEP
from training.example import Example
from training.reader_model import encode

LONGEST_ANSWER = 24


@torch.inference_mode()
def dev_score(
    reader: BartForConditionalGeneration, head: nn.Linear, examples: Sequence[Example]
) -> tuple[float, float]:
    """Return mean exact match and F1 (0..100) on the examples' own passages, cut to what the encoder takes."""
    matches, scores = 0.0, 0.0
    for example in examples:
        lead = [CLS, *example.question[:QUESTION_PIECES], SEP]
        passage = example.context.ids[: 510 - len(lead)]
        ids = torch.tensor([[*lead, *passage, SEP]], device=head.weight.device)
        logits = head(encode(reader.model.encoder, ids, torch.ones_like(ids, dtype=torch.bool), None))
        starts, ends = logits[0, len(lead) : -1].float().unbind(-1)
        pairs = (starts[:, None] + ends[None, :]).masked_fill(~_allowed(len(passage)).to(ids.device), -1e4)
        first, last = divmod(int(pairs.argmax()), len(passage))
        begin, end = example.context.offsets[first, 0], example.context.offsets[last, 1]
        matches += exact_match(example.context.text[begin:end], example.golds)
        scores += f1(example.context.text[begin:end], example.golds)
    return 100 * matches / len(examples), 100 * scores / len(examples)


def _allowed(size: int) -> torch.Tensor:
    square = torch.ones(size, size, dtype=torch.bool)
    return square.triu() & ~square.triu(LONGEST_ANSWER)
