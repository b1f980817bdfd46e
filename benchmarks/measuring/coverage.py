"""The coverage: how much of a question the sentence of a span speaks of, for texts that stand in no index."""

from embeddings.sentences import split_sentences
from rag.answering.evidence import Matter


def coverage(matter: Matter, title: str, text: str, start: int, end: int) -> float:
    """Return how much (0..1) of a question's matter the sentences of `text` that `text[start:end]` touches speak of."""
    touched = [span for span in split_sentences(text) if span.start < end and start < span.end]
    sentence = text[touched[0].start : touched[-1].end] if touched else text
    return matter.coverage(sentence, title, text)
