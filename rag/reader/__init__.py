"""The reader room: from a question and passages to the spans that answer it, with their offsets and scores."""

from rag.reader.calibration import Calibration
from rag.reader.profile import ReadingProfile, SpanWeights
from rag.reader.reading import AnswerSpan, Reading

__all__ = ["AnswerSpan", "Calibration", "Reading", "ReadingProfile", "SpanWeights"]
