"""Reading: files are read in processes of their own, so that the worst of them costs no more than a line in the report.

multiprocessing's own pools would run the user's script again in each process, and hang or break with the first that is
killed; of it only the connections are used.
"""

import atexit
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from multiprocessing import Pipe
from queue import SimpleQueue
from typing import Any, TypeVar

from embeddings.errors import CitewireError
from embeddings.file_readers import Contents, UnreadableFile
from embeddings.intake.reading_process import Request, Response

# Beyond this, more processes wait for the one that puts what they read into the store.
_MOST_PROCESSES = 4
# A process that waits for nothing has used its processor time by then, even beside others.
_PATIENCE = 4
# How many files are read ahead for each process; a large one is waited for, so that few are in memory at once.
_AHEAD, _LARGE = 4, 8 * 1024 * 1024
_PROGRAM = "from embeddings.intake.reading_process import main; main()"
_OWN = ("embeddings.", "datetime.date")

Item = TypeVar("Item")


def read_each(files: Iterable[tuple[Item, Request]]) -> Iterator[tuple[Item, Contents | UnreadableFile]]:
    """Yield for each file, in order, what came with it and what it holds, or why it cannot be read."""
    pool = _pool()
    pending: deque[tuple[Item, Future[Contents | UnreadableFile]]] = deque()
    try:
        for item, request in files:
            pending.append((item, pool.submit(request)))
            ahead = 1 if len(request.data) > _LARGE else _AHEAD * pool.size
            while len(pending) >= ahead:
                done, outcome = pending.popleft()
                yield done, outcome.result()
        while pending:
            done, outcome = pending.popleft()
            yield done, outcome.result()
    finally:
        for _, outcome in pending:
            outcome.cancel()


class _Pool:
    """Reading processes, each begun when there is work for it and kept for what comes."""

    def __init__(self) -> None:
        self.size = min(_MOST_PROCESSES, os.cpu_count() or 1)
        self._threads = ThreadPoolExecutor(self.size, "reading")
        self._idle: SimpleQueue[_Process | None] = SimpleQueue()
        for _ in range(self.size):
            self._idle.put(None)

    def submit(self, request: Request) -> "Future[Contents | UnreadableFile]":
        return self._threads.submit(self._read, request)

    def close(self) -> None:
        while not self._idle.empty():
            if process := self._idle.get():
                process.end()

    def _read(self, request: Request) -> Contents | UnreadableFile:
        process = self._idle.get()
        try:
            process = process or _Process()
            outcome, process = process.read(request)
            return outcome
        finally:
            self._idle.put(process)


class _Process:
    """One reading process and this end of the connection to it."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        command = [sys.executable, "-c", _PROGRAM, str(theirs.fileno())]
        # What parses does so on one processor, with the packages that this process has.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"}
        nowhere = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                command,
                stdin=nowhere,
                stdout=nowhere,
                stderr=nowhere,
                env={**environment, "OPENBLAS_NUM_THREADS": "1"},
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            raise CitewireError(
                f"No process could be started to read files in ({error.strerror}). Free memory, then repeat."
            ) from error
        finally:
            theirs.close()

    def read(self, request: Request) -> "tuple[Contents | UnreadableFile, _Process | None]":
        """Return what a file holds, or why it cannot be read, and the process for the next: none if this one ended."""
        try:
            self._connection.send(request)
            if not self._connection.poll(_PATIENCE * request.seconds):
                raise TimeoutError
            response: Response = _Unpickler(BytesIO(self._connection.recv_bytes())).load()
        except (OSError, EOFError) as error:
            self.end()
            return UnreadableFile(_reason(error, self._process.returncode, request)), None
        if response.swollen:
            self.end()
        return response.outcome, None if response.swollen else self

    def end(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.wait()


class _Unpickler(pickle.Unpickler):
    """Reads what a reading process sends, and makes nothing else of it: a file may have taken the process over."""

    def find_class(self, module: str, name: str) -> Any:
        if not f"{module}.{name}".startswith(_OWN):
            raise pickle.UnpicklingError(f"{module}.{name} is not part of what a file holds")
        return super().find_class(module, name)


def _reason(error: Exception, status: int, request: Request) -> str:
    if isinstance(error, TimeoutError) or status == -getattr(signal, "SIGXCPU", 0):
        return f"takes more than {request.seconds} s to read; split it or save it in another format"
    if status == -getattr(signal, "SIGABRT", 0):
        # What a library does that is refused memory.
        return f"takes more than {request.memory_mb} MB of memory to read; save it in another format"
    return "ends the process that reads it; save it in another format"


_pools: dict[int, _Pool] = {}


def _pool() -> _Pool:
    """Return the pool of this process; a forked child has one of its own."""
    if os.getpid() not in _pools:
        _pools.clear()
        _pools[os.getpid()] = pool = _Pool()
        atexit.register(pool.close)
    return _pools[os.getpid()]
