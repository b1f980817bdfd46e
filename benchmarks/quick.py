"""Quick: every figure that speed is judged by, with its target, in under five minutes on an idle machine.

The archive is synthetic (`measuring/synthetic.py`), so that its size costs no encoding. Beside most figures stands that
of a task that citewire has no part in, timed in the same run.
"""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Sequence
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
from benchmarks.measuring.memory import peak_megabytes, resident_megabytes
from benchmarks.measuring.row import Row
from benchmarks.measuring.synthetic import OUTLETS, Copies, fill
from benchmarks.measuring.visitor import Visitor
from benchmarks.scale import matter, recalls
from embeddings import rebuild
from rag import Filters, Settings

PASSAGES = 10_000
QUESTIONS = 40
ORIGINALS = 600
BUILT = 45
COMMANDS = ("--help", "list", "doctor")


def quick() -> list[Row]:
    """Take every figure."""
    task = texts_and_questions(None)
    documents = list(first_documents(task, BUILT * 2).values())[:BUILT]
    with TemporaryDirectory(prefix="citewire-benchmark-") as name:
        folder = Path(name)
        seeds = Settings(seeds=folder / "small", index=folder / "small-index")
        write_articles(seeds.seeds, documents)
        # A process of its own, so that memory counts the rebuild alone.
        with multiprocessing.get_context("spawn").Pool(1) as fresh:
            memory = fresh.apply(rebuild_memory, (seeds,))
        return [
            *starting(seeds),
            *chatting(folder),
            *asking(folder),
            *building(documents),
            Row(f"memory of a rebuild, {len(documents)} articles", memory, "MB", 700),
        ]


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


def asking(folder: Path) -> list[Row]:
    """Make an archive and take the figures of questions, retrieval and one article more."""
    settings = Settings(seeds=folder / "archive" / "seeds", index=folder / "archive" / "index")
    material = matter(texts_and_questions(None), QUESTIONS, originals=ORIGINALS)
    fill(settings, Copies(material.originals), PASSAGES)
    multiply = _multiplication()
    answered = question_speed(settings, material.questions)
    free = retrieval_speed(settings, material.questions)
    outlet = retrieval_speed(settings, material.questions, Filters(sources=OUTLETS[:1]))
    found = recalls(settings, material.questions)
    added = addition_seconds(settings, ADDITION)
    half, tail = (60, 100) if _multiplies_bfloat16() else (150, 250)
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
        Row("recall@10 against all vectors", float(found["recall@10"] or 0), "", 0.99, higher=True),
        Row(f"one article into {size}", added, "s", 2, ratio=added * 1000 / multiply, beside=beside),
    ]


def building(documents: Sequence[tuple[str, str]]) -> list[Row]:
    """Compare the encoder with sentence-transformers over the same passages."""
    speed = build_speed(documents)
    target = 3.5 if _multiplies_bfloat16() else 1.6
    beside = "SentenceTransformer.encode"
    rows = []
    for name, key in (("rebuild", "rebuild"), ("encoder", "encoder")):
        ratio = float(speed[f"{key}_to_plain"] or 0)
        rows.append(Row(f"build: {name} at equal vectors", ratio, "x", target, higher=True, ratio=ratio, beside=beside))
    return rows


def rebuild_memory(settings: Settings) -> float | None:
    """Rebuild in this process; return the megabytes it took at most."""
    rebuild(settings=settings)
    return peak_megabytes(os.getpid())


def _seconds(command: Sequence[str]) -> float:
    """Return the median seconds of three runs of a command after a first one that warms the files."""
    taken = []
    for _ in range(4):
        started = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - started)
    return median(taken[1:])


def _multiplication() -> float:
    """Return the median milliseconds of a product of two matrices in float32."""
    matrix = torch.from_numpy(np.random.default_rng(0).normal(size=(1024, 1024)).astype(np.float32))
    taken = []
    for _ in range(30):
        started = time.perf_counter()
        matrix @ matrix
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken)


def _multiplies_bfloat16() -> bool:
    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))
