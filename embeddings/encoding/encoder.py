"""The encoder: texts to vectors, by the bundled weights or any sentence-transformers model."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoding.bundled import FILES, WEIGHTS, bundled_model
from embeddings.encoding.loading import loading
from embeddings.encoding.model_folder import folder_digest
from embeddings.encoding.processor import multiplies_bfloat16
from embeddings.encoding.workers import side_by_side
from embeddings.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from embeddings.encoding.bert import SentenceBert

_LONGEST_WINDOW = 512
# More would make a batch faster nowhere, and hold more memory.
_BATCH_TOKENS = 1024
_BULK = 8
_MARKS = 2
_COUNTED_AT_ONCE = 20_000


class Encoder:
    """A sentence-transformers model that encodes passages and questions to vectors of length one."""

    def __init__(self, name: str, model: "SentenceTransformer | SentenceBert") -> None:
        """Wrap a loaded model; `Encoder.load` finds and checks one."""
        self.name = name
        self._model = model
        # A tokenizer keeps its truncation as a state of its own, which two threads must not set at once.
        self._tokenizing = threading.Lock()
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.window = int(min(model.max_seq_length or _LONGEST_WINDOW, _LONGEST_WINDOW))

    @staticmethod
    def load(name: str | None) -> "Encoder":
        """Load the bundled weights, or those that `name` names: a folder, else a model of the Hugging Face hub.

        The same weights are loaded once in a process. Raises `ModelUnavailable` where they are missing, damaged or not
        those of a sentence encoder.
        """
        return _load_once(name, encoder_name(name))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors, shape [len(texts), dimension], of passages."""
        return self._encode([(self._model.prompts.get("document") or "") + text for text in texts])

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector, shape [dimension], of a question; it differs from `encode` where the model has prompts."""
        vector: NDArray[np.float32] = self._encode([(self._model.prompts.get("query") or "") + text])[0]
        return vector

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes of the window, without the marks around them."""
        return [count for portion in _portions(texts) for count in self._count_tokens(portion)]

    def _count_tokens(self, texts: list[str]) -> list[int]:
        tokenizer: Any = self._model.tokenizer
        # Static embeddings carry a bare tokenizer of the tokenizers library, most other models one that wraps it.
        fast = getattr(tokenizer, "backend_tokenizer", tokenizer)
        with self._tokenizing:
            if hasattr(fast, "encode_batch_fast"):
                fast.no_truncation()
                fast.no_padding()
                return list(map(len, fast.encode_batch_fast(texts, add_special_tokens=False)))
            return list(map(len, tokenizer(texts, add_special_tokens=False, verbose=False)["input_ids"]))

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        import torch

        vectors = np.empty((len(texts), self.dimension), np.float32)

        def fill(batch: NDArray[np.intp], features: dict[str, Any]) -> None:
            with torch.inference_mode(), _precision(len(texts)):
                sentence = self._model(features)["sentence_embedding"].float()
                vectors[batch] = torch.nn.functional.normalize(sentence, dim=1).cpu().numpy()

        side_by_side(fill, self._batches(texts))
        return vectors

    def _batches(self, texts: list[str]) -> Iterator[tuple[NDArray[np.intp], dict[str, Any]]]:
        """Yield the texts from long to short in batches of about as many tokens, so that little of one is padding."""
        lengths = np.minimum(self.count_tokens(texts), self.window) + _MARKS
        order = np.argsort(-lengths, kind="stable")
        at = 0
        while at < len(order):
            batch = order[at : at + max(1, _BATCH_TOKENS // int(lengths[order[at]]))]
            at += len(batch)
            with self._tokenizing:
                features = self._model.preprocess([texts[text] for text in batch])
            yield batch, {name: _on(value, self._model.device) for name, value in features.items()}


def _portions(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield texts in portions of so many characters: tokenizers keep a kilobyte of each token until all are counted."""
    portion: list[str] = []
    held = 0
    for text in texts:
        portion.append(text)
        held += len(text)
        if held > _COUNTED_AT_ONCE:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion


def encoder_name(name: str | None) -> str:
    """Return the name under which an index records an encoder, without loading it.

    A model on disk is named by folder and digest: the same folder with any other file in it is another encoder.
    """
    if name is None:
        return f"all-MiniLM-L6-v2@{FILES[WEIGHTS][:12]}"
    folder = Path(name).expanduser()
    if not folder.is_dir():
        return name
    return f"{folder.resolve().name}@{folder_digest(folder)[:12]}"


def same_encoder(first: str, second: str) -> bool:
    """Tell whether two recorded names are of the same weights, wherever these lie."""
    return first.rpartition("@")[2] == second.rpartition("@")[2]


@lru_cache(maxsize=2)
def _load_once(name: str | None, identity: str) -> Encoder:
    if name is None:
        from embeddings.encoding.bert import SentenceBert

        return Encoder(identity, SentenceBert(bundled_model()))
    folder = Path(name).expanduser()
    local = folder.is_dir()
    return Encoder(identity, _load_model(str(folder) if local else name, local=local))


def _load_model(name: str, *, local: bool) -> "SentenceTransformer":
    """Load a model; one that is `local` without asking a hub for anything."""
    from sentence_transformers import SentenceTransformer

    try:
        with loading():
            return SentenceTransformer(name, local_files_only=local).eval()
    except Exception as error:
        # The files are the user's: what is wrong with them may come up as nearly any exception.
        raise ModelUnavailable(
            f"The embedding model {name!r} cannot be loaded: it is neither a folder with a sentence-transformers model "
            "nor one the Hugging Face hub gives out now. Set CITEWIRE_ENCODER to such a folder, or unset it for the "
            f"bundled model. ({type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no details'})"
        ) from error


def _precision(texts: int) -> AbstractContextManager[Any]:
    """Return bfloat16 autocast for many texts where the processor multiplies it in hardware: twice as fast there.

    The vectors stay within 1e-4 of cosine 1 to those in float32. A question is encoded in float32, since casting the
    weights would take longer than it saves.
    """
    import torch

    able = multiplies_bfloat16() and not torch.cuda.is_available()
    return torch.autocast("cpu", dtype=torch.bfloat16) if able and texts >= _BULK else nullcontext()


def _on(value: Any, device: Any) -> Any:
    return value.to(device) if hasattr(value, "to") else value
