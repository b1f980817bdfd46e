"""Digests: each row that an answer may rest on carries one of what was written, to compare with what is read."""

import hashlib
from collections.abc import Sequence

_BYTES = 8
# What each digest is taken of, in this order. Every one of these columns is written together with the digest.
ARTICLE = "id, title, published, source, url, author, kind, text, folder, path, sha256, pages, other_sources"
PASSAGE = 'article_id, ordinal, "start", "end", sentences, headline, body, latin, key, aside'
VECTOR = "key, vector"
COPY = "n, article_id, title, published, source, url, author, kind, pages"
DIGESTED = {"articles": ARTICLE, "passages": PASSAGE, "vectors": VECTOR, "copies": COPY}


def row_digest(values: Sequence[object]) -> bytes:
    """Return the digest of a row with these values."""
    digest = hashlib.sha256()
    for value in values:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.digest()[:_BYTES]
