"""The checkpoint: a seq2seq model with its tokenizer, and with a span head and a profile where it brings them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from tokenizers import Tokenizer

from embeddings.encoding.int8 import FAST
from embeddings.encoding.loading import loading
from embeddings.encoding.processor import multiplies_bfloat16
from embeddings.errors import ModelUnavailable
from rag.reader.bart import Bart
from rag.reader.bundled import BUNDLED, RESTORE
from rag.reader.profile import ReadingProfile, SpanWeights

SPAN_HEAD_FILE = "span_head.safetensors"
_WITH_VERDICTS = 3


@dataclass(frozen=True, slots=True)
class SpanHead:
    """A linear layer on the encoder's states: `weight` float32 [rows, d], `bias` float32 [rows].

    Row 0 scores where an answer starts, row 1 where it ends. A model that was taught yes/no questions has a third row:
    at position 0, the log-odds that the answer is yes.
    """

    weight: torch.Tensor
    bias: torch.Tensor

    def logits(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return start and end logits, float32 [n, length] each, for encoder states [n, length, d]."""
        start, end = torch.nn.functional.linear(states.float(), self.weight[:2], self.bias[:2]).unbind(-1)
        return start, end

    @property
    def knows_verdicts(self) -> bool:
        """Whether there is a row for yes and no."""
        return len(self.weight) == _WITH_VERDICTS

    def verdicts(self, states: torch.Tensor) -> torch.Tensor | None:
        """Return the log-odds of "yes", float32 [n], None for a model that knows no verdicts."""
        return states[:, 0].float() @ self.weight[2] + self.bias[2] if self.knows_verdicts else None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A loaded reader model; `span_head` is None for a model that was not made for citewire.

    `model` is an `AutoModelForSeq2SeqLM` in evaluation mode, or `Bart`, which answers to its calls. `tokenizer` neither
    truncates nor pads and takes text that looks like a special token for plain text; it is safe to use from several
    threads.
    """

    name: str
    model: Any
    tokenizer: Tokenizer
    span_head: SpanHead | None
    profile: ReadingProfile

    @property
    def knows_verdicts(self) -> bool:
        """Whether it was taught to say yes or no."""
        return self.span_head is not None and self.span_head.knows_verdicts

    @classmethod
    def load(cls, name: str | None) -> "Checkpoint":
        """Load the bundled model (None), one in a folder, or one by its name on a model hub.

        Only a hub name may reach the network, and `HF_HUB_OFFLINE=1` forbids that too.

        Raises:
            ModelUnavailable: there is no such model, or it is no seq2seq model with a fast tokenizer.
        """
        folder = _folder(name)
        source = str(folder or name)
        with _explained(source):
            own = folder is not None and (folder / SPAN_HEAD_FILE).is_file() and Bart.fits(folder)
            model, tokenizer, longest = (
                _own(folder) if folder and own else _pretrained(source, local=folder is not None)
            )
        head = _span_head(folder, model.config.d_model) if folder else None
        profile = ReadingProfile.load(folder) if folder else None
        if profile is None:
            profile = ReadingProfile() if head else _foreign_profile(longest)
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True
        return cls(name=name or "bundled", model=model, tokenizer=tokenizer, span_head=head, profile=profile)


def _folder(name: str | None) -> Path | None:
    """Return the folder of a bundled or local model, None for a hub name ("owner/model" where no such folder is)."""
    if name is None:
        return BUNDLED
    path = Path(name).expanduser()
    if path.is_dir():
        return path
    if path.is_absolute() or name.startswith((".", "~")) or name.count("/") > 1 or "\\" in name:
        raise ModelUnavailable(
            f"There is no reader in {path}: no such folder. Name a folder that holds config.json, tokenizer.json and "
            "the weights, or unset CITEWIRE_READER to use the bundled reader."
        )
    return None


def _own(folder: Path) -> tuple[Bart, Tokenizer, int]:
    """Load a model of citewire's own kind: the model, its tokenizer, the pieces it reads at most."""
    dtype = _dtype()
    # Without bfloat16 in hardware, whole numbers take two thirds of the time of floats.
    model = Bart(folder, dtype, whole_numbers=FAST and dtype == torch.float32)
    return model, Tokenizer.from_file(str(folder / "tokenizer.json")), model.config.max_position_embeddings


def _pretrained(source: str, *, local: bool) -> tuple[Any, Tokenizer, int]:
    """Load any seq2seq model, as `_own` does."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    with loading():
        tokenizer = AutoTokenizer.from_pretrained(source, local_files_only=local)
        model = AutoModelForSeq2SeqLM.from_pretrained(source, local_files_only=local, dtype=torch.float32)
    if not tokenizer.is_fast:
        raise ModelUnavailable(
            f"The reader {source} has no fast tokenizer (tokenizer.json), so its answers have no place in the text. "
            "Name another model, or unset CITEWIRE_READER to use the bundled reader."
        )
    model.to(_dtype()).eval().requires_grad_(False)
    return model, tokenizer.backend_tokenizer, tokenizer.model_max_length


@contextmanager
def _explained(source: str) -> Iterator[None]:
    """Turn whatever goes wrong while a model is loaded into a ModelUnavailable."""
    try:
        yield
    except ModelUnavailable:
        raise
    except Exception as error:
        # The files may be anyone's: what is wrong with them comes up as nearly any exception.
        mend = (
            f"Its weights are missing or damaged; bring them back: {RESTORE}"
            if source == str(BUNDLED)
            else "Name a folder or a model hub's id of a seq2seq model (flan-t5, BART) with its tokenizer; without a "
            "network a hub's model must have been downloaded before. Unset CITEWIRE_READER to use the bundled reader."
        )
        raise ModelUnavailable(f"The reader {source} cannot be loaded: {_first_line(error)} {mend}") from error


def _span_head(folder: Path, width: int) -> SpanHead | None:
    path = folder / SPAN_HEAD_FILE
    if not path.is_file():
        return None
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(f"{path} cannot be read: {_first_line(error)} Put the span head there anew.") from error
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    if shapes not in [{"weight": (rows, width), "bias": (rows,)} for rows in (2, _WITH_VERDICTS)]:
        raise ModelUnavailable(
            f"{path} is no span head for this model: it needs weight [2, {width}] and bias [2], or "
            f"{_WITH_VERDICTS} rows of each."
        )
    return SpanHead(weight=tensors["weight"].float(), bias=tensors["bias"].float())


def _foreign_profile(model_max_length: int) -> ReadingProfile:
    """Return the profile of a model that brings none: its spans are found and scored by likelihood alone."""
    return ReadingProfile(
        no_answer=False,
        max_tokens=min(model_max_length, 512),
        weights=SpanWeights(pointer=0.0, likelihood=1.0),
    )


def _dtype() -> torch.dtype:
    """Return bfloat16 where the processor multiplies it in hardware, else float32."""
    return torch.bfloat16 if multiplies_bfloat16() else torch.float32


def _first_line(error: Exception) -> str:
    line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return line if line.endswith(".") else line + "."
