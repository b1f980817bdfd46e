"""A small set in the data's own form, and the tokenizer and weights that training starts from."""

import gzip
import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from transformers import BertModel

from embeddings.encoding.bundled import bundled_model

EXPO = (
    "The fair opened on Monday. It was held in Yekaterinburg, a city in the Urals. "
    "Five hundred guests came from China. The organisers said that a second fair would follow in autumn."
)
FUND = "The fund lent 140 billion rubles in 2022. The minister called it a platform. Its loans are cheap."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write one set of two answerable questions and one that its passage does not answer."""
    rows = [
        ("Expo", EXPO, "Where was the fair held?", ["Yekaterinburg", "in Yekaterinburg"], "span"),
        ("Fund", FUND, "How much did the fund lend in 2022?", ["140 billion rubles"], "span"),
        ("Fund", FUND, "Who founded the fund?", [], "unanswerable"),
    ]
    for split in ("train", "dev"):
        (tmp_path / split).mkdir()
        with gzip.open(tmp_path / split / "squadshifts_newwiki.jsonl.gz", "wt", encoding="utf-8") as lines:
            for title, context, question, answers, kind in rows:
                row = {"title": title, "context": context, "question": question, "answers": answers, "kind": kind}
                lines.write(json.dumps(row) + "\n")
    return tmp_path


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


@pytest.fixture(scope="session")
def bert() -> BertModel:
    # BART's LayerNorm has another epsilon; with the same one both must agree closely.
    return BertModel.from_pretrained(bundled_model(), attn_implementation="eager", layer_norm_eps=1e-5).eval()
