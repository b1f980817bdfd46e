"""What was embedded once is not embedded again, and a broken cache only costs time."""

from pathlib import Path

import numpy as np

from embeddings import Encoder
from embeddings.encoding.vector_cache import CACHE_FILE, VectorCache

KEYS, TEXTS = [b"1", b"2"], ["A bridge opens.", "A storm closes the harbour."]


def test_vectors_are_kept_by_key_and_encoder_until_cleared(encoder: Encoder, tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "this")
    assert cache.encode(KEYS[:1], TEXTS[:1], encoder)[1] == 1
    vectors, fresh = cache.encode(KEYS, TEXTS, encoder)
    assert fresh == 1
    assert np.allclose(vectors, encoder.encode(TEXTS), atol=1e-5)
    assert VectorCache(tmp_path, "this").encode(KEYS, TEXTS, encoder)[1] == 0
    assert VectorCache(tmp_path, "other").encode(KEYS, TEXTS, encoder)[1] == 2
    cache.clear()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_cache_is_made_anew(encoder: Encoder, tmp_path: Path) -> None:
    (tmp_path / CACHE_FILE).write_bytes(b"no database" * 100)
    assert VectorCache(tmp_path, "this").encode(KEYS, TEXTS, encoder)[1] == 2
