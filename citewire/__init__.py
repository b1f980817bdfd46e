"""citewire: ask a folder of news articles; every answer shows the exact sentence it rests on.

>>> from citewire import answer, rebuild, verify
>>> rebuild("seeds").articles_total
14
>>> given = answer("Which company destroyed its stocks in Russia?")
>>> given.short, [citation.source for citation in given.citations]
('Cisco', ['Interfax'])
>>> verify(given).ok
True
"""

from typing import TYPE_CHECKING, Any

import rag
from embeddings import errors
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
from rag import Answer, Citation, Filters, RebuildReport, RetrievedPassage, Turn, Verification

if TYPE_CHECKING:
    from rag import Settings, answer, forget, load_settings, rebuild, remove, restore, search, stream, verify
else:

    def __getattr__(name: str) -> Any:
        if name in __all__:
            return getattr(rag, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Citation",
    "CitewireError",
    "Filters",
    "IndexBusy",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "InputError",
    "ModelUnavailable",
    "RebuildReport",
    "RetrievedPassage",
    "Settings",
    "StoreUnavailable",
    "Turn",
    "Verification",
    "__version__",
    "answer",
    "errors",
    "forget",
    "load_settings",
    "rebuild",
    "remove",
    "restore",
    "search",
    "stream",
    "verify",
]
