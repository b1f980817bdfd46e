from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.store.derived.origin import Generation, Ids, Origin, places
from embeddings.store.derived.vector_index import Base, VectorIndex, build, read, write

FIRST, SECOND = Generation(1, "first"), Generation(2, "second")
DIMENSION = 32
PASSAGES = 4000


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    """Vectors in clusters, as those of texts are; row n belongs to passage n."""
    draw = np.random.default_rng(7)
    centres = draw.normal(size=(60, DIMENSION))
    points = centres[draw.integers(60, size=PASSAGES)] + 0.5 * draw.normal(size=(PASSAGES, DIMENSION))
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


def base_of(vectors: NDArray[np.float32], ids: Ids, *, generation: Generation = FIRST, flat: bool = True) -> Base:
    index = build(DIMENSION, ids, lambda wanted: vectors[wanted], flat_limit=PASSAGES if flat else 100)
    newest = int(ids[-1]) if len(ids) else 0
    return Base(Origin("s", generation, DIMENSION, len(ids), newest), ids, index)


def index_of(
    vectors: NDArray[np.float32], ids: Ids, *, gone: Sequence[int] = (), added: Sequence[int] = (), flat: bool = True
) -> VectorIndex:
    base = base_of(vectors, ids, flat=flat)
    later = np.array(added, np.int64)
    return VectorIndex(SECOND, base, places(ids, np.array(gone, np.int64)), later, vectors[later])


def nearest(vectors: NDArray[np.float32], query: NDArray[np.float32], ids: Ids, k: int) -> list[int]:
    return [int(found) for found in ids[np.argsort(-(vectors[ids] @ query))[:k]]]


def recall(index: VectorIndex, vectors: NDArray[np.float32], held: Ids) -> float:
    found = 0
    for query in vectors[:100]:
        wanted = nearest(vectors, query, held, 10)
        found += len({hit.passage_id for hit in index.search(query, 10)} & set(wanted))
    return found / 1000


def test_few_passages_are_searched_exactly(vectors: NDArray[np.float32]) -> None:
    ids = np.arange(0, PASSAGES, 2)
    index = index_of(vectors, ids)
    hits = index.search(vectors[5], 10)
    assert index.exact
    assert [hit.passage_id for hit in hits] == nearest(vectors, vectors[5], ids, 10)
    assert hits[0].score == pytest.approx(vectors[hits[0].passage_id] @ vectors[5], abs=1e-5)


def test_many_passages_are_searched_nearly_exactly(vectors: NDArray[np.float32]) -> None:
    index = index_of(vectors, np.arange(PASSAGES), flat=False)
    assert not index.exact
    assert recall(index, vectors, np.arange(PASSAGES)) > 0.95


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("step", [97, 2])
def test_a_filter_lets_only_its_passages_through_and_the_nearest_of_them(
    vectors: NDArray[np.float32], flat: bool, step: int
) -> None:
    index = index_of(vectors, np.arange(PASSAGES - 10), added=range(PASSAGES - 10, PASSAGES), flat=flat)
    among = np.arange(3, PASSAGES, step)
    found = 0
    for query in vectors[:100]:
        hits = [hit.passage_id for hit in index.search(query, 10, among)]
        assert set(hits) <= set(among.tolist())
        found += len(set(hits) & set(nearest(vectors, query, among, 10)))
    assert found > 950
    assert index.search(vectors[0], 5, np.array([], np.int64)) == []


@pytest.mark.parametrize("flat", [True, False])
def test_what_came_and_went_since_is_found_and_is_not(vectors: NDArray[np.float32], flat: bool) -> None:
    index = index_of(vectors, np.arange(3000), gone=range(100), added=range(3000, 3100), flat=flat)
    assert recall(index, vectors, np.arange(100, 3100)) > 0.95
    assert all(hit.passage_id >= 100 for query in vectors[:50] for hit in index.search(query, 20))
    assert index.search(vectors[3050], 1)[0].passage_id == 3050


def test_an_index_is_outgrown_once_a_twentieth_has_changed() -> None:
    origin = Origin("s", FIRST, DIMENSION, 100_000, 100_000)
    assert not origin.outgrown_by(5_000)
    assert origin.outgrown_by(5_001)
    assert not Origin("s", FIRST, DIMENSION, 10, 10).outgrown_by(1_000)


@pytest.mark.parametrize("flat", [True, False])
def test_a_written_index_is_read_back(vectors: NDArray[np.float32], tmp_path: Path, flat: bool) -> None:
    base = base_of(vectors, np.arange(1000), generation=SECOND, flat=flat)
    write(base, tmp_path / "v.faiss")
    again = read(tmp_path / "v.faiss")
    assert again
    assert (again.origin, again.ids.tolist()) == (base.origin, base.ids.tolist())
    nothing, none = np.empty(0, np.int64), np.empty((0, DIMENSION), np.float32)
    found = [
        VectorIndex(SECOND, one, places(one.ids, nothing), nothing, none).search(vectors[3], 10)
        for one in (base, again)
    ]
    assert found[0] == found[1]


def test_a_damaged_file_is_not_read(vectors: NDArray[np.float32], tmp_path: Path) -> None:
    path = tmp_path / "v.faiss"
    write(base_of(vectors, np.arange(1000)), path)
    whole = path.read_bytes()
    for damaged in (
        b"",
        whole[:40],
        whole[:-1],
        whole[: len(whole) // 2],
        whole[:5000] + b"\xff" + whole[5001:],
        b"x" * 99,
    ):
        path.write_bytes(damaged)
        assert read(path) is None
    path.unlink()
    assert read(path) is None


def test_an_empty_index_finds_nothing(vectors: NDArray[np.float32], tmp_path: Path) -> None:
    write(base_of(vectors, np.array([], np.int64)), tmp_path / "v.faiss")
    again = read(tmp_path / "v.faiss")
    assert again
    nothing = np.empty(0, np.int64)
    index = VectorIndex(FIRST, again, places(nothing, nothing), nothing, np.empty((0, DIMENSION), np.float32))
    assert index.search(vectors[0], 3) == []
