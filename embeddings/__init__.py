"""Article files to articles, passages, vectors and an index that cannot be half-built.

>>> from embeddings import rebuild
>>> rebuild("seeds").added  # doctest: +SKIP
('2023-04-05-interfax-localization.txt', ...)
"""

from embeddings.archive import Archive
from embeddings.article import Article, article_id
from embeddings.encoding.encoder import Encoder
from embeddings.errors import (
    CitewireError,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    InputError,
    ModelUnavailable,
    StoreUnavailable,
)
from embeddings.passage import Passage, Span
from embeddings.progress import Progress
from embeddings.rebuild import rebuild, remove, restore
from embeddings.report import RebuildReport
from embeddings.settings import IndexSettings
from embeddings.store import Counts, Snapshot
from embeddings.store.hit import Hit

__all__ = [
    "Archive",
    "Article",
    "CitewireError",
    "Counts",
    "Encoder",
    "Hit",
    "IndexBusy",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "IndexSettings",
    "InputError",
    "ModelUnavailable",
    "Passage",
    "Progress",
    "RebuildReport",
    "Snapshot",
    "Span",
    "StoreUnavailable",
    "article_id",
    "rebuild",
    "remove",
    "restore",
]
