"""The machine: what stands beside figures, since they are worth nothing without it."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import torch

from benchmarks.measuring.report import Cell


def machine() -> dict[str, Cell]:
    """Return the processor, what it multiplies fast, its cores, how busy it is, and the day."""
    capabilities = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    fast = [name for name in ("avx2", "avx512_f", "avx512_bf16", "amx_bf16") if capabilities.get(name)]
    return {
        "processor": _processor(),
        "multiplies": " ".join(fast),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "torch_threads": torch.get_num_threads(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "day": datetime.now(UTC).date().isoformat(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
