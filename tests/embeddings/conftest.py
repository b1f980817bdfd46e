"""Fixtures of the embeddings tests: an empty folder for articles, and settings of an index beside it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from embeddings import Archive, Encoder, IndexSettings, rebuild

Write = Callable[[str, str | bytes], Path]
Paths = Callable[..., list[str]]


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


def dated(title: str, day: str, source: str, kind: str, text: str) -> str:
    return f"---\ntitle: {title}\ndate: {day}\nsource: {source}\nkind: {kind}\n---\n{text}"


@pytest.fixture
def archive(settings: IndexSettings, write: Write) -> Archive:
    """An index of four short articles, opened."""
    write(
        "tula.md",
        dated("Forum in Tula", "2023-07-12", "Gazeta", "news", "Borisov spoke at a university. He hopes for help."),
    )
    write(
        "cisco.md",
        dated("Cisco leaves", "2023-04-05", "Interfax", "news", "Stocks worth 1.86 billion rubles were destroyed."),
    )
    write(
        "ruble.md",
        dated("The ruble", "2022-01-01", "Desk", "background", "One ruble has 100 kopecks. The café is in Čadca."),
    )
    write("moscow.md", "---\ntitle: Москва\n---\nПроизводство микроэлектроники отстаёт в Зеленограде.")
    rebuild(settings=settings)
    return Archive.open(settings)


@pytest.fixture
def paths() -> Paths:
    """Return what names the files in which a search for words finds passages."""

    def found(archive: Archive, query: str, **filters: frozenset[str]) -> list[str]:
        with archive.snapshot() as snapshot:
            passages = snapshot.passages([hit.passage_id for hit in snapshot.search_text(query, 10, **filters)])
            return [str(getattr(snapshot.article(p.article_id), "path", None)).removesuffix(".md") for p in passages]

    return found
