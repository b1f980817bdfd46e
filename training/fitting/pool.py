"""The pool: the passages among which questions are asked, so that wrong ones are as close as in an archive."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.measuring.datasets import Example
from embeddings import Encoder
from embeddings.chunking import embedded_text
from rag.retrieval.fusion import convex_combination

# So many candidates each search brings, as in the product.
_CANDIDATES = 100


class Pool:
    """All passages of some examples, each once, searched by words and by meaning."""

    def __init__(self, examples: Sequence[Example], encoder: Encoder, kept: Path | None = None) -> None:
        """Embed the passages; with `kept` the vectors are read from that file where it holds as many, else written."""
        self.passages = [
            (title, text) for text, title in {example.context: example.title for example in examples}.items()
        ]
        self._places = {text: index for index, (_, text) in enumerate(self.passages)}
        vectors = np.load(kept) if kept and kept.exists() else None
        if vectors is None or len(vectors) != len(self.passages):
            vectors = encoder.encode([embedded_text(*passage) for passage in self.passages])
            if kept:
                np.save(kept, vectors)
        self._vectors = vectors
        self._weigh = TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")
        self._words = self._weigh.fit_transform(f"{title} {text}" for title, text in self.passages).T.tocsr()

    def place(self, text: str) -> int:
        """Return the position of a passage."""
        return self._places[text]

    def nearest(self, question: str, encoder: Encoder) -> dict[int, float]:
        """Return every passage's cosine to the question by its position, the best of both searches first."""
        cosines = self._vectors @ encoder.encode_query(question)
        words = (self._weigh.transform([question]) @ self._words).toarray()[0]
        found = {int(place) for scores in (cosines, words) for place in np.argsort(-scores)[:_CANDIDATES]}
        fused = convex_combination(
            {place: float(words[place]) for place in found}, {place: float(cosines[place]) for place in found}
        )
        rest = [(int(place), 0.0) for place in np.argsort(-cosines) if int(place) not in found]
        return {place: float(cosines[place]) for place, _ in (*fused, *rest)}
