"""Scale: retrieval, memory, recall and additions over archives of 100,000 and a million passages.

The archives are synthetic (`measuring/synthetic.py` says how they are made), the questions are real ones on the texts
they are made of. Recall@10 is that of the product's dense search against a comparison with every vector of the store;
beside it stands that of the same graph with a far shorter search, which shows that the questions are hard enough to
miss. With --folder the archives are kept there, and a later run goes on with them.
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.latency import (
    ADDITION,
    LIMIT,
    addition_seconds,
    first_documents,
    retrieval_speed,
    texts_and_questions,
)
from benchmarks.measuring.corpus import sample
from benchmarks.measuring.datasets import Collection
from benchmarks.measuring.memory import peak_megabytes
from benchmarks.measuring.report import Cell, arguments, finish, run, show
from benchmarks.measuring.synthetic import OUTLETS, Copies, Original, fill
from embeddings import Archive, Encoder, IndexMissing, Snapshot, rebuild
from embeddings.chunking import Chunker, embedded_text
from embeddings.store.derived import vector_index
from rag import Filters, Settings

SIZES = (100_000, 1_000_000)
ORIGINALS = 6_000
_PORTION = 20_000

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Material:
    """What archives are made of and asked about."""

    originals: tuple[Original, ...]
    questions: tuple[str, ...]


def material_of(task: Collection, limit: int, originals: int = ORIGINALS) -> Material:
    """Cut and encode the head of a collection, about so many passages, and choose questions on it."""
    documents = first_documents(task, originals)
    encoder = Encoder.load(None)
    chunker = Chunker(encoder.count_tokens, encoder.window)
    titles, sentences, texts = [], [], []
    for title, text in documents.values():
        for chunk in chunker.cut(text, title):
            titles.append(title)
            sentences.append(tuple(text[one.start : one.end] for one in chunk.sentences))
            texts.append(embedded_text(title, text[chunk.start : chunk.end]))
    vectors = encoder.encode(texts)
    asked = [text for key, text in task.queries.items() if documents.keys() & task.judgments[key].keys()]
    return Material(tuple(map(Original, titles, sentences, vectors)), tuple(sample(asked, limit)))


def measured(folder: Path, passages: int, material: Material) -> dict[str, Cell]:
    """Make an archive of so many passages in `folder`, unless it is there, and take every figure of it."""
    settings = Settings(seeds=folder / "seeds", index=folder / "index")
    row: dict[str, Cell] = {"name": f"{passages:,} passages", "n": len(material.questions), "passages": passages}
    if _passages_in(settings) < passages:
        row |= fill(settings, Copies(material.originals), passages)
    _forget_additions(settings)
    # A process of its own, so that memory counts what answering takes and not what making the archive took.
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        row |= fresh.apply(answering, (settings, material.questions))
    row |= recalls(settings, material.questions)
    row["add_one_article_s"] = addition_seconds(settings, ADDITION)
    return row


def answering(settings: Settings, questions: Sequence[str]) -> dict[str, Cell]:
    """Time retrieval, its files on disk alone, then with a filter that a tenth of the articles pass, and its memory."""
    _forget_files(settings.index)
    started = time.perf_counter()
    retrieval_speed(settings, questions[:1])
    opened = time.perf_counter() - started
    free = retrieval_speed(settings, questions)
    filtered = retrieval_speed(settings, questions, Filters(sources=OUTLETS[:1]))
    return {
        "first_retrieval_s": opened,
        **free,
        "one_outlet_p95_ms": filtered["retrieval_p95_ms"],
        "peak_mb": peak_megabytes(os.getpid()),
    }


def recalls(settings: Settings, questions: Sequence[str]) -> dict[str, Cell]:
    """Return the share of the ten truly nearest passages that dense search finds, with its own and a short search."""
    archive = Archive.open(settings)
    vectors = np.stack([archive.encoder.encode_query(question) for question in questions])
    with archive.snapshot() as snapshot:
        nearest = _nearest(snapshot, vectors, 10)
        own = _recall(snapshot, vectors, nearest)
        # It then looks at no more nodes than it has to return.
        usual, vector_index.LOOKED_AT = vector_index.LOOKED_AT, 0
        try:
            short = _recall(snapshot, vectors, nearest)
        finally:
            vector_index.LOOKED_AT = usual
    archive.close()
    return {"recall@10": own, "recall@10, shortest search": short}


def _recall(snapshot: Snapshot, vectors: Vectors, nearest: NDArray[np.int64]) -> float:
    found = [{hit.passage_id for hit in snapshot.search_dense(vector, 10)} for vector in vectors]
    return float(np.mean([len(hits & set(true.tolist())) / 10 for hits, true in zip(found, nearest, strict=True)]))


def _nearest(snapshot: Snapshot, queries: Vectors, k: int) -> NDArray[np.int64]:
    """Return for each query the ids of its `k` nearest passages, by comparing it with all vectors of the store."""
    best = np.full((len(queries), k), -np.inf, np.float32)
    ids = np.zeros((len(queries), k), np.int64)
    everything = [passage for article in snapshot.articles() for passage in snapshot.passages_of(article.id)]
    every_id = np.array([passage.id for passage in everything], np.int64)
    for at in range(0, len(every_id), _PORTION):
        part = every_id[at : at + _PORTION]
        scores = np.hstack([best, queries @ snapshot.vectors(part.tolist()).T])
        those = np.hstack([ids, np.broadcast_to(part, (len(queries), len(part)))])
        top = np.argpartition(-scores, k - 1, axis=1)[:, :k]
        best, ids = np.take_along_axis(scores, top, 1), np.take_along_axis(those, top, 1)
    return ids


def _forget_files(folder: Path) -> None:
    """Let the system drop what it keeps of a folder's files in memory, where it can be told to."""
    if hasattr(os, "posix_fadvise"):
        for path in folder.iterdir():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _forget_additions(settings: Settings) -> None:
    """Take out what an earlier run added to an archive that was kept."""
    if added := list(settings.seeds.glob("added-*.json")):
        for path in added:
            path.unlink()
        rebuild(settings=settings)


def _passages_in(settings: Settings) -> int:
    try:
        archive = Archive.open(settings)
    except IndexMissing:
        return 0
    with archive.snapshot() as snapshot:
        return snapshot.counts().passages


def main() -> None:
    """Measure archives of every size and print one row for each."""
    options = _options()
    material = material_of(texts_and_questions(options.data), options.limit or LIMIT)
    rows = []
    for passages in options.passages:
        with TemporaryDirectory(prefix="citewire-benchmark-") as name:
            folder = (options.folder or Path(name)) / str(passages)
            rows.append(measured(folder, passages, material))
            print(f"{passages} passages measured", file=sys.stderr)
    show("Scale: retrieval over synthetic archives", rows)
    finish({"benchmark": "scale", "sets": rows}, as_json=options.json)


def _options() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES, help="sizes of the archives")
    parser.add_argument("--folder", type=Path, help="keep the archives here")
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
