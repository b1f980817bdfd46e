"""Hard negatives: the passages that retrieval brings for a question and that do not hold its answer."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from training.examples.example import Context, Example, occurs

_DEPTH = 12
_KEPT = 6
# Questions compared with the whole pool at a time.
_BLOCK = 2048


def mine(examples: list[Example], encoder: SentenceTransformer, kept: Path) -> list[tuple[Context, ...]]:
    """Return, for each example, the first passages of the pool, nearest first, without a gold answer.

    The pool is every passage of `examples`; nearness is the cosine of the embedding model that retrieval uses. The
    nearest are written to the file `kept` and read from there by a later run over as many examples and passages.
    """
    pool = list({example.context.text: example.context for example in examples}.values())
    nearest = np.load(kept) if kept.exists() else np.empty((0, 0), np.int64)
    if len(nearest) != len(examples) or nearest.max(initial=0) >= len(pool):
        nearest = _nearest(examples, pool, encoder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, nearest)
    mined: list[tuple[Context, ...]] = []
    for example, row in zip(examples, nearest, strict=True):
        wrong = [pool[i] for i in row if pool[i].text != example.context.text]
        mined.append(tuple(context for context in wrong if not occurs(example.golds, context.text))[:_KEPT])
    return mined


def _nearest(examples: list[Example], pool: list[Context], encoder: SentenceTransformer) -> NDArray[np.int64]:
    passages = _encode(encoder, [context.text for context in pool])
    asked = _encode(encoder, [example.asked for example in examples])
    depth = min(_DEPTH + 1, len(pool))
    blocks = [
        torch.topk(asked[begin : begin + _BLOCK] @ passages.T, depth).indices for begin in range(0, len(asked), _BLOCK)
    ]
    return torch.cat(blocks).numpy()


def _encode(encoder: SentenceTransformer, texts: list[str]) -> torch.Tensor:
    with torch.autocast(encoder.device.type, torch.bfloat16):
        vectors: np.ndarray = encoder.encode(texts, batch_size=64, normalize_embeddings=True)
    return torch.from_numpy(np.asarray(vectors, dtype=np.float32))
