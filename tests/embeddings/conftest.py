"""Fixtures of the embeddings tests: an empty folder for articles, and settings of an index beside it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from embeddings import Encoder, IndexSettings

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def settings(tmp_path: Path) -> IndexSettings:
    """Settings with the folder of articles and the index both below the test's own folder."""
    (tmp_path / "news").mkdir()
    return IndexSettings(seeds=tmp_path / "news", index=tmp_path / "index")


@pytest.fixture
def write(settings: IndexSettings) -> Write:
    """Return what writes a file of the articles' folder, making the folders in between."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = settings.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The bundled encoder."""
    return Encoder.load(None)


@pytest.fixture(scope="session")
def small_model(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with another sentence-transformers model: random static vectors of 16 dimensions."""
    folder = tmp_path_factory.mktemp("models") / "small"
    table = np.random.default_rng(0).normal(size=(30522, 16)).astype(np.float32)
    static = StaticEmbedding(encoder._model.tokenizer, embedding_weights=table)
    SentenceTransformer(modules=[static]).save(str(folder))
    return folder
