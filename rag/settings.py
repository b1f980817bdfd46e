"""Settings of question answering: which reader, how many passages it reads, and how the answer is worded."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from embeddings.errors import InputError
from embeddings.settings import IndexSettings

Style = Literal["extract", "free"]

# Characters in a question: a long paragraph.
QUESTION_LIMIT = 2_000
MOST_PASSAGES = 50


class Settings(IndexSettings):
    """The settings of the index and those of the answer; precedence as in `IndexSettings`."""

    reader: str | None = Field(default=None, description="Seq2seq model by path or hub name; unset: the bundled one.")
    style: Style = Field(
        default="extract",
        description="extract: answers are read out of stored sentences; free: generated, then checked against them.",
    )
    top_k: int = Field(
        default=5, ge=1, le=MOST_PASSAGES, description="Passages that the reader reads for one question."
    )
    candidates: int = Field(
        default=100, ge=1, le=1000, description="Passages that BM25 and dense search each bring before fusion."
    )
    freshness: float | None = Field(
        default=None,
        gt=0,
        description="Days by which half of what a new article is preferred by is gone; unset: age does not count.",
    )
    max_citations: int = Field(default=3, ge=1, le=10, description="Most sentences cited under one answer.")
    max_quotes: int = Field(default=3, ge=1, le=10, description="Most sentences quoted where nothing answers outright.")
    min_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Confidence from which an answer is given; unset: as fitted for the reader.",
    )


def load_settings(config: Path | None = None, passed: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings in force: `passed` over the file `config` over `citewire.toml`, `CITEWIRE_*` and defaults.

    Raises InputError for a file that is missing or no TOML, and for a value that a setting cannot take.
    """
    given = dict(passed or {})
    try:
        if config is not None:
            given = {**tomllib.loads(config.read_text(encoding="utf-8")), **given}
        return Settings(**given)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The settings file {config} cannot be read ({error}). Check the path after --config."
        ) from error
    except tomllib.TOMLDecodeError as error:
        name = config or Settings.model_config.get("toml_file")
        raise InputError(f"The settings file {name} is not valid TOML: {error}. Mend that line.") from error
    except ValidationError as error:
        raise InputError(_explain(error)) from error


def _explain(error: ValidationError) -> str:
    faults = "; ".join(
        f"{'.'.join(map(str, fault['loc'])) or 'settings'} = {fault['input']!r}: {fault['msg']}"
        for fault in error.errors()
    )
    return f"A setting has a value it cannot take: {faults}. See the settings in force with: citewire doctor"
