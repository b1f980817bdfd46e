"""The environment of a peer: a virtual environment of its own, of exactly the packages its requirements file pins."""

import os
import shlex
import subprocess
import sys
import venv
from pathlib import Path

from embeddings import CitewireError

ENVIRONMENTS = Path(__file__).resolve().parents[2] / ".peers"
REQUIREMENTS = Path(__file__).resolve().parent / "requirements"


def interpreter(peer: str) -> Path:
    """Return the Python of a peer's environment; it is made anew where the requirements are not those it was made of.

    Options for pip are taken from `PIP_FLAGS`.

    Raises:
        CitewireError: pip could not install the packages.
    """
    folder, requirements = ENVIRONMENTS / peer, REQUIREMENTS / f"{peer}.txt"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # Written last: an environment whose installation broke off has none.
    stamp = folder / "installed.txt"
    wanted = requirements.read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"Installing {peer} in {folder}", file=sys.stderr, flush=True)
    venv.create(folder, clear=True, with_pip=True)
    flags = shlex.split(os.environ.get("PIP_FLAGS", ""))
    command = [str(python), "-m", "pip", "install", "--quiet", *flags, "--requirement", str(requirements)]
    if subprocess.run(command, stdout=sys.stderr).returncode != 0:
        raise CitewireError(f"{peer} could not be installed: pip says why above. Options for it go in PIP_FLAGS.")
    stamp.write_text(wanted, encoding="utf-8")
    return python
