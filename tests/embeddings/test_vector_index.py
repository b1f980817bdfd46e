from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.store.vector_index import Ids, VectorIndex, derive, read, write

DIMENSION = 32
PASSAGES = 4000


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    """Vectors in clusters, as those of texts are; row n belongs to passage n."""
    draw = np.random.default_rng(7)
    centres = draw.normal(size=(60, DIMENSION))
    points = centres[draw.integers(60, size=PASSAGES)] + 0.5 * draw.normal(size=(PASSAGES, DIMENSION))
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


def build(
    vectors: NDArray[np.float32], ids: Ids, *, generation: int = 1, base: VectorIndex | None = None, flat: bool = True
) -> VectorIndex:
    limit = PASSAGES if flat else 100
    return derive("s", generation, DIMENSION, ids, lambda wanted: vectors[wanted], base=base, flat_limit=limit)


def nearest(vectors: NDArray[np.float32], query: NDArray[np.float32], ids: Ids, k: int) -> list[int]:
    return [int(found) for found in ids[np.argsort(-(vectors[ids] @ query))[:k]]]


def recall(index: VectorIndex, vectors: NDArray[np.float32], among: Ids | None = None) -> float:
    found = 0
    for query in vectors[:100]:
        wanted = nearest(vectors, query, index.ids if among is None else among, 10)
        found += len({hit.passage_id for hit in index.search(query, 10, among)} & set(wanted))
    return found / 1000


def test_few_passages_are_searched_exactly(vectors: NDArray[np.float32]) -> None:
    index = build(vectors, np.arange(0, PASSAGES, 2))
    hits = index.search(vectors[5], 10)
    assert [hit.passage_id for hit in hits] == nearest(vectors, vectors[5], index.ids, 10)
    assert hits[0].score == pytest.approx(vectors[hits[0].passage_id] @ vectors[5], abs=1e-5)


def test_many_passages_are_searched_nearly_exactly(vectors: NDArray[np.float32]) -> None:
    assert recall(build(vectors, np.arange(PASSAGES), flat=False), vectors) > 0.9


@pytest.mark.parametrize("flat", [True, False])
def test_a_filter_lets_only_its_passages_through(vectors: NDArray[np.float32], flat: bool) -> None:
    index = build(vectors, np.arange(PASSAGES), flat=flat)
    among = np.arange(3, PASSAGES, 97)
    assert recall(index, vectors, among) > 0.95
    assert {hit.passage_id for hit in index.search(vectors[0], PASSAGES, among)} <= set(among.tolist())
    assert index.search(vectors[0], 5, np.array([], np.int64)) == []


@pytest.mark.parametrize("flat", [True, False])
def test_a_change_of_passages_is_derived_from_the_index_before(vectors: NDArray[np.float32], flat: bool) -> None:
    base = build(vectors, np.arange(3000), flat=flat)
    before = base.search(vectors[50], 10)
    fetched: list[int] = []

    def fetch(wanted: Ids) -> NDArray[np.float32]:
        fetched.extend(wanted.tolist())
        return vectors[wanted]

    ids = np.arange(100, 3100)
    index = derive("s", 2, DIMENSION, ids, fetch, base=base, flat_limit=PASSAGES if flat else 100)
    assert fetched == list(range(3000, 3100))
    assert recall(index, vectors) > 0.9
    assert all(hit.passage_id >= 100 for query in vectors[:50] for hit in index.search(query, 20))
    assert base.search(vectors[50], 10) == before


def test_an_index_of_another_store_is_no_base(vectors: NDArray[np.float32]) -> None:
    base = build(vectors, np.arange(200))
    index = derive("other", 1, DIMENSION, np.arange(200), lambda wanted: -vectors[wanted], base=base)
    assert index.search(-vectors[9], 1)[0].passage_id == 9


@pytest.mark.parametrize("flat", [True, False])
def test_a_written_index_is_read_back(vectors: NDArray[np.float32], tmp_path: Path, flat: bool) -> None:
    index = build(vectors, np.arange(1000), generation=7, flat=flat)
    write(index, tmp_path / "v.faiss")
    again = read(tmp_path / "v.faiss")
    assert again
    assert (again.store, again.generation, again.ids.tolist()) == ("s", 7, index.ids.tolist())
    assert again.search(vectors[3], 10) == index.search(vectors[3], 10)


def test_a_damaged_file_is_not_read(vectors: NDArray[np.float32], tmp_path: Path) -> None:
    path = tmp_path / "v.faiss"
    write(build(vectors, np.arange(1000)), path)
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
    index = build(vectors, np.array([], np.int64))
    write(index, tmp_path / "v.faiss")
    again = read(tmp_path / "v.faiss")
    assert again
    assert again.search(vectors[0], 3) == []
