"""Article files to articles, passages, vectors and an index that cannot be half-built.

>>> from embeddings import rebuild
>>> report = rebuild("seeds")
>>> report.articles_total, report.failed
(14, ())
"""

import logging

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
from embeddings.metadata.amending import amend, amend_all
from embeddings.passage import Passage, Span
from embeddings.progress import Progress
from embeddings.rebuild import rebuild
from embeddings.removal import forget, remove, restore
from embeddings.report import RebuildReport
from embeddings.settings import IndexSettings
from embeddings.store import Counts, Snapshot
from embeddings.store.hit import Hit

# What citewire logs, in every package, is below "citewire", and silent until a program asks for it.
logging.getLogger("citewire").addHandler(logging.NullHandler())

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
    "amend",
    "amend_all",
    "article_id",
    "forget",
    "rebuild",
    "remove",
    "restore",
]
