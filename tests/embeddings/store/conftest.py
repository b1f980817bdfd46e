"""A small store without an encoder: articles, passages of one sentence, and vectors drawn from the text."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings import Article, article_id
from embeddings.chunking import Chunk
from embeddings.passage import Span
from embeddings.store import Edit, FileRecord

FOLDER = "/news"
DIMENSION = 8


def drawn_vector(text: str) -> NDArray[np.float32]:
    """Return a unit vector that is the text's own."""
    drawn = np.random.default_rng(list(text.encode())).normal(size=DIMENSION)
    return (drawn / np.linalg.norm(drawn)).astype(np.float32)


class Changes:
    """Makes changes of a store in an edit, with what a rebuild would make of each article."""

    def article(self, path: str, text: str) -> Article:
        return Article(article_id(text), text.split()[0], None, None, None, None, "news", text, FOLDER, path, "0" * 64)

    def make(self, edit: Edit, put: Mapping[str, str], drop: Sequence[str] = ()) -> None:
        """Put texts by path, drop paths, and complete what the edit then lacks."""
        for path, text in put.items():
            edit.put_file(FileRecord(FOLDER, path, 1, 1, article_id(text)), {0: self.article(path, text)})
        for path in drop:
            edit.drop_file(FOLDER, path)
        self.complete(edit)

    def complete(self, edit: Edit) -> None:
        for name in edit.unsplit():
            article = edit.article(name)
            assert article
            edit.put_passages(article, [Chunk((Span(0, len(article.text)),))])
        if keys := edit.unembedded():
            edit.put_vectors(keys, np.stack([drawn_vector(text) for text in edit.texts(keys)]))


@pytest.fixture(scope="session")
def changes() -> Changes:
    return Changes()
