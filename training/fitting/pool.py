"""The pool: the passages among which questions are asked, so that wrong ones are as close as in an archive."""

from collections.abc import Sequence
from hashlib import sha256
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
        """Embed the passages; with `kept` their vectors are written beside that file and read from there again.

        Vectors of other passages, or of these in another order, lie under another name.
        """
        self.passages = [
            (title, text) for text, title in {example.context: example.title for example in examples}.items()
        ]
        self._places = {text: index for index, (_, text) in enumerate(self.passages)}
        self._answering: dict[str, set[int]] = {}
        for example in examples:
            if example.answers:
                self._answering.setdefault(example.question, set()).add(self._places[example.context])
        texts = [embedded_text(*passage) for passage in self.passages]
        own = kept and kept.with_stem(f"{kept.stem}-{sha256(repr(texts).encode()).hexdigest()[:12]}")
        if own and own.exists():
            self._vectors = np.load(own)
        else:
            self._vectors = encoder.encode(texts)
            if own:
                np.save(own, self._vectors)
        self._weigh = TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")
        self._words = self._weigh.fit_transform(f"{title} {text}" for title, text in self.passages).T.tocsr()

    def place(self, text: str) -> int:
        """Return the position of a passage."""
        return self._places[text]

    def answering(self, question: str) -> set[int]:
        """Return the positions of the passages that are known to answer a question.

        Some sets ask the same of a passage that answers it and of one that does not.
        """
        return self._answering.get(question, set())

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
