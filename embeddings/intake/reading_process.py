"""The reading process: reads one file after the other, each within limits, and dies of the file that exceeds them."""

import io
import sys
import zipfile
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from embeddings.file_readers import Contents, UnreadableFile, read_contents
from embeddings.intake.decoding import REPLACED

if sys.platform != "win32":
    import resource

_MB = 1024 * 1024
# What reading a small file may take, and what more for each megabyte of a larger one.
SECONDS, SECONDS_PER_MB = 8, 4
MEMORY_MB, MEMORY_PER_MB = 300, 10
_UNPACKED_MB = 256
_LONGEST_TEXT = 10_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read."""

    name: str
    data: bytes

    @property
    def seconds(self) -> int:
        """Return how much processor time reading it may take."""
        return SECONDS + SECONDS_PER_MB * (len(self.data) // _MB)

    @property
    def memory_mb(self) -> int:
        """Return how much memory reading it may take."""
        return MEMORY_MB + MEMORY_PER_MB * (len(self.data) // _MB)


@dataclass(frozen=True, slots=True)
class Response:
    """What a file holds, or why it cannot be read; a `swollen` process is not to be used for another."""

    outcome: Contents | UnreadableFile
    swollen: bool


def main() -> None:
    """Serve the connection whose descriptor is the one argument of this process until its other end is closed."""
    connection = Connection(int(sys.argv[1]))
    began = _held_bytes()
    with suppress(EOFError):
        while True:
            request: Request = connection.recv()
            outcome: Contents | UnreadableFile = UnreadableFile(
                f"takes more than {request.memory_mb} MB of memory to read; save it in another format"
            )
            _limit(request, began)
            # Where memory is short, there may be none left to say so in.
            with suppress(MemoryError):
                outcome = read(request)
            _lift_memory_limit()
            connection.send(Response(outcome, _held_bytes() - began > MEMORY_MB * _MB // 3))


def read(request: Request) -> Contents | UnreadableFile:
    """Return what a file holds, or why it cannot be read, whatever its parser raises but `MemoryError`."""
    try:
        _check_unpacked(request.data)
        contents = read_contents(request.name, request.data)
        longest = max((len(draft.text) for draft in contents.drafts.values()), default=0)
    except UnreadableFile as error:
        return error
    except MemoryError:
        raise
    except Exception as error:
        # Parsers meet files here that nobody foresaw; whatever they raise concerns this one file only.
        detail = f"{type(error).__name__}: {error}".splitlines()[0]
        return UnreadableFile(f"cannot be read ({detail}); save it in another format")
    if longest > _LONGEST_TEXT:
        return UnreadableFile(
            f"holds an article of {longest:,} characters; at most {_LONGEST_TEXT:,} can be read: split it"
        )
    if spoiled := sum(draft.text.count(REPLACED) for draft in contents.drafts.values()):
        return replace(contents, losses=(*contents.losses, f"{spoiled} letters cannot be read and stand as {REPLACED}"))
    return contents


def _check_unpacked(data: bytes) -> None:
    """Raise `UnreadableFile` for a document whose parts unpack to more than memory is given for."""
    if not data.startswith(b"PK\x03\x04"):
        return
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > _UNPACKED_MB * _MB:
            raise UnreadableFile(
                f"unpacks to {unpacked // _MB:,} MB; at most {_UNPACKED_MB} are read: take pictures out of it"
            )


def _limit(request: Request, began: int) -> None:
    """Set the limits for one file; the system ends a process that takes more time, and refuses it more memory."""
    if sys.platform == "win32":
        # Where there are no such limits, the pool's clock is left.
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + request.seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    if began:
        memory = began + request.memory_mb * _MB
        resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _lift_memory_limit() -> None:
    if sys.platform != "win32":
        highest = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (highest, highest))


def _held_bytes() -> int:
    """Return how much memory of its own the process has asked for so far; 0 where the system does not tell."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0
