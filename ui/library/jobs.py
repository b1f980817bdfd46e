"""Jobs: changes to the library that take a while, one after the other, whoever asked for them and is still there."""

import logging
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock
from typing import TypeVar

from rag import CitewireError, IndexBusy, Progress
from ui import texts

log = logging.getLogger(f"citewire.{__name__}")

# Jobs whose outcome can still be asked for.
_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job has come: its latest step, then what to say of it as safe HTML, or what went wrong.

    `seen` grows with each step.
    """

    seen: int = 0
    step: Progress | None = None
    outcome: str | None = None
    trouble: str | None = None

    @property
    def done(self) -> bool:
        """Whether nothing more will come of it."""
        return self.outcome is not None or self.trouble is not None


# Seconds that a change waits for another writer of the index, and between two tries.
_BUSY = 20.0
_PAUSE = 0.1

_Outcome = TypeVar("_Outcome")
Work = Callable[[Callable[[Progress], None]], str]


class Jobs:
    """Runs one job at a time, as the index lets only one writer in."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, "citewire-library")
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()

    def begin(self, work: Work) -> str:
        """Queue `work`, which is handed a listener for its progress and returns its outcome; return the job's name."""
        name = secrets.token_hex(8)
        with self._lock:
            for old in list(self._jobs)[: len(self._jobs) + 1 - _REMEMBERED]:
                del self._jobs[old]
            self._jobs[name] = Job()
        self._worker.submit(self._run, name, work)
        return name

    def at(self, name: str) -> Job | None:
        """Return how far a job has come, None for one that is not known any more."""
        return self._jobs.get(name)

    def _run(self, name: str, work: Work) -> None:
        def tell(step: Progress) -> None:
            self._put(name, step=step)

        try:
            self._put(name, outcome=work(tell))
        except CitewireError as error:
            self._put(name, trouble=str(error))
        except Exception:
            log.exception("a change of the library failed")
            self._put(name, trouble=texts.REBUILD_UNEXPECTED)

    def _put(
        self, name: str, *, step: Progress | None = None, outcome: str | None = None, trouble: str | None = None
    ) -> None:
        with self._lock:
            if job := self._jobs.get(name):
                self._jobs[name] = replace(job, seen=job.seen + 1, step=step, outcome=outcome, trouble=trouble)


def once_free(work: Callable[[], _Outcome]) -> _Outcome:
    """Do what needs the index for itself; while another writer has it, such as the watcher, wait a little."""
    last = time.monotonic() + _BUSY
    while True:
        try:
            return work()
        except IndexBusy:
            if time.monotonic() > last:
                raise
            time.sleep(_PAUSE)
