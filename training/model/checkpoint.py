"""The checkpoint: everything a run needs to go on where it was cut off."""

from pathlib import Path
from typing import Any

import torch


def save(path: Path, state: dict[str, Any]) -> None:
    """Write the state beside `path` first, so that a cut-off never leaves half a checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    torch.save(state, half)
    half.replace(path)


def load(path: Path) -> dict[str, Any] | None:
    """Return the saved state, None where there is none yet."""
    if not path.exists():
        return None
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=False)
    return state
