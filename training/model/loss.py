"""The losses: marginal likelihood of the span's ends, of the answer's word pieces, and guided alignment."""

import torch
from torch.nn import functional

from training.examples.batch import Batch


def span_loss(logits: torch.Tensor, targets: torch.Tensor, readable: torch.Tensor) -> torch.Tensor:
    """Return the mean negative log-probability that the pointer picks any of the target positions.

    logits float [n, t]; targets, readable bool [n, t]. Summing over all places where a gold answer stands lets the
    model settle which of them the question means (Clark and Gardner 2018, arXiv 1710.10723).
    """
    scores = logits.float().masked_fill(~readable, -1e4)
    hits = torch.logsumexp(scores.masked_fill(~targets, -1e4), dim=1)
    return (torch.logsumexp(scores, dim=1) - hits).mean()


def group_loss(
    logits: torch.Tensor, targets: torch.Tensor, readable: torch.Tensor, groups: torch.Tensor
) -> torch.Tensor:
    """Return the mean negative log-probability of the target positions among all passages of a question.

    As `span_loss`, with the passages of a group side by side: logits count from their own passage's "no answer", which
    stands once for all of them, so that scores compare across passages. groups int [n].
    """
    scores = logits.float().masked_fill(~readable, -1e4)
    scores = (scores - scores[:, :1])[:, 1:]
    hits = torch.logsumexp(scores.masked_fill(~targets[:, 1:], -1e4), dim=1)
    members = groups[None, :] == torch.arange(int(groups.max()) + 1, device=groups.device)[:, None]
    silent = torch.zeros(len(members), 1, device=scores.device)
    whole = torch.cat([silent, torch.logsumexp(scores, dim=1).expand(members.shape).masked_fill(~members, -1e4)], dim=1)
    found = torch.logsumexp(hits.expand(members.shape).masked_fill(~members, -1e4), dim=1)
    answered = (members & targets[:, 1:].any(dim=1)).any(dim=1)
    return (torch.logsumexp(whole, dim=1) - torch.where(answered, found, 0.0)).mean()


def verdict_loss(logits: torch.Tensor, verdicts: torch.Tensor) -> torch.Tensor:
    """Return the mean cross-entropy of yes and no: log-odds of yes [n], verdicts [n] with -1 as padding.

    The mean goes over all rows, so that a batch's one yes/no question does not weigh as much as all the others.
    """
    losses = functional.binary_cross_entropy_with_logits(logits.float(), verdicts.clamp(min=0.0), reduction="none")
    return torch.where(verdicts >= 0, losses, 0.0).mean()


def likelihood_loss(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return the mean cross-entropy per word piece: logits [n, a, vocabulary], targets [n, a] with -100 as padding."""
    return functional.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), ignore_index=-100)


def alignment_loss(attention: torch.Tensor, copied: torch.Tensor) -> torch.Tensor:
    """Return the mean negative log-attention on the source position that each word piece is copied from.

    attention [n, heads, a, t] of the last decoder layer; copied [n, a] with -100 as padding. Half of the heads are
    guided and the others left free (guided alignment; Chen et al. 2016, arXiv 1607.01628).
    """
    guided = attention[:, : attention.shape[1] // 2].float().mean(dim=1)
    known = copied >= 0
    looked = guided.gather(2, copied.clamp(min=0)[..., None])[..., 0]
    # A batch of yes/no questions copies nothing.
    return -looked[known].clamp(min=1e-6).log().sum() / known.sum().clamp(min=1)


def pointer_loss(logits: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the loss of the head's logits [n, t, 3]: start plus end in each passage and among a question's passages
    (which counts half), plus that of the verdicts.
    """
    loss = verdict_loss(logits[:, 0, 2], batch.verdicts)
    for row, targets in enumerate((batch.starts, batch.ends)):
        loss = loss + span_loss(logits[..., row], targets, batch.readable)
        loss = loss + 0.5 * group_loss(logits[..., row], targets, batch.readable, batch.groups)
    return loss
