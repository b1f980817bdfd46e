"""The sentence around a span, for texts that stand in no index."""

from embeddings.passage import Span
from embeddings.sentences import split_sentences


def sentence_around(text: str, start: int, end: int) -> Span:
    """Return the sentences of `text` that `text[start:end]` touches, as one run; the whole text where there is none."""
    touched = [span for span in split_sentences(text) if span.start < end and start < span.end]
    return Span(touched[0].start, touched[-1].end) if touched else Span(0, len(text))
