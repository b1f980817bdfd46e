"""The profile: what a checkpoint was taught to read and how its scores combine, kept beside its weights."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from embeddings.errors import ModelUnavailable
from rag.reader.calibration import Calibration

PROFILE_FILE = "reading.json"


@dataclass(frozen=True, slots=True)
class SpanWeights:
    """How a span's score is made: pointer * (start + end logit) + likelihood * log P(span) + length * word pieces
    + verified * (the verifier's start + end logit).
    """

    pointer: float = 1.0
    likelihood: float = 0.0
    length: float = 0.0
    verified: float = 0.0


@dataclass(frozen=True, slots=True)
class ReadingProfile:
    """What a checkpoint knows.

    `titles`: the title stands in its input. `no_answer`: it was taught to point at the first position where a passage
    does not answer, so that span logits are taken relative to that. The four limits count word pieces of the whole
    input, of the question, of the title and of an answer. `proposals`: spans per passage whose likelihood is computed.
    `verified_from`: log-odds of an answer from which a passage is read again by the verifier; None: no passage is.
    `verdicts` is the calibration of yes and no, None for a model that was not taught them. `trained_on` names the data
    it has seen, so that no figure is quoted on a set among them.
    """

    titles: bool = True
    no_answer: bool = True
    max_tokens: int = 384
    max_question_tokens: int = 64
    max_title_tokens: int = 40
    max_answer_tokens: int = 30
    proposals: int = 6
    verified_from: float | None = None
    trained_on: tuple[str, ...] = ()
    weights: SpanWeights = field(default_factory=SpanWeights)
    calibration: Calibration = field(default_factory=Calibration)
    verdicts: Calibration | None = None

    @classmethod
    def load(cls, folder: Path) -> "ReadingProfile | None":
        """Read the profile that lies in a checkpoint's folder; None where there is none.

        Raises:
            ModelUnavailable: the file is there and is no profile.
        """
        path = folder / PROFILE_FILE
        if not path.is_file():
            return None
        try:
            return _PROFILE.validate_json(path.read_bytes())
        except ValidationError as error:
            raise ModelUnavailable(
                f"{path} does not describe a reader: {error.errors()[0]['msg']} at {error.errors()[0]['loc']}. "
                "`python -m training.calibration --reader FOLDER` writes it anew once it is removed."
            ) from error

    def save(self, folder: Path) -> Path:
        """Write the profile into a checkpoint's folder and return the file."""
        path = folder / PROFILE_FILE
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        return path


_PROFILE = TypeAdapter(ReadingProfile)
