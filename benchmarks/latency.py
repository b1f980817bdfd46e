"""Speed and memory: start, build, questions, retrieval, one article more; over the seeds and over a larger index.

Questions are put to `citewire ask --json` in a process of its own and timed from outside. Figures are medians of
several takings, and systems that are compared take turns, since no machine is equally fast all the time.
"""

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.measuring.ask_process import AskProcess
from benchmarks.measuring.build_speed import build_speed, write_articles
from benchmarks.measuring.corpus import own_passages, sample, show_progress
from benchmarks.measuring.datasets import Collection, load_collection, load_examples, load_split, set_name
from benchmarks.measuring.machine import machine
from benchmarks.measuring.memory import peak_megabytes
from benchmarks.measuring.report import Cell, arguments, finish, run, show
from embeddings import Archive, InputError, rebuild
from rag import Filters, Settings
from rag.retrieval.retriever import retrieve

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SEED_QUESTIONS = (
    "Who spoke at the InfoSpace forum?",
    "What did Cisco destroy in Russia, and what was it worth?",
    "Which fund gets a further 25 billion rubles?",
    "Where was the Russian-Chinese Expo held?",
    "How many generations behind are the assets in Zelenograd?",
    "Who is the chief executive of Cisco?",
    "How do I bake bread?",
    "What does deep localization mean?",
    "How much did the fund lend in 2022?",
    "How many Chinese nationals attended the Expo?",
    "What is a process node?",
    "When did China's programme of technological sovereignty begin?",
)
TEXT_SETS = ("squadshifts_newwiki", "squad2_half", "nq_oracle", "qed", "selqa", "quoref_part", "covidqa", "boolq")
# An article that is not among the others.
ADDITION = (
    "Night buses return to the harbour",
    "The city council of Portmere said on Tuesday that night buses will run to the harbour again from June. "
    "Councillor Hanna Orre put the yearly cost at 310,000 crowns.",
)
PASSAGES = 10_000
WORDS_A_PASSAGE = 95
LIMIT = 150
STARTS = 3
ADDITIONS = 3
COMPARED_ARTICLES = 450


def first_documents(task: Collection, passages: int) -> dict[str, tuple[str, str]]:
    """Return documents from the head of a collection that make up about so many passages."""
    taken: dict[str, tuple[str, str]] = {}
    expected = 0.0
    for key, (title, text) in task.documents.items():
        if expected >= passages:
            break
        if text.strip():
            taken[key] = (title, text)
            expected += max(1.0, len(text.split()) / WORDS_A_PASSAGE)
    return taken


def question_speed(settings: Settings, questions: Sequence[str]) -> dict[str, Cell]:
    """Start the command line a few times over an index; in the last one ask every question once it is warm."""
    starts: list[float] = []
    for _ in range(STARTS):
        with AskProcess(settings) as process:
            process.ask(questions[0])
            starts.append(process.age())
            if len(starts) < STARTS:
                continue
            process.ask(questions[-1])
            times = [process.timed(question) for question in questions]
            peak = process.peak_megabytes()
    return {
        "start_to_answer_s": median(starts),
        "question_p50_ms": round(np.percentile(times, 50)),
        "question_p95_ms": round(np.percentile(times, 95)),
        "ask_peak_mb": peak and round(peak),
    }


def addition_seconds(settings: Settings, article: tuple[str, str]) -> float:
    """Add one article and rebuild, several times over; return the median seconds, with the encoder already loaded."""
    seconds = []
    title, text = article
    for number in range(ADDITIONS):
        path = settings.seeds / f"added-{number}.json"
        path.write_text(json.dumps({"title": title, "text": f"Edition {number}. {text}"}), encoding="utf-8")
        started = time.perf_counter()
        rebuild(settings=settings)
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def retrieval_speed(settings: Settings, questions: Sequence[str], filters: Filters | None = None) -> dict[str, float]:
    """Time retrieval in this process: the question's vector, both searches, fusion and near-duplicates."""
    archive = Archive.open(settings)
    times = []
    for question in (questions[0], *questions):
        started = time.perf_counter()
        with archive.snapshot() as snapshot:
            vector = archive.encoder.encode_query(question)
            retrieve(
                snapshot,
                vector,
                question,
                filters=filters or Filters(),
                candidates=settings.candidates,
                top_k=settings.top_k,
            )
        times.append((time.perf_counter() - started) * 1000)
    # The first one loads the encoder and the index.
    return {
        "retrieval_p50_ms": float(np.percentile(times[1:], 50)),
        "retrieval_p95_ms": float(np.percentile(times[1:], 95)),
    }


def measured(name: str, folder: Path, questions: Sequence[str], addition: tuple[str, str]) -> dict[str, Cell]:
    """Build an index beside a folder of articles and take every figure of it; the folder gets new files."""
    settings = Settings(seeds=folder, index=folder.parent / "index")
    report = rebuild(settings=settings, progress=show_progress)
    peak = peak_megabytes(os.getpid())
    print(f"\n{name}: {report.passages_total} passages built in {report.seconds:.0f} s", file=sys.stderr)
    return {
        "name": name,
        "n": len(questions),
        "passages": report.passages_total,
        **question_speed(settings, questions),
        **retrieval_speed(settings, questions),
        "build_passages_s": report.passages_embedded / report.seconds,
        "build_peak_mb": peak and round(peak),
        "add_one_article_s": addition_seconds(settings, addition),
    }


def measured_seeds() -> dict[str, Cell]:
    """Take every figure over a copy of the sample articles."""
    with TemporaryDirectory(prefix="citewire-benchmark-") as name:
        folder = Path(name) / "seeds"
        shutil.copytree(SEEDS, folder)
        return measured("seeds", folder, SEED_QUESTIONS, ADDITION)


def measured_texts(task: Collection, passages: int, limit: int) -> dict[str, Cell]:
    """Take every figure over the head of a collection, with questions on its documents.

    Raises:
        InputError: there is no question on any of them.
    """
    documents = first_documents(task, passages)
    asked = [text for key, text in task.queries.items() if documents.keys() & task.judgments[key].keys()]
    if not asked:
        raise InputError(f"{task.name} holds no question on any of its first {len(documents)} texts.")
    with TemporaryDirectory(prefix="citewire-benchmark-") as name:
        folder = Path(name) / "seeds"
        write_articles(folder, list(documents.values()))
        return measured(task.name, folder, sample(asked, limit), ADDITION)


def texts_and_questions(data: Path | None) -> Collection:
    """Return what the larger index is made of: `data` where it is given, else the training sets."""
    if data is not None and data.is_dir():
        return load_collection(data)
    if data is not None:
        return own_passages(set_name(data), load_examples(data))
    train = load_split("train", TEXT_SETS)
    return own_passages("training texts", [example for examples in train.values() for example in examples])


def main() -> None:
    """Take every figure and print a table for each kind of it."""
    options = _options()
    task = texts_and_questions(options.data)
    rows = [] if options.data else [measured_seeds()]
    rows.append(measured_texts(task, options.passages, options.limit or LIMIT))
    build = build_speed(sample([text for text in task.documents.values() if text[1].strip()], COMPARED_ARTICLES))
    _show(rows, build)
    finish({"benchmark": "latency", "machine": machine(), "sets": [*rows, build]}, as_json=options.json)


def _options() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--passages", type=int, default=PASSAGES, help="size of the larger index, about so many")
    return parser.parse_args()


def _show(rows: Sequence[Mapping[str, Cell]], build: Mapping[str, Cell]) -> None:
    def columns(*names: str) -> list[dict[str, Cell]]:
        return [{name: row[name] for name in ("name", "passages", *names)} for row in rows]

    show("Machine", [machine()])
    show(
        "Questions, one at a time through `citewire ask`; retrieval alone in this process",
        columns("n", "start_to_answer_s", "question_p50_ms", "question_p95_ms", "retrieval_p50_ms", "retrieval_p95_ms"),
    )
    show("Index and memory", columns("build_passages_s", "add_one_article_s", "build_peak_mb", "ask_peak_mb"))
    show("Rebuild and encoder against plain SentenceTransformer.encode, passages per second", [build])


if __name__ == "__main__":
    run(main)
