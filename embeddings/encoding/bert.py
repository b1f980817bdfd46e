"""BERT as a sentence encoder: all-MiniLM-L6-v2 and its like, from the files that sentence-transformers keeps."""

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from embeddings.encoding.layers import Affine, Attention, Layer, Tensors, encode, load_tensors


class SentenceBert:
    """BERT with the mean of its states as the vector of a text; takes the place of a `SentenceTransformer`."""

    def __init__(self, folder: Path) -> None:
        """Load configuration, tokenizer and weights from a folder, onto an accelerator where there is one."""
        self.prompts: dict[str, str] = {}
        self.device = torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")
        config = json.loads((folder / "config.json").read_bytes())
        self.max_seq_length: int = json.loads((folder / "sentence_bert_config.json").read_bytes())["max_seq_length"]
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._first, self._last = self.tokenizer.encode("").ids
        self._pad: int = config["pad_token_id"]
        self._epsilon: float = config["layer_norm_eps"]
        tensors = load_tensors(folder, "model.safetensors", torch.float32, self.device)
        self._words = tensors["embeddings.word_embeddings.weight"]
        self._places = tensors["embeddings.position_embeddings.weight"]
        self._kind = tensors["embeddings.token_type_embeddings.weight"][0]
        self._norm = Affine.of(tensors, "embeddings.LayerNorm")
        heads = config["num_attention_heads"]
        self._layers = [
            _layer(tensors, f"encoder.layer.{number}", heads, self._epsilon)
            for number in range(config["num_hidden_layers"])
        ]

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return self._words.shape[1]

    def preprocess(self, texts: Sequence[str]) -> dict[str, torch.Tensor]:
        """Return word pieces and attention mask, int64 [len(texts), longest]."""
        room = self.max_seq_length - 2
        pieces = [one.ids[:room] for one in self.tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        ids = torch.full((len(texts), max(map(len, pieces)) + 2), self._pad)
        mask = torch.zeros_like(ids)
        for row, of_text in enumerate(pieces):
            ids[row, : len(of_text) + 2] = torch.tensor([self._first, *of_text, self._last])
            mask[row, : len(of_text) + 2] = 1
        return {"input_ids": ids, "attention_mask": mask}

    def __call__(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """Return the features with `sentence_embedding`, float32 [n, dimension], not of length one yet."""
        mask = features["attention_mask"]
        states = encode(self._embedded, self._layers, features["input_ids"], mask)
        weights = mask.unsqueeze(-1).to(states.dtype)
        return {**features, "sentence_embedding": (states * weights).sum(1) / weights.sum(1)}

    def _embedded(self, ids: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        return self._norm.normed(self._words[ids] + self._kind + self._places[places], self._epsilon)


def _layer(tensors: Tensors, name: str, heads: int, epsilon: float) -> Layer:
    attention = Attention(
        Affine.of(tensors, f"{name}.attention.self.query"),
        Affine.of(tensors, f"{name}.attention.self.key"),
        Affine.of(tensors, f"{name}.attention.self.value"),
        Affine.of(tensors, f"{name}.attention.output.dense"),
        heads,
    )
    return Layer(
        attention,
        Affine.of(tensors, f"{name}.attention.output.LayerNorm"),
        Affine.of(tensors, f"{name}.intermediate.dense"),
        Affine.of(tensors, f"{name}.output.dense"),
        Affine.of(tensors, f"{name}.output.LayerNorm"),
        epsilon,
    )
