"""The reading: what the reader found in one passage."""

from dataclasses import dataclass

from rag.reader.candidate import UNREAD


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """A possible answer, `passage_text[start:end]`: whole words, offsets in code points of the passage's text.

    `score` is comparable across the passages of one question; higher is better. `verified` is the verifier's log-odds
    of the span.
    """

    start: int
    end: int
    score: float
    verified: float = UNREAD


@dataclass(frozen=True, slots=True)
class Reading:
    """The spans of one passage that may answer the question, best first, no two of them overlapping.

    `answerable` is the log-odds that the passage answers the question at all, `written` the log-odds that the seq2seq
    model would write anything, and `verdict` the log-odds that it says yes, for what it is worth where yes or no was
    asked. A passage without a word to read has no spans and the lowest `answerable` there is.
    """

    spans: tuple[AnswerSpan, ...]
    answerable: float
    written: float = 0.0
    verdict: float = 0.0
