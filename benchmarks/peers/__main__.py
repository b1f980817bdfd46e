"""Retrieval beside other libraries: the same passages, questions and encoder weights, each system in hybrid mode.

By default the dev questions on new Wikipedia, 500 of them, over all its passages, train and dev. Every system runs in a
process of its own, one after the other and with as many threads as the others. Peers are installed in .peers first,
which takes some minutes; PIP_FLAGS holds options for pip. A build starts with loaded weights and ends when a search can
start; questions are asked one at a time.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring.corpus import sample
from benchmarks.measuring.datasets import Collection
from benchmarks.measuring.report import arguments, finish, run, show, side_by_side
from benchmarks.peers.environment import interpreter
from benchmarks.peers.job import Document, Job, Result
from benchmarks.retrieval import measured, own_passage_questions, tasks
from embeddings import CitewireError
from embeddings.encoding.bundled import bundled_model

PEERS = ("txtai", "haystack", "llamaindex")
# citewire's own, as the tables name them -> the module that runs each.
OWN = {"citewire": "benchmarks.peers.with_citewire", "citewire+reader": "benchmarks.peers.with_citewire_reader"}
SYSTEMS = (*PEERS, *OWN)
SET = "squadshifts_newwiki"
QUESTIONS = 500
DEPTH = 10
MEASURES = ("recall@5", "mrr@10")
_FOLDER = Path(__file__).resolve().parent


def job_of(task: Collection, limit: int) -> Job:
    """Return the job that a collection makes: all its documents, and at most `limit` of its questions."""
    return Job(
        model=str(bundled_model()),
        depth=DEPTH,
        documents=tuple(Document(key, title, text) for key, (title, text) in task.documents.items() if text.strip()),
        questions={key: task.queries[key] for key in sample(sorted(task.queries), limit)},
    )


def figures(judgments: Mapping[str, Mapping[str, int]], job: Job, result: Result) -> dict[str, float]:
    """Return quality and speed of one system: the measures, the median question and the documents built a second."""
    quality = measured(judgments, {key: list(found[: job.depth]) for key, found in result.rankings.items()})
    return {
        **{name: quality[name] for name in MEASURES},
        "query_p50_ms": median(result.question_seconds.values()) * 1000,
        "build_passages_s": len(job.documents) / result.build_seconds,
        "threads": result.threads,
    }


def run_system(name: str, job: Job) -> Result:
    """Run one system's process over a job and return its result.

    Raises:
        CitewireError: the process failed, or answered other questions than it was asked.
    """
    # By its path, not as a module: the package's own imports are of citewire's environment.
    command = (
        [sys.executable, "-m", OWN[name]] if name in OWN else [str(interpreter(name)), str(_FOLDER / f"with_{name}.py")]
    )
    with TemporaryDirectory(prefix="citewire-benchmark-") as folder:
        asked, answered = Path(folder) / "job.json", Path(folder) / "result.json"
        job.write(asked)
        print(f"{name}:", file=sys.stderr, flush=True)
        whole = [*command, str(asked), str(answered)]
        ran = subprocess.run(whole, cwd=_FOLDER.parents[1], env=_environment(), stdout=sys.stderr)
        if ran.returncode != 0:
            raise CitewireError(f"The process of {name} failed; its own message stands above.")
        result = Result.read(answered)
    if result.rankings.keys() != job.questions.keys():
        raise CitewireError(f"{name} answered {len(result.rankings)} of {len(job.questions)} questions.")
    return result


def evaluate(task: Collection, systems: Sequence[str], limit: int) -> dict[str, Any]:
    """Run the systems in turn over a collection and return their figures side by side."""
    job = job_of(task, limit)
    measured_systems = {}
    for name in systems:
        measured_systems[name] = figures(task.judgments, job, run_system(name, job))
        print(measured_systems[name], file=sys.stderr, flush=True)
    return {"name": task.name, "n": len(job.questions), "passages": len(job.documents), "systems": measured_systems}


def main() -> None:
    """Measure the chosen systems and print them in one table."""
    options = _options()
    chosen = [name for name in SYSTEMS if name in options.systems]
    collections = [own_passage_questions(SET, "dev")] if options.data is None else tasks(options.data)
    results = [evaluate(task, chosen, options.limit) for task in collections]
    show("Peers: who finds the passage that a question was asked on, and how fast?", side_by_side(results))
    finish({"benchmark": "peers", "sets": results}, as_json=options.json)


def _options() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.set_defaults(limit=QUESTIONS)
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), help="systems to compare")
    return parser.parse_args()


def _environment() -> Mapping[str, str]:
    """Return this process's environment with one number of threads for all, and nothing that would call out."""
    threads = str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    counted = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")
    return {
        **os.environ,
        **dict.fromkeys(counted, threads),
        "HF_HUB_OFFLINE": "1",
        "HAYSTACK_TELEMETRY_ENABLED": "False",
    }


if __name__ == "__main__":
    run(main)
