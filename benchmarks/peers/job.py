"""The job that every system is given, and the result that it answers with, both JSON files.

Only the standard library is imported here, since a peer's own virtual environment holds nothing of citewire's.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found, and its title."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Job:
    """Documents to index, and question id -> question to search them with; `model` is the folder of the encoder.

    A search returns `depth` documents.
    """

    model: str
    depth: int
    documents: tuple[Document, ...]
    questions: Mapping[str, str]

    @staticmethod
    def read(path: Path) -> "Job":
        """Read a job that `write` has written."""
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Job(**{**fields, "documents": tuple(Document(**one) for one in fields["documents"])})

    def write(self, path: Path) -> None:
        """Write the job as one JSON object."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Result:
    """Question id -> document ids, best first, and what it took: seconds of the build, and of each question."""

    rankings: Mapping[str, Sequence[str]]
    build_seconds: float
    question_seconds: Mapping[str, float]
    threads: int

    @staticmethod
    def read(path: Path) -> "Result":
        """Read a result that `write` has written."""
        return Result(**json.loads(path.read_text(encoding="utf-8")))

    def write(self, path: Path) -> None:
        """Write the result as one JSON object."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


class System(Protocol):
    """A retrieval system whose encoder is loaded."""

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents, so that the next `search` finds them."""

    def search(self, question: str) -> Sequence[str]:
        """Return the ids of the documents found, best first."""


def timed(system: System, job: Job) -> Result:
    """Build, then ask one question after the other; the first is asked once before, as it may load or compile."""
    started = time.perf_counter()
    system.build(job.documents)
    build_seconds = time.perf_counter() - started
    system.search(next(iter(job.questions.values())))
    rankings: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for number, (key, question) in enumerate(job.questions.items(), start=1):
        started = time.perf_counter()
        found = system.search(question)
        seconds[key] = time.perf_counter() - started
        rankings[key] = list(found)
        if number % 20 == 0 or number == len(job.questions):
            print(f"\r{number}/{len(job.questions)} questions", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return Result(rankings, build_seconds, seconds, _threads())


def main(load: Callable[[Job], System]) -> None:
    """Run a system's process: read the job from one path, write the result to another."""
    parser = argparse.ArgumentParser()
    parser.add_argument("job", type=Path)
    parser.add_argument("result", type=Path)
    paths = parser.parse_args()
    job = Job.read(paths.job)
    timed(load(job), job).write(paths.result)


def _threads() -> int:
    """Return how many threads the encoder computed with."""
    import torch

    return torch.get_num_threads()
