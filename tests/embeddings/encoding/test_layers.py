"""Layers: texts one behind the other, without padding between them."""

import torch

from embeddings.encoding.layers import encode


def test_texts_of_any_lengths_are_computed_with_in_a_few_heights_and_come_back_as_they_stood() -> None:
    heights = set()

    def layer(states: torch.Tensor, lengths: list[int], bias: torch.Tensor | None) -> torch.Tensor:
        assert sum(lengths) == len(states)
        heights.add(len(states))
        return states

    for longest in range(200, 400):
        ids = torch.arange(2 * longest).view(2, longest)
        mask = torch.ones_like(ids)
        mask[1, longest // 3 :] = 0
        states = encode(lambda pieces, places: torch.stack([pieces, places], 1), [layer], ids, mask)  # type: ignore[list-item]
        assert torch.equal(states[..., 0], ids * mask)
        assert torch.equal(states[..., 1], torch.arange(longest) * mask)
    assert len(heights) < 12
