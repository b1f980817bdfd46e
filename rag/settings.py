"""Settings of question answering: which reader, how many passages it reads, and how the answer is worded."""

from typing import Literal

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from embeddings.settings import IndexSettings

Style = Literal["extract", "free"]

# Characters in a question: a long paragraph.
QUESTION_LIMIT = 2_000
MOST_PASSAGES = 50


class Settings(IndexSettings):
    """The settings of the index and those of the answer; precedence as in `IndexSettings`."""

    model_config = SettingsConfigDict(extra="forbid")

    reader: str | None = Field(default=None, description="Seq2seq model by path or hub name; unset: the bundled one.")
    style: Style = Field(
        default="extract",
        description="extract: answers are read out of stored sentences; free: generated, then checked against them.",
    )
    top_k: int = Field(
        default=5, ge=1, le=MOST_PASSAGES, description="Passages that the reader reads for one question at first."
    )
    read_on: int = Field(
        default=15,
        ge=0,
        le=MOST_PASSAGES,
        description="Most passages read for one question, in steps of top_k, while no answer is sure; 0: the first.",
    )
    reading_budget: float = Field(
        default=0.5, ge=0, description="Seconds of computing after which no further passages are begun to be read."
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


load_settings = Settings.load
