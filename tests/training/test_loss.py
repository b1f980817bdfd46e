"""The loss over a question's passages together."""

import torch

from training.model.loss import group_loss, span_loss


def test_one_passage_alone_is_judged_as_by_the_span_loss() -> None:
    logits = torch.randn(3, 9, generator=torch.Generator().manual_seed(0))
    readable = torch.ones(3, 9, dtype=torch.bool)
    readable[1, 6:] = False
    targets = torch.zeros(3, 9, dtype=torch.bool)
    targets[0, 4] = targets[1, 2] = targets[1, 5] = targets[2, 0] = True
    alone = group_loss(logits, targets, readable, torch.arange(3))
    torch.testing.assert_close(alone, span_loss(logits, targets, readable))


def test_a_strong_span_in_the_wrong_passage_costs() -> None:
    readable = torch.ones(2, 5, dtype=torch.bool)
    targets = torch.zeros(2, 5, dtype=torch.bool)
    targets[0, 3] = targets[1, 0] = True
    groups = torch.zeros(2, dtype=torch.long)
    calm, misled = torch.zeros(2, 5), torch.zeros(2, 5)
    calm[0, 3] = misled[0, 3] = 5.0
    misled[1, 2] = 8.0
    assert group_loss(misled, targets, readable, groups) > group_loss(calm, targets, readable, groups) + 2


def test_a_group_without_an_answer_is_asked_for_silence() -> None:
    readable = torch.ones(2, 5, dtype=torch.bool)
    targets = torch.zeros(2, 5, dtype=torch.bool)
    targets[:, 0] = True
    groups = torch.zeros(2, dtype=torch.long)
    silent = torch.zeros(2, 5)
    silent[:, 0] = 20.0
    assert group_loss(silent, targets, readable, groups) < 1e-3
    assert group_loss(-silent, targets, readable, groups) > 10
