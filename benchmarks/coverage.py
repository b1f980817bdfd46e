"""The coverage: how much of a question the sentence of a span speaks of, for texts that stand in no index."""

from collections.abc import Sequence

from embeddings.sentences import split_sentences
from rag.evidence import Matter


def coverage(question: str, background: Sequence[str], title: str, text: str, start: int, end: int) -> float:
    """Return the coverage (0..1) of `question` by the sentences of `text` that `text[start:end]` touches.

    `background` holds the texts of the nearest passages, by which the rarity of the question's words is judged.
    """
    touched = [span for span in split_sentences(text) if span.start < end and start < span.end]
    sentence = text[touched[0].start : touched[-1].end] if touched else text
    return Matter.of(question, background).coverage(sentence, title, text)
