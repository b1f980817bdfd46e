"""Products in whole numbers come close to those of floats."""

import pytest
import torch

from embeddings.encoding import int8
from embeddings.encoding.int8 import Int8
from embeddings.encoding.layers import Affine

pytestmark = pytest.mark.skipif(not int8.FAST, reason="torch multiplies no whole numbers fast on this processor")


def test_products_are_those_of_floats_but_for_rounding() -> None:
    chance = torch.Generator().manual_seed(0)
    affine = Affine(torch.randn(48, 96, generator=chance), torch.randn(48, generator=chance))
    states = torch.randn(33, 96, generator=chance) * torch.logspace(-3, 2, 33)[:, None]
    wanted = affine(states)
    found = Int8.rounded(affine)(states)
    size = (wanted - affine.bias).norm(dim=1)
    assert ((found - wanted).norm(dim=1) / size).max() < 0.02


def test_a_state_of_zeros_gives_the_bias() -> None:
    affine = Affine(torch.ones(3, 4), torch.tensor([1.0, -2.0, 0.5]))
    assert torch.equal(Int8.rounded(affine)(torch.zeros(2, 4)), affine.bias.expand(2, 3))


def test_a_kind_of_float_is_kept() -> None:
    affine = Affine(torch.ones(3, 4), torch.zeros(3))
    assert Int8.rounded(affine)(torch.ones(2, 4, dtype=torch.bfloat16)).dtype == torch.bfloat16


def test_the_largest_numbers_add_up_without_overflow() -> None:
    affine = Affine(torch.ones(4, 768), torch.zeros(4))
    states = torch.cat([torch.ones(1, 767), -torch.ones(1, 1)], dim=1)
    assert torch.allclose(Int8.rounded(affine)(states), torch.full((1, 4), 766.0))


def test_where_whole_numbers_are_slow_the_same_matrix_is_used_as_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = torch.Generator().manual_seed(0)
    tensors = {
        "one.weight": torch.randint(-127, 128, (48, 96), dtype=torch.int8, generator=chance),
        "one.steps": torch.rand(48, generator=chance) / 100,
        "one.bias": torch.randn(48, generator=chance).half(),
    }
    states = torch.randn(5, 96, generator=chance)
    monkeypatch.setattr(int8, "FAST", False)
    floats = Int8.of(tensors, "one")(states)
    monkeypatch.setattr(int8, "FAST", True)
    assert torch.nn.functional.cosine_similarity(Int8.of(tensors, "one")(states), floats).min() > 0.999
