"""Memory: what a process holds, as the system tells it."""

import re
from pathlib import Path


def peak_megabytes(process: int) -> float | None:
    """Return the most memory a process ever held resident, by its id; None where the system does not tell (not Linux).

    getrusage() would not do: a child's figure starts from what its parent held when it was made.
    """
    return _megabytes(process, "VmHWM")


def resident_megabytes(process: int) -> float | None:
    """Return the memory a process holds resident now, by its id; None where the system does not tell."""
    return _megabytes(process, "VmRSS")


def _megabytes(process: int, field: str) -> float | None:
    try:
        found = re.search(rf"{field}:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return None
    return int(found[1]) / 1024 if found else None
