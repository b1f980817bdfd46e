"""The bundled reader: where its files lie, whether they are whole, and what brings them back."""

import json
from pathlib import Path

from safetensors import safe_open
from tokenizers import Tokenizer

from embeddings.errors import ModelUnavailable
from rag.reader.profile import PROFILE_FILE, ReadingProfile

_ROOT = Path(__file__).resolve().parents[2]
BUNDLED = Path(__file__).resolve().parent / "bundled"
VERIFIER = Path(__file__).resolve().parents[1] / "verifier" / "bundled"
# What brings a damaged bundled reader back: the repository where this is a checkout, else the wheel it came in.
RESTORE = (
    f"git -C {_ROOT} checkout -- rag/reader/bundled rag/verifier/bundled"
    if (_ROOT / ".git").exists()
    else "pip install --force-reinstall --no-deps citewire-*.whl"
)
_INDEX = "model.safetensors.index.json"


def bundled_reader() -> Path:
    """Return the folder of the bundled reader once all that is read of it and of the verifier is there.

    Raises ModelUnavailable. Nothing is loaded: of the weights, names and sizes are looked at.
    """
    try:
        json.loads((BUNDLED / "config.json").read_bytes())
        (BUNDLED / PROFILE_FILE).stat()
        ReadingProfile.load(BUNDLED)
        Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
        json.loads((VERIFIER / "config.json").read_bytes())
        for folder, more in ((BUNDLED, {"span_head.safetensors"}), (VERIFIER, set())):
            for file in {*json.loads((folder / _INDEX).read_bytes())["weight_map"].values()} | more:
                with safe_open(folder / file, "np"):
                    pass
    except ModelUnavailable:
        raise
    except Exception as error:
        # Each of the libraries has its own way to say what is wrong with a file.
        raise ModelUnavailable(f"The bundled reader is damaged ({error}). Bring it back: {RESTORE}") from error
    return BUNDLED
