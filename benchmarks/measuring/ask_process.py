"""The ask process: `citewire ask --json` in a process of its own, asked one question a line and timed from outside."""

import json
import os
import subprocess
import sys
import time
from types import TracebackType
from typing import Any, Self

from benchmarks.measuring.memory import peak_megabytes
from embeddings import CitewireError
from rag import Settings


class AskProcess:
    """A running command line over one index; used with `with`, it ends when the block ends.

    Time counts from the start of the process, so the first `ask` includes the start of Python, all imports, loading
    the models and opening the index.
    """

    def __init__(self, settings: Settings) -> None:
        self._environment = {
            **os.environ,
            "CITEWIRE_SEEDS": str(settings.seeds.resolve()),
            "CITEWIRE_INDEX": str(settings.index.resolve()),
        }

    def __enter__(self) -> Self:
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "citewire", "ask", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self._environment,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def ask(self, question: str) -> dict[str, Any]:
        """Ask and wait for the answer's JSON object.

        Raises:
            CitewireError: the process ended instead of answering; it has said why on standard error.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(" ".join(question.split()) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise CitewireError("`citewire ask --json` ended before it answered; its own message stands above.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def timed(self, question: str) -> float:
        """Ask, and return the milliseconds until the answer was there."""
        started = time.perf_counter()
        self.ask(question)
        return (time.perf_counter() - started) * 1000

    def age(self) -> float:
        """Return the seconds since the process was started."""
        return time.perf_counter() - self._started

    def peak_megabytes(self) -> float | None:
        """Return the most memory the process ever held resident; None where the system does not tell."""
        return peak_megabytes(self._process.pid)
