"""Hard negatives: the passages that retrieval brings for a question and that do not hold its answer."""

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from training.example import Context, Example, occurs

_DEPTH = 12
_KEPT = 6


def mine(examples: list[Example], encoder: SentenceTransformer) -> list[tuple[Context, ...]]:
    """Return, for each example, the first passages of the pool, nearest first, without a gold answer.

    The pool is every passage of `examples`; nearness is the cosine of the embedding model that retrieval uses.
    """
    pool = list({example.context.text: example.context for example in examples}.values())
    passages = _encode(encoder, [context.text for context in pool])
    asked = _encode(encoder, [example.asked for example in examples])
    mined: list[tuple[Context, ...]] = []
    for block in range(0, len(examples), 2048):
        nearest = torch.topk(asked[block : block + 2048] @ passages.T, _DEPTH + 1).indices.numpy()
        for example, row in zip(examples[block : block + 2048], nearest, strict=True):
            wrong = [pool[i] for i in row if pool[i].text != example.context.text]
            mined.append(tuple(context for context in wrong if not occurs(example.golds, context.text))[:_KEPT])
    return mined


def _encode(encoder: SentenceTransformer, texts: list[str]) -> torch.Tensor:
    with torch.autocast(encoder.device.type, torch.bfloat16):
        vectors: np.ndarray = encoder.encode(texts, batch_size=64, normalize_embeddings=True)
    return torch.from_numpy(np.asarray(vectors, dtype=np.float32))
