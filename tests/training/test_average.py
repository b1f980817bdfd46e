"""The average of two readers lies halfway between them."""

import torch
from torch import nn
from transformers import BertModel

from training.model import average
from training.model.reader_model import HEAD_ROWS, encode, grow


def test_halfway_back_lies_between_before_and_after(bert: BertModel) -> None:
    reader, head = grow(bert), nn.Linear(384, HEAD_ROWS)
    before = average.weights(reader, head)
    with torch.no_grad():
        head.weight.add_(2.0)
        reader.model.encoder.layers[3].fc1.weight.mul_(3.0)
    nn.Module.to(reader, torch.bfloat16)
    average.halfway(reader, head, before)
    torch.testing.assert_close(head.weight, before["head"]["weight"] + 1.0)
    learned = before["reader"]["model.encoder.layers.3.fc1.weight"]
    torch.testing.assert_close(reader.model.encoder.layers[3].fc1.weight, 2.0 * learned, atol=1e-3, rtol=1e-2)


def test_a_reader_that_learned_nothing_stays_what_it_was(bert: BertModel) -> None:
    reader, head = grow(bert), nn.Linear(384, HEAD_ROWS)
    ids = torch.tensor([[101, 2040, 2003, 102, 3000, 102]])
    mask = torch.ones_like(ids, dtype=torch.bool)
    with torch.inference_mode():
        wanted = head(encode(reader.model.encoder, ids, mask, None))
    average.halfway(reader, head, average.weights(reader, head))
    with torch.inference_mode():
        torch.testing.assert_close(head(encode(reader.model.encoder, ids, mask, None)), wanted)
