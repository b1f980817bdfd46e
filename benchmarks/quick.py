"""Quick: every figure that speed is judged by, with its target, in under five minutes on an idle machine.

The archive is synthetic (`measuring/synthetic.py`), so that its size costs no encoding. Beside most figures stands that
of a task that citewire has no part in, timed in the same run.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import torch

from benchmarks.crowd import served
from benchmarks.latency import (
    ADDITION,
    SEED_QUESTIONS,
    addition_seconds,
    first_documents,
    question_speed,
    retrieval_speed,
    texts_and_questions,
)
from benchmarks.measuring.build_speed import build_speed, write_articles
from benchmarks.measuring.datasets import Collection
from benchmarks.measuring.memory import resident_megabytes
from benchmarks.measuring.row import Row
from benchmarks.measuring.synthetic import OUTLETS, Copies, fill
from benchmarks.measuring.visitor import Visitor
from benchmarks.scale import material_of
from embeddings import Encoder
from embeddings.encoding.int8 import Int8
from embeddings.encoding.layers import Affine
from embeddings.encoding.processor import multiplies_bfloat16
from embeddings.store.derived import vector_index
from embeddings.store.derived.origin import Generation, Origin
from embeddings.store.derived.vector_index import Base, VectorIndex
from embeddings.store.sqlite.snapshot import RESCORED
from rag import Filters, Settings

PASSAGES = 10_000
QUESTIONS = 40
ORIGINALS = 600
BUILT = 45
GRAPH = 60_000
COMMANDS = ("--help", "list", "doctor")
# What minutes do not suffice for.
ELSEWHERE = (
    ("retrieval, p95, 100,000 passages, files cold", "ms", 20, "python -m benchmarks.scale"),
    ("retrieval, p95, 1,000,000 passages, files cold", "ms", 60, "python -m benchmarks.scale"),
    ("one article into 1,000,000 passages", "s", 2, "python -m benchmarks.scale"),
    ("question beside txtai, Haystack and LlamaIndex", "ms", None, "make peers"),
)
_REBUILD = """
import os, sys
from pathlib import Path
from benchmarks.measuring.memory import peak_megabytes
from embeddings import IndexSettings, rebuild
rebuild(settings=IndexSettings(seeds=Path(sys.argv[1]), index=Path(sys.argv[2])))
print(peak_megabytes(os.getpid()))
"""


def quick() -> Iterator[list[Row]]:
    """Take every figure, a few at a time; a part that fails gives a row that says why."""
    with TemporaryDirectory(prefix="citewire-benchmark-") as name:
        folder = Path(name)
        task = texts_and_questions(None)
        documents = list(first_documents(task, BUILT * 2).values())[:BUILT]
        seeds = Settings(seeds=folder / "small", index=folder / "small-index")
        write_articles(seeds.seeds, documents)
        parts: dict[str, Callable[[], list[Row]]] = {
            "memory of a rebuild": lambda: [rebuild_memory(seeds)],
            "start": lambda: starting(seeds),
            "chat": lambda: chatting(folder),
            "questions": lambda: asking(folder, task),
            "build": lambda: building(documents),
            "products": lambda: [whole_numbers()],
        }
        for what, take in parts.items():
            started = time.perf_counter()
            try:
                yield take()
            except Exception as error:
                # Whatever ends one part, the figures of the others are wanted.
                yield [Row(what, None, "", None, missing=f"{type(error).__name__}: {error}")]
            print(f"{what}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    yield [Row(what, None, unit, target, missing=where) for what, unit, target, where in ELSEWHERE]


def starting(settings: Settings) -> list[Row]:
    """Time commands from the start of their process to its end."""
    bare = _seconds([sys.executable, "-c", "import numpy"])
    importing = _seconds([sys.executable, "-c", "import torch"])
    command = [sys.executable, "-m", "citewire", "--index", str(settings.index), "--seeds", str(settings.seeds)]
    asked = _seconds([*command, "ask", SEED_QUESTIONS[0]])
    rows = [Row("start: ask to its answer", asked, "s", 3, ratio=asked / importing, beside="import torch")]
    for name in COMMANDS:
        taken = _seconds([*command, name])
        rows.append(Row(f"start: {name}", taken, "s", 0.5, ratio=taken / bare, beside="import numpy"))
    return rows


def chatting(folder: Path) -> list[Row]:
    """Start the chat over the sample articles, ask, and look at its memory."""
    importing = _seconds([sys.executable, "-c", "import torch, gradio"])
    started = time.perf_counter()
    with served(folder) as (url, process):
        listening = time.perf_counter() - started
        visitor = Visitor(url)
        visitor.ask(SEED_QUESTIONS[0])
        answered, idle = time.perf_counter() - started, resident_megabytes(process)
        for number in range(QUESTIONS):
            visitor.ask(SEED_QUESTIONS[number % len(SEED_QUESTIONS)])
        later = resident_megabytes(process)
        visitor.close()
    beside = "import torch and gradio"
    return [
        Row("chat: start to the page", listening, "s", 4, ratio=listening / importing, beside=beside),
        Row("chat: start to the first answer", answered, "s", 5, ratio=answered / importing, beside=beside),
        Row("chat: memory after one question", idle, "MB", 700),
        Row(f"chat: growth over {QUESTIONS} questions", (later or 0) - (idle or 0), "MB", 20),
    ]


def asking(folder: Path, task: Collection) -> list[Row]:
    """Make an archive and take the figures of questions, retrieval and one article more."""
    settings = Settings(seeds=folder / "archive" / "seeds", index=folder / "archive" / "index")
    material = material_of(task, QUESTIONS, originals=ORIGINALS)
    copies = Copies(material.originals)
    fill(settings, copies, PASSAGES)
    multiply = _multiplication()
    answered = question_speed(settings, material.questions)
    free = retrieval_speed(settings, material.questions)
    outlet = retrieval_speed(settings, material.questions, Filters(sources=OUTLETS[:1]))
    added = addition_seconds(settings, ADDITION)
    half, tail = (60, 100) if multiplies_bfloat16() else (150, 250)
    size, beside = f"{PASSAGES:,} passages", "a product of two 1024 x 1024 matrices"
    p50, p95 = float(answered["question_p50_ms"] or 0), float(answered["question_p95_ms"] or 0)
    passages_p95 = free["retrieval_p95_ms"]
    return [
        Row(f"question, median, {size}", p50, "ms", half, ratio=p50 / multiply, beside=beside),
        Row(f"question, p95, {size}", p95, "ms", tail, ratio=p95 / multiply, beside=beside),
        Row(f"retrieval, p95, {size}", passages_p95, "ms", 20, ratio=passages_p95 / multiply, beside=beside),
        Row(
            "retrieval, p95, one outlet of ten",
            outlet["retrieval_p95_ms"],
            "ms",
            passages_p95,
            ratio=outlet["retrieval_p95_ms"] / passages_p95,
            beside="all outlets",
        ),
        graph_recall(copies, material.questions),
        Row(f"one article into {size}", added, "s", 2, ratio=added * 1000 / multiply, beside=beside),
    ]


def graph_recall(copies: Copies, questions: Sequence[str]) -> Row:
    """Return the share of the ten truly nearest vectors among those that a large archive's graph brings for scoring."""
    vectors, ids = copies.vectors(0, GRAPH), np.arange(GRAPH)
    built = vector_index.build(vectors.shape[1], ids, lambda wanted: vectors[wanted])
    generation = Generation(1, "")
    base = Base(Origin("", generation, vectors.shape[1], GRAPH, GRAPH), ids, built)
    index = VectorIndex(generation, base, np.empty(0, np.int32), ids[:0], vectors[:0])
    shares = []
    for asked in map(Encoder.load(None).encode_query, questions):
        nearest = np.argpartition(-(vectors @ asked), 10)[:10]
        shares.append(len({hit.passage_id for hit in index.search(asked, RESCORED)} & {*nearest.tolist()}) / 10)
    return Row(f"recall@10, graph of {GRAPH:,} vectors", float(np.mean(shares)), "", 0.99, higher=True)


def building(documents: Sequence[tuple[str, str]]) -> list[Row]:
    """Compare the encoder with sentence-transformers over the same passages."""
    speed = build_speed(documents)
    target = 3.5 if multiplies_bfloat16() else 1.6
    beside = "SentenceTransformer.encode"
    rows = []
    for name, key in (("rebuild", "rebuild"), ("encoder", "encoder")):
        ratio = float(speed[f"{key}_to_plain"] or 0)
        rows.append(Row(f"build: {name} at equal vectors", ratio, "x", target, higher=True, ratio=ratio, beside=beside))
    return rows


def whole_numbers() -> Row:
    """Compare a product of the verifier's in int8 with the same in float32: what is fast on one processor may crawl."""
    chance = torch.Generator().manual_seed(0)
    affine = Affine(torch.randn(3072, 768, generator=chance), torch.zeros(3072))
    states = torch.randn(128, 768, generator=chance)
    ratio = _median_ms(lambda: affine(states)) / _median_ms(partial(Int8.rounded(affine), states))
    return Row("product in int8", ratio, "x", 1.5, higher=True, ratio=ratio, beside="float32")


def rebuild_memory(settings: Settings) -> Row:
    """Rebuild in a process that imports nothing else; return the megabytes it took at most."""
    command = [sys.executable, "-c", _REBUILD, str(settings.seeds), str(settings.index)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return Row(f"memory of a rebuild, {BUILT} articles", float(ran.stdout), "MB", 700)


def _seconds(command: Sequence[str]) -> float:
    """Return the median seconds of three runs of a command after a first one that warms the files."""
    # As with anyone who runs a command twice, modules are compiled.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(4):
        started = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, env=environment)
        taken.append(time.perf_counter() - started)
    return median(taken[1:])


def _multiplication() -> float:
    """Return the median milliseconds of a product of two matrices in float32."""
    matrix = torch.from_numpy(np.random.default_rng(0).normal(size=(1024, 1024)).astype(np.float32))
    return _median_ms(lambda: matrix @ matrix)


def _median_ms(product: Callable[[], torch.Tensor]) -> float:
    taken = []
    for _ in range(30):
        started = time.perf_counter()
        product()
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken)
