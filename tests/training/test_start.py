"""Training goes on from an exported reader, and from the passages it has mined before."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BartForConditionalGeneration, BertModel

from embeddings.encoding.bundled import bundled_model
from rag.reader.bundled import BUNDLED
from training.examples import negatives
from training.examples.example import load_examples
from training.examples.mixture import MIXTURE
from training.examples.negatives import mine
from training.model.export import export
from training.model.reader_model import HEAD_ROWS, grow
from training.model.start import take_up


def test_an_exported_reader_is_taken_up_as_it_was(bert: BertModel, tmp_path: Path) -> None:
    reader, head = grow(bert), nn.Linear(384, HEAD_ROWS)
    take_up(BUNDLED, reader, head)
    kept = load_file(BUNDLED / "span_head.safetensors")["weight"]
    torch.testing.assert_close(head.weight[: len(kept)], kept.float())
    wanted = {name: weight.clone() for name, weight in reader.state_dict().items()}
    export(reader, head, bundled_model(), tmp_path)
    again = grow(bert)
    take_up(tmp_path, again, nn.Linear(384, HEAD_ROWS))
    for name, weight in again.state_dict().items():
        torch.testing.assert_close(weight, wanted[name], atol=1e-3, rtol=1e-3)


def test_a_head_keeps_the_rows_that_the_export_lacks(bert: BertModel, tmp_path: Path) -> None:
    export(grow(bert), nn.Linear(384, 2), bundled_model(), tmp_path)
    head = nn.Linear(384, HEAD_ROWS)
    before = head.weight[2].detach().clone()
    take_up(tmp_path, grow(bert), head)
    torch.testing.assert_close(head.weight[2], before)
    assert isinstance(BartForConditionalGeneration.from_pretrained(tmp_path), BartForConditionalGeneration)


def test_mined_passages_hold_no_gold_answer_and_are_kept(
    data: Path, tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = load_examples(data / "train", MIXTURE[0], tokenizer)
    mined = mine(examples, tmp_path / "run" / "mined.npy")
    expo, fund = examples[0].context, examples[1].context
    assert [[context.text for context in wrong] for wrong in mined] == [[fund.text], [expo.text], [expo.text]]
    monkeypatch.setattr(negatives, "TfidfVectorizer", None)
    assert mine(examples, tmp_path / "run" / "mined.npy") == mined
