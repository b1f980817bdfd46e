"""The vector index: a large FAISS part that lies in a file, and the few passages that changed since it was written.

What changed stays in memory until it is a twentieth of the whole; then the part in the file is written anew. So a new
article costs what it holds, however many there are, and the graph of HNSW never has to forget anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.store.derived import derived_file
from embeddings.store.derived.origin import Generation, Ids, Origin, places
from embeddings.store.hit import Hit

FLAT_LIMIT = 50_000
# Neighbours of a node, how many nodes are looked at to find them, and how many to answer a question over a million
# passages: the number grows with the root of theirs. `python -m benchmarks.scale` prints the recall@10 that these give.
_NEIGHBOURS = 32
_LOOKED_AT_TO_BUILD = 80
LOOKED_AT = 800
# A filter that lets fewer than this share through is answered by comparing all that pass it.
_BROAD = 1 / 4
_TRAINED_ON = 20_000
_PORTION = 16_384
_ID_BYTES = 8

Fetch = Callable[[Ids], NDArray[np.float32]]


@cache
def _faiss() -> Any:
    """Import FAISS at the first use; its stubs do not know what its Python layer adds to classes and arguments."""
    import faiss

    return faiss


@dataclass(frozen=True, slots=True)
class Base:
    """A FAISS index over all passages of one generation; vector n of it is that of the passage `ids[n]`, ascending."""

    origin: Origin
    ids: Ids
    index: Any


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """Inner-product search over the passages of one generation: exact while they are few, HNSW with SQ8 when many.

    `gone` are places in the base's ids of passages that are no more, `added` those that came after it, with `vectors`
    of their own.
    """

    generation: Generation
    base: Base
    gone: NDArray[np.int32]
    added: Ids
    vectors: NDArray[np.float32]

    @property
    def exact(self) -> bool:
        """Whether scores are those of the vectors themselves."""
        return not isinstance(self.base.index, _faiss().IndexHNSW)

    @property
    def outgrown(self) -> bool:
        """Whether so much has changed since the base was written that it should be written anew."""
        return self.base.origin.outgrown_by(len(self.gone) + len(self.added))

    def search(self, vector: NDArray[np.float32], k: int, among: Ids | None = None) -> list[Hit]:
        """Return the `k` nearest passages, best first, of those in `among`, ascending, where it is given."""
        if k <= 0 or (among is not None and not len(among)):
            return []
        hits = self._search_base(vector, k, among)
        chosen = slice(None) if among is None else np.isin(self.added, among)
        hits += map(Hit, self.added[chosen].tolist(), (self.vectors[chosen] @ vector).tolist())
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def _search_base(self, vector: NDArray[np.float32], k: int, among: Ids | None) -> list[Hit]:
        index, passages = self.base.index, len(self.base.ids)
        if not passages:
            return []
        selector: Any = None
        passing = passages
        if among is not None or len(self.gone):
            chosen = np.full(passages, among is None)
            if among is not None:
                chosen[places(self.base.ids, among)] = True
            chosen[self.gone] = False
            passing = int(chosen.sum())
            selector = _faiss().IDSelectorBitmap(np.packbits(chosen, bitorder="little"))
        if isinstance(index, _faiss().IndexHNSW) and passing >= _BROAD * passages:
            looked_at = max(k, round(LOOKED_AT * sqrt(passages / 1e6) * passages / passing))
            parameters = _faiss().SearchParametersHNSW(sel=selector, efSearch=looked_at)
        else:
            index = _faiss().downcast_index(index.storage) if isinstance(index, _faiss().IndexHNSW) else index
            parameters = _faiss().SearchParameters(sel=selector)
        query = np.ascontiguousarray(vector, np.float32).reshape(1, -1)
        scores, found = index.search(query, min(k, passages), params=parameters)
        valid = found[0] >= 0
        return list(map(Hit, self.base.ids[found[0][valid]].tolist(), scores[0][valid].tolist()))


def build(dimension: int, ids: Ids, fetch: Fetch, *, flat_limit: int = FLAT_LIMIT) -> Any:
    """Return a FAISS index of the passages `ids`, whose vectors `fetch` returns."""
    index: Any
    if len(ids) <= flat_limit:
        index = _faiss().IndexFlatIP(dimension)
    else:
        index = _faiss().IndexHNSWSQ(
            dimension, _faiss().ScalarQuantizer.QT_8bit, _NEIGHBOURS, _faiss().METRIC_INNER_PRODUCT
        )
        index.hnsw.efConstruction = _LOOKED_AT_TO_BUILD
        index.train(fetch(np.sort(np.random.default_rng(0).permutation(ids)[:_TRAINED_ON])))
    for at in range(0, len(ids), _PORTION):
        index.add(fetch(ids[at : at + _PORTION]))
    return index


def write(base: Base, path: Path) -> None:
    """Write `base` to the file at `path`, in one step."""
    header: dict[str, Any] = {"origin": base.origin.to_json()}

    def put_all(put: derived_file.Write) -> None:
        written = 0

        def count(data: bytes) -> int:
            nonlocal written
            written += len(data)
            return put(data)

        # FAISS reads a file only from its start on.
        _faiss().write_index(base.index, _faiss().PyCallbackIOWriter(count))
        put(bytes(-written % _ID_BYTES))
        header["ids_at"] = written + -written % _ID_BYTES
        put(base.ids.tobytes())

    derived_file.write(path, header, put_all)


def read(path: Path) -> Base | None:
    """Return the base in the file at `path`; None where there is none that is whole."""
    header = derived_file.read_header(path)
    if header is None:
        return None
    try:
        ids_at, origin = header["ids_at"], Origin.from_json(header["origin"])
        index = _faiss().read_index(str(path))
        return Base(origin, derived_file.read_array(path, ids_at, origin.passages, np.dtype(np.int64).str), index)
    except (KeyError, TypeError, ValueError, OSError, RuntimeError):
        return None
