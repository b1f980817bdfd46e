"""Free text: a generated answer, held against the sentences it should rest on.

What a model writes freely may stand nowhere. Each of its sentences is kept as supported only where one stored sentence
holds most of its content words and every one of its numbers; the rest is marked, not hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.sentences import split_sentences
from rag.citation import Citation
from rag.retrieved_passage import RetrievedPassage
from rag.words.content_words import content_stems

# Share of a generated sentence's content words that its best stored sentence must hold.
_SUPPORT = 0.6


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A generated sentence, the stored one nearest to it, and the share (0..1) of its words found there."""

    text: str
    citation: Citation | None
    support: float

    @property
    def supported(self) -> bool:
        """Whether a stored sentence says this."""
        return self.citation is not None and self.support >= _SUPPORT


def check(text: str, sources: Sequence[RetrievedPassage]) -> tuple[CheckedSentence, ...]:
    """Return the sentences of a generated text in order, each with its best match among the sources' sentences."""
    cited = [Citation.of(source.article, sentence) for source in sources for sentence in source.passage.sentences]
    stored = [(citation, frozenset(content_stems(f"{citation.quote} {citation.title}"))) for citation in cited]
    return tuple(_check(text[span.start : span.end], stored) for span in split_sentences(text))


def _check(text: str, stored: Sequence[tuple[Citation, frozenset[str]]]) -> CheckedSentence:
    said = content_stems(text)
    best = CheckedSentence(text, None, 0.0)
    for citation, held in stored:
        numbers = [stem for stem in said if stem[0].isdigit()]
        if not said or not all(number in held for number in numbers):
            continue
        support = sum(stem in held for stem in said) / len(said)
        if support > best.support:
            best = CheckedSentence(text, citation, support)
    return best
