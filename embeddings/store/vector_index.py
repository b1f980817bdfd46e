"""The vector index: FAISS over the passages of one generation, derived from the store and cached in a file."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.hit import Hit

FLAT_LIMIT = 50_000
_PORTION = 16_384
_TRAINING_PER_LIST = 64
_PROBED_SHARE = 1 / 16
_DIGEST = hashlib.sha256().digest_size

Ids = NDArray[np.int64]
Fetch = Callable[[Ids], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """Inner-product search over passages: exact while they are few, IVF with scalar quantisation when many.

    `store` and `generation` say what it was derived from; `ids` are its passages in ascending order.
    """

    store: str
    generation: int
    ids: Ids
    faiss: faiss.Index

    def search(self, vector: NDArray[np.float32], k: int, among: Ids | None = None) -> list[Hit]:
        """Return the `k` nearest passages, best first, of those in `among` where it is given."""
        k = min(k, len(self.ids) if among is None else len(among))
        if k <= 0:
            return []
        selector = None if among is None else faiss.IDSelectorBatch(among)
        query = np.ascontiguousarray(vector, np.float32).reshape(1, -1)
        scores, ids = self.faiss.search(query, k, params=self._parameters(selector, among))
        return [Hit(int(found), float(score)) for score, found in zip(scores[0], ids[0], strict=True) if found >= 0]

    def _parameters(self, selector: Any, among: Ids | None) -> Any:
        if not isinstance(self.faiss, faiss.IndexIVF):
            return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        # The fewer passages are let through, the more lists must be read to find k of them.
        share = _PROBED_SHARE if among is None else _PROBED_SHARE * len(self.ids) / max(1, len(among))
        probed = max(1, round(self.faiss.nlist * min(1.0, share)))
        return faiss.SearchParametersIVF(sel=selector, nprobe=probed)  # type: ignore[call-arg]


def derive(
    store: str, generation: int, dimension: int, ids: Ids, fetch: Fetch, *,
    base: VectorIndex | None = None, flat_limit: int = FLAT_LIMIT,
) -> VectorIndex:  # fmt: skip
    """Build the index of the passages `ids`, whose vectors `fetch` returns; from `base` where most of them are in it.

    `base` itself is left as it is: another thread may be searching it.
    """
    ids = np.sort(ids)
    if (
        base is not None
        and (base.store, base.faiss.d) == (store, dimension)
        and _fits(base.faiss, len(ids), flat_limit)
    ):
        dropped, added = np.setdiff1d(base.ids, ids), np.setdiff1d(ids, base.ids)
        if len(dropped) + len(added) < len(ids) / 2:
            index = faiss.clone_index(base.faiss)
            if len(dropped):
                index.remove_ids(dropped)  # type: ignore[arg-type]
            _add(index, added, fetch)
            return VectorIndex(store, generation, ids, index)
    index = _empty(dimension, ids, fetch, flat_limit)
    _add(index, ids, fetch)
    return VectorIndex(store, generation, ids, index)


def write(index: VectorIndex, path: Path) -> None:
    """Write `index` beside `path`, then put it in the place of `path` in one step."""
    passing = path.with_suffix(".tmp")
    with passing.open("wb") as stream:
        sums = _Sums(stream)
        header = {"store": index.store, "generation": index.generation, "passages": len(index.ids)}
        sums.write(json.dumps(header).encode() + b"\n")
        sums.write(index.ids.tobytes())
        faiss.write_index(index.faiss, faiss.PyCallbackIOWriter(sums.write))  # type: ignore[attr-defined]
        stream.write(sums.digest())
        stream.flush()
        os.fsync(stream.fileno())
    passing.replace(path)


def read(path: Path) -> VectorIndex | None:
    """Return the index in the file at `path`, None where there is no file or its bytes are not those once written."""
    try:
        with path.open("rb") as stream:
            if not _is_whole(stream):
                return None
            header = json.loads(stream.readline())
            ids = np.frombuffer(stream.read(8 * header["passages"]), np.int64)
            index = faiss.read_index(faiss.PyCallbackIOReader(stream.read))  # type: ignore[attr-defined]
    except (OSError, ValueError, KeyError, RuntimeError):
        return None
    return VectorIndex(header["store"], header["generation"], ids, index)


class _Sums:
    """Passes bytes on to a file and keeps the SHA-256 of all of them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._sum = stream, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._sum.update(data)
        return self._stream.write(data)

    def digest(self) -> bytes:
        return self._sum.digest()


def _is_whole(stream: BinaryIO) -> bool:
    """Compare a file with the digest at its end; leave the stream at its start."""
    left = stream.seek(0, os.SEEK_END) - _DIGEST
    stream.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (data := stream.read(min(left, 1 << 20))):
        digest.update(data)
        left -= len(data)
    whole = stream.read(_DIGEST) == digest.digest()
    stream.seek(0)
    return whole


def _fits(index: faiss.Index, passages: int, flat_limit: int) -> bool:
    """Tell whether an index of this many passages would be made the same way as `index`."""
    if passages <= flat_limit:
        return not isinstance(index, faiss.IndexIVF)
    return isinstance(index, faiss.IndexIVF) and _lists(passages) / 2 <= index.nlist <= 2 * _lists(passages)


def _lists(passages: int) -> int:
    return int(4 * passages**0.5)


def _empty(dimension: int, ids: Ids, fetch: Fetch, flat_limit: int) -> faiss.Index:
    if len(ids) <= flat_limit:
        return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
    lists = _lists(len(ids))
    index = faiss.index_factory(dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(0).permutation(ids)[: lists * _TRAINING_PER_LIST]
    index.train(np.concatenate([fetch(portion) for portion in _portions(sample)]))
    return index


def _add(index: faiss.Index, ids: Ids, fetch: Fetch) -> None:
    for portion in _portions(ids):
        index.add_with_ids(fetch(portion), portion)


def _portions(ids: Ids) -> Iterator[Ids]:
    for at in range(0, len(ids), _PORTION):
        yield ids[at : at + _PORTION]
