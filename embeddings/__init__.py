"""Article files to articles, passages, vectors and an index that cannot be half-built.

>>> from embeddings import rebuild
>>> report = rebuild("seeds")
>>> report.articles_total, report.failed
(14, ())
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from embeddings.article import Article, article_id
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
from embeddings.report import RebuildReport

if TYPE_CHECKING:
    from embeddings.archive import Archive
    from embeddings.encoding.encoder import Encoder
    from embeddings.metadata.amending import amend, amend_all
    from embeddings.rebuilding import rebuild
    from embeddings.removal import forget, remove, restore
    from embeddings.settings import IndexSettings
    from embeddings.store import Counts, Snapshot
    from embeddings.store.hit import Hit
else:
    # Imported when they are first asked for (PEP 562): most commands need few of them.
    _LATER = {
        "embeddings.archive": ("Archive",),
        "embeddings.encoding.encoder": ("Encoder",),
        "embeddings.metadata.amending": ("amend", "amend_all"),
        "embeddings.rebuilding": ("rebuild",),
        "embeddings.removal": ("forget", "remove", "restore"),
        "embeddings.settings": ("IndexSettings",),
        "embeddings.store": ("Counts", "Snapshot"),
        "embeddings.store.hit": ("Hit",),
    }

    def __getattr__(name: str) -> Any:
        for module, names in _LATER.items():
            if name in names:
                return globals().setdefault(name, getattr(import_module(module), name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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
