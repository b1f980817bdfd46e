"""The reader grown from the embedding model starts as that model, and its training steps do what they say."""

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from training.model.loss import alignment_loss, span_loss
from training.model.optimizer import MasterAdamW
from training.model.reader_model import Dropout, encode, grow


def test_the_grown_encoder_says_what_the_embedding_model_says(bert: BertModel, tokenizer: Tokenizer) -> None:
    reader = grow(bert).eval()
    encoded = [
        tokenizer.encode(text) for text in ("The fair was held in Yekaterinburg.", "It lent 140 billion rubles.")
    ]
    width = max(len(encoding.ids) for encoding in encoded)
    ids = torch.tensor([encoding.ids + [0] * (width - len(encoding.ids)) for encoding in encoded])
    mask = (ids != 0).long()
    with torch.inference_mode():
        wanted = bert(input_ids=ids, attention_mask=mask).last_hidden_state
        theirs = reader.model.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        ours = encode(reader.model.encoder, ids, mask.bool(), None)
    kept = mask.bool()
    torch.testing.assert_close(theirs[kept], wanted[kept], atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(ours[kept], theirs[kept], atol=1e-4, rtol=1e-4)


def test_the_pointer_loss_is_small_where_it_points_at_any_gold_place() -> None:
    targets = torch.tensor([[False, True, False, True]])
    readable = torch.ones(1, 4, dtype=torch.bool)
    right = span_loss(torch.tensor([[0.0, 0.0, 0.0, 20.0]]), targets, readable)
    wrong = span_loss(torch.tensor([[0.0, 0.0, 20.0, 0.0]]), targets, readable)
    assert right < 0.01 < 10 < wrong


def test_the_alignment_loss_falls_as_attention_moves_to_the_copied_place() -> None:
    copied = torch.tensor([[2, -100]])
    away = torch.full((1, 2, 2, 4), 0.25)
    there = torch.zeros(1, 2, 2, 4)
    there[..., 2] = 1.0
    assert alignment_loss(there, copied) < 1e-6 < alignment_loss(away, copied)


def test_updates_too_small_for_bfloat16_add_up_in_the_master() -> None:
    weight = torch.nn.Parameter(torch.ones(4, dtype=torch.bfloat16))
    optimizer = MasterAdamW([([weight], 1e-4)])
    for _ in range(200):
        weight.grad = torch.ones_like(weight)
        optimizer.step(1.0)
    assert 0.95 < float(weight[0].detach()) < 0.99


def test_an_optimizer_goes_on_from_its_saved_state() -> None:
    def run(steps: int, optimizer: MasterAdamW, weight: torch.nn.Parameter) -> None:
        for _ in range(steps):
            weight.grad = weight.detach() * 2
            optimizer.step(1.0)

    whole = torch.nn.Parameter(torch.ones(3))
    run(6, MasterAdamW([([whole], 1e-2)]), whole)
    first = torch.nn.Parameter(torch.ones(3))
    before = MasterAdamW([([first], 1e-2)])
    run(3, before, first)
    second = torch.nn.Parameter(torch.zeros(3))
    after = MasterAdamW([([second], 1e-2)])
    after.load_state_dict(before.state_dict())
    run(3, after, second)
    torch.testing.assert_close(second, whole)


def test_dropout_keeps_the_mean_and_the_rate() -> None:
    dropout = Dropout(0.1, torch.device("cpu"), torch.float32, pool=1 << 18)
    dropped = dropout(torch.ones(100, 1000))
    assert abs(float(dropped.mean()) - 1) < 0.02
    assert abs(float((dropped == 0).float().mean()) - 0.1) < 0.02


def test_a_batch_that_copies_nothing_has_no_alignment_to_lose() -> None:
    attention = torch.full((1, 2, 2, 4), 0.25)
    assert alignment_loss(attention, torch.full((1, 2), -100)) == 0.0
