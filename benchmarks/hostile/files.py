"""What hostile files cost: each is read in a process of its own, and its processor time and memory are taken."""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from subprocess import DEVNULL, Popen

from embeddings.file_readers import Contents, UnreadableFile
from embeddings.intake.reading import read_each
from embeddings.intake.reading_process import Request, Response

_PROGRAM = "from embeddings.intake.reading_process import main; main()"


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading a file took, whether it was read, and what is said of it otherwise; `crashed` without a reason."""

    name: str
    seconds: float
    memory_mb: float
    read: bool
    said: str

    @property
    def crashed(self) -> bool:
        """Whether the process ended other than by its limit of time."""
        return self.said == "crashed"


def cost_of(name: str, data: bytes) -> Cost:
    """Read one file in a new process, as a rebuild reads it, and return what that took, imports and all."""
    ours, theirs = Pipe()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"}
    process = Popen(
        [sys.executable, "-c", _PROGRAM, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        env={**environment, "OPENBLAS_NUM_THREADS": "1"},
        stderr=DEVNULL,
    )
    theirs.close()
    ours.send(Request(name, data))
    outcome: Contents | UnreadableFile | None
    try:
        response: Response = ours.recv()
        outcome = response.outcome
    except EOFError:
        outcome = None
    ours.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    said = "" if isinstance(outcome, Contents) else str(outcome) if outcome else _ended(process.returncode)
    return Cost(name, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, isinstance(outcome, Contents), said)


def costs(files: Iterable[tuple[str, Callable[[], bytes]]]) -> list[Cost]:
    """Make each file, and read it in a process of its own."""
    return [cost_of(name, _made(make)) for name, make in files]


def _made(make: Callable[[], bytes]) -> bytes:
    """Make a file in a child: the memory that a process once had counts for all that it starts."""
    with tempfile.NamedTemporaryFile() as file:
        child = os.fork()
        if not child:
            Path(file.name).write_bytes(make())
            os._exit(0)
        os.waitpid(child, 0)
        return Path(file.name).read_bytes()


def outcomes(files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Read the files as a rebuild does; return of each why it was not read, "" where it was."""
    found = read_each((name, Request(name, data)) for name, data in files)
    return [str(outcome) if isinstance(outcome, UnreadableFile) else "" for _, outcome in found]


def _ended(status: int) -> str:
    """Say why a process ended: by its limit of time, or of memory that a library was refused."""
    limits = {-signal.SIGXCPU: "takes more than its seconds", -signal.SIGABRT: "takes more than its memory"}
    return limits.get(status, "crashed")
