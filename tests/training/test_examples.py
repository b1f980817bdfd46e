"""Answers are found where they stand, and windows and batches keep them there."""

import gzip
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.examples.batch import SEP
from training.examples.example import Example, TokenRange, join, load_examples
from training.examples.mixture import MIXTURE
from training.examples.sampling import Sampler
from training.examples.window import cut, without_answer


@pytest.fixture
def examples(data: Path, tokenizer: Tokenizer) -> list[Example]:
    return load_examples(data / "train", MIXTURE[0], tokenizer)


def words(tokenizer: Tokenizer, ids: Sequence[int] | NDArray[Any], span: TokenRange) -> str:
    return str(tokenizer.decode([int(piece) for piece in ids[span.first : span.last + 1]]))


def test_answers_are_located_at_word_boundaries(examples: list[Example], tokenizer: Tokenizer) -> None:
    expo, fund, unanswerable = examples
    assert {words(tokenizer, expo.context.ids, span) for span in expo.answers} == {"yekaterinburg", "in yekaterinburg"}
    assert [words(tokenizer, fund.context.ids, span) for span in fund.answers] == ["140 billion rubles"]
    assert unanswerable.answers == ()


def test_an_answer_inside_a_longer_word_is_no_answer(data: Path, tokenizer: Tokenizer) -> None:
    path = data / "train" / "squadshifts_newwiki.jsonl.gz"
    row = {"title": "", "context": "Foreigners came.", "question": "Who?", "answers": ["Foreign"], "kind": "span"}
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
    assert load_examples(data / "train", MIXTURE[0], tokenizer) == []


@pytest.mark.parametrize("seed", range(20))
def test_a_cut_window_still_holds_its_answer(examples: list[Example], tokenizer: Tokenizer, seed: int) -> None:
    expo = examples[0]
    window = cut(expo.context, expo.answers, 18, random.Random(seed))
    assert len(window.ids) <= 18
    assert window.answers
    assert all("yekaterinburg" in words(tokenizer, window.ids, span) for span in window.answers)


def test_taking_the_answering_sentence_out_leaves_the_others(examples: list[Example], tokenizer: Tokenizer) -> None:
    window = without_answer(examples[0])
    assert window is not None
    text = tokenizer.decode([int(piece) for piece in window.ids])
    assert "yekaterinburg" not in text
    assert "opened on monday" in text
    assert "china" in text


def test_joined_passages_keep_the_answer_in_place(examples: list[Example], tokenizer: Tokenizer) -> None:
    for seed in range(6):
        joined = join(examples[:2], random.Random(seed))
        assert {words(tokenizer, joined.context.ids, span) for span in joined.answers} == {
            "yekaterinburg",
            "in yekaterinburg",
        }


def test_batches_point_at_the_answer_or_at_nothing(examples: list[Example], tokenizer: Tokenizer) -> None:
    sampler = Sampler(examples, [()] * len(examples), wrong=0.4, perturbed=0.2, tokenizer=tokenizer, tokens=400, seed=3)
    seen = {"answer": 0, "none": 0}
    for batch in sampler.batches(100):
        assert bool((batch.starts & ~batch.readable).any()) is False
        for ids, starts, targets, copied in zip(batch.ids, batch.starts, batch.targets, batch.copied, strict=True):
            assert bool(starts.any())
            if bool(starts[0]):
                assert int(starts.sum()) == 1
                assert targets[targets >= 0].tolist() == [SEP]
                seen["none"] += 1
            else:
                spoken = tokenizer.decode([int(piece) for piece in targets if piece >= 0])
                assert re.fullmatch(r"(in )?yekaterinburg|\d{3} billion rubles", spoken)
                assert ids[copied[copied >= 0]].tolist() == targets[targets >= 0][:-1].tolist()
                seen["answer"] += 1
    assert min(seen.values()) > 0


def test_a_yes_or_no_is_learned_from_the_whole_passage_and_spoken(tmp_path: Path, tokenizer: Tokenizer) -> None:
    row = {"title": "Expo", "context": "The fair was held in Tula.", "question": "was the fair held in tula"}
    path = tmp_path / "boolq.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for said in ("yes", "no"):
            lines.write(json.dumps({**row, "answers": [said], "kind": "yesno"}) + "\n")
    boolq = next(item for item in MIXTURE if item.name == "boolq")
    examples = load_examples(tmp_path, boolq, tokenizer)
    sampler = Sampler(examples, [(), ()], wrong=0.0, perturbed=0.5, tokenizer=tokenizer, tokens=400, seed=3)
    batch = next(sampler.batches(100))
    spoken = {1.0: "yes", 0.0: "no"}
    assert set(batch.verdicts.tolist()) == {0.0, 1.0}
    for verdict, targets, starts in zip(batch.verdicts.tolist(), batch.targets, batch.starts, strict=True):
        assert tokenizer.decode(targets[:1].tolist()) == spoken[verdict]
        assert int(starts.sum()) == len(examples[0].context.ids)
