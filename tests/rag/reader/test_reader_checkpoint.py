"""Any seq2seq model in place of the bundled one, from a folder in the hub's layout, and models that cannot be had."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    PreTrainedTokenizerFast,
    T5Config,
    T5ForConditionalGeneration,
)

from embeddings.errors import ModelUnavailable
from rag.reader import ReadingProfile, bundled
from rag.reader.bundled import BUNDLED
from rag.reader.checkpoint import SpanHead
from rag.reader.reader import Reader
from rag.reader.signals import Signals
from rag.reader.words import words

TEXT = "The Expo was held in Yekaterinburg, and the fund lent 1.86 billion rubles (US$24 million) to 25% of us in May."
QUESTION = "Where was the Expo held?"


def tokenizer(kind: str) -> Any:
    special = ["<pad>", "</s>", "<unk>", "<s>"]
    corpus = [TEXT, QUESTION, "question: title: context:"] * 20
    made: Any
    if kind == "t5":
        made = Tokenizer(models.Unigram())
        made.pre_tokenizer, made.decoder = pre_tokenizers.Metaspace(), decoders.Metaspace()
        trainer: Any = trainers.UnigramTrainer(vocab_size=120, special_tokens=special, unk_token="<unk>")
        template = "$A </s>"
    else:
        made = Tokenizer(models.BPE())
        made.pre_tokenizer, made.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=400, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
        )
        template = "<s> $A </s>"
    made.train_from_iterator(corpus, trainer)
    ids = [(token, made.token_to_id(token)) for token in ("<s>", "</s>")]
    made.post_processor = processors.TemplateProcessing(single=template, special_tokens=ids)
    wrapper: Any = PreTrainedTokenizerFast
    return wrapper(tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", bos_token="<s>")


def model(kind: str, vocabulary: int) -> Any:
    torch.manual_seed(0)
    if kind == "t5":
        config = T5Config(vocab_size=vocabulary, d_model=32, d_kv=8, d_ff=64, num_layers=1, num_heads=4)
        config.decoder_start_token_id = 0
        return T5ForConditionalGeneration(config)
    bart: Any = BartForConditionalGeneration(
        BartConfig(
            vocab_size=vocabulary,
            d_model=32,
            encoder_layers=1,
            decoder_layers=1,
            encoder_attention_heads=4,
            decoder_attention_heads=4,
            encoder_ffn_dim=64,
            decoder_ffn_dim=64,
            pad_token_id=0,
            eos_token_id=1,
            bos_token_id=3,
            decoder_start_token_id=1,
            init_std=0.3,
        )
    )
    bart.generation_config.forced_bos_token_id = 3
    return bart


@pytest.fixture(scope="module", params=["t5", "bart"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp(request.param)
    tokens = tokenizer(request.param)
    tokens.save_pretrained(path)
    model(request.param, len(tokens)).save_pretrained(path)
    return path


def test_a_foreign_model_extracts_spans_by_its_exact_likelihood(folder: Path) -> None:
    reader = Reader.load(str(folder))
    network = reader.checkpoint.model.float()
    found, nothing = reader.candidates(QUESTION, [("Fair", TEXT), ("", "")])
    assert nothing.spans == ()
    (row,) = reader._layout.rows(QUESTION, [("Fair", TEXT)])
    starts, ends = {word.start for word in words(TEXT)}, {word.end for word in words(TEXT)}
    prefix = [network.config.decoder_start_token_id]
    if network.config.model_type == "bart":
        prefix.append(network.generation_config.forced_bos_token_id)
    assert len(found.spans) > 20
    for span in found.spans[::7]:
        assert span.start in starts
        assert span.end in ends
        target = [*span.pieces, network.config.eos_token_id]
        with torch.inference_mode():
            logits = network(
                input_ids=torch.tensor([row.ids]), decoder_input_ids=torch.tensor([[*prefix, *span.pieces]])
            ).logits[0, len(prefix) - 1 :]
        wanted = logits.log_softmax(-1)[range(len(target)), target].sum().item()
        assert span.likelihood == pytest.approx(wanted, abs=1e-3)
        assert reader.checkpoint.tokenizer.decode(list(span.pieces)).split() == TEXT[span.start : span.end].split()


def test_a_foreign_model_reads_like_any_reader(folder: Path) -> None:
    reader = Reader.load(str(folder))
    (reading,) = reader.read("</s> " + QUESTION * 500, [("", TEXT * 100)])
    assert reading.spans
    signals = Signals(reading.spans[0].score, reading.answerable, reading.written, -10.0, 0.5, 0.5, 1.0)
    assert 0.0 <= reader.calibration.confidence(signals) <= 1.0
    assert isinstance(reader.generate(QUESTION, [("Fair", TEXT)], max_new_tokens=3, num_beams=2), str)


def test_a_copy_of_the_bundled_model_reads_the_same(tmp_path: Path) -> None:
    shutil.copytree(BUNDLED, tmp_path / "copy")
    passages = [("", TEXT)]
    bundled = Reader.load(None).read(QUESTION, passages)
    assert Reader.load(str(tmp_path / "copy")).read(QUESTION, passages) == bundled
    assert Reader.load("copy").read(QUESTION, passages) == bundled


def test_a_profile_is_read_back_as_it_was_stored(tmp_path: Path) -> None:
    profile = ReadingProfile(titles=False, trained_on=("qa/train",), max_tokens=100)
    profile.save(tmp_path)
    assert ReadingProfile.load(tmp_path) == profile
    assert ReadingProfile.load(tmp_path / "elsewhere") is None


def test_a_broken_profile_is_named(tmp_path: Path) -> None:
    (tmp_path / "reading.json").write_text(json.dumps({"max_tokens": "many"}), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match=r"reading\.json.*max_tokens"):
        ReadingProfile.load(tmp_path)


@pytest.mark.parametrize("name", ["./no/such/folder", "/no/such/folder", "~/no-such-folder", "a/b/c"])
def test_a_missing_folder_is_named_with_what_mends_it(name: str) -> None:
    with pytest.raises(ModelUnavailable, match=r"no such folder.*CITEWIRE_READER"):
        Reader.load(name)


def test_a_hub_model_that_was_never_downloaded_is_named_with_what_mends_it() -> None:
    with pytest.raises(ModelUnavailable, match=r"nobody/no-such-model.*CITEWIRE_READER"):
        Reader.load("nobody/no-such-model")


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable, match=r"empty cannot be loaded.*CITEWIRE_READER"):
        Reader.load(str(tmp_path / "empty"))


def test_a_span_head_of_another_size_is_named(tmp_path: Path, folder: Path) -> None:
    shutil.copytree(folder, tmp_path / "odd")
    shutil.copy(BUNDLED / "span_head.safetensors", tmp_path / "odd")
    with pytest.raises(ModelUnavailable, match="span head"):
        Reader.load(str(tmp_path / "odd"))


def test_damaged_weights_are_named(tmp_path: Path, folder: Path) -> None:
    shutil.copytree(folder, tmp_path / "damaged")
    (tmp_path / "damaged" / "model.safetensors").write_bytes(b"\x00" * 100)
    with pytest.raises(ModelUnavailable, match="damaged cannot be loaded"):
        Reader.load(str(tmp_path / "damaged"))


def test_the_bundled_reader_is_whole_or_names_what_brings_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bundled.bundled_reader() == BUNDLED
    copy = shutil.copytree(BUNDLED, tmp_path / "copy")
    monkeypatch.setattr(bundled, "BUNDLED", copy)
    weights = "span_head.safetensors", "model-00003-of-00004.safetensors"
    for name in ("config.json", "reading.json", "tokenizer.json", *weights):
        whole = (copy / name).read_bytes()
        (copy / name).write_bytes(whole[: len(whole) // 2])
        with pytest.raises(ModelUnavailable):
            bundled.bundled_reader()
        (copy / name).unlink()
        with pytest.raises(ModelUnavailable, match="Bring it back"):
            bundled.bundled_reader()
        (copy / name).write_bytes(whole)
    assert bundled.bundled_reader() == copy
    again = shutil.copytree(bundled.VERIFIER, tmp_path / "again")
    monkeypatch.setattr(bundled, "VERIFIER", again)
    for name in ("config.json", "model-00003.safetensors"):
        whole = (again / name).read_bytes()
        (again / name).write_bytes(whole[: len(whole) // 2])
        with pytest.raises(ModelUnavailable, match="Bring it back"):
            bundled.bundled_reader()
        (again / name).write_bytes(whole)


def test_a_third_row_of_the_span_head_says_yes_or_no() -> None:
    states = torch.randn(2, 5, 4)
    weight, bias = torch.randn(3, 4), torch.randn(3)
    head = SpanHead(weight, bias)
    said = head.verdicts(states)
    assert said is not None
    torch.testing.assert_close(said, states[:, 0] @ weight[2] + bias[2])
    start, end = head.logits(states)
    assert start.shape == end.shape == (2, 5)
    assert SpanHead(weight[:2], bias[:2]).verdicts(states) is None
