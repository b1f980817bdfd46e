"""Hard negatives: the passages that share the most telling words with a question and do not hold its answer."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from training.examples.example import Context, Example, occurs

_DEPTH = 16
_KEPT = 8
# Questions compared with the whole pool at a time.
_BLOCK = 1024


def mine(examples: list[Example], kept: Path) -> list[tuple[Context, ...]]:
    """Return, for each example, the first passages of the pool, nearest first, without a gold answer.

    The pool is every passage of `examples`; nearness is the cosine of words weighed by their rarity, since what
    misleads a reader speaks of the same matters. The nearest are written to the file `kept` and read from there by a
    later run over as many examples and passages.
    """
    pool = list({example.context.text: example.context for example in examples}.values())
    nearest = np.load(kept) if kept.exists() else np.empty((0, 0), np.int64)
    if len(nearest) != len(examples) or nearest.max(initial=0) >= len(pool):
        nearest = _nearest(examples, pool)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, nearest)
    mined: list[tuple[Context, ...]] = []
    for example, row in zip(examples, nearest, strict=True):
        wrong = [pool[i] for i in row if pool[i].text != example.context.text]
        mined.append(tuple(context for context in wrong if not occurs(example.golds, context.text))[:_KEPT])
    return mined


def _nearest(examples: list[Example], pool: list[Context]) -> NDArray[np.int64]:
    weigh = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=r"(?u)\b\w+\b")
    passages = weigh.fit_transform(context.text for context in pool).T.tocsr()
    asked = weigh.transform(example.asked for example in examples)
    depth = min(_DEPTH + 1, len(pool))
    blocks = []
    for begin in range(0, len(examples), _BLOCK):
        scores = (asked[begin : begin + _BLOCK] @ passages).toarray()
        best = np.argpartition(-scores, depth - 1, axis=1)[:, :depth]
        order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1)
        blocks.append(np.take_along_axis(best, order, axis=1))
    return np.concatenate(blocks)
