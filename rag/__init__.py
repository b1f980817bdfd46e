"""From a question to an answer and the exact sentences it rests on.

>>> from rag import answer
>>> answer("Where was the Russian-Chinese Expo held?").short
'Yekaterinburg'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from embeddings import (
    Article,
    CitewireError,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    InputError,
    ModelUnavailable,
    Passage,
    Progress,
    RebuildReport,
    Span,
)
from rag.answering.verification import Failure, Verification
from rag.citation import Citation
from rag.filters import Filters
from rag.result import Answer, Form, Kind
from rag.retrieved_passage import RetrievedPassage
from rag.row import Row
from rag.turn import Turn

if TYPE_CHECKING:
    from embeddings import Archive, amend_all, forget, rebuild, remove, restore
    from rag.asking import answer, search, stream, verify
    from rag.settings import Settings, load_settings
else:
    # As in `embeddings`.
    _LATER = {
        "embeddings": ("Archive", "amend_all", "forget", "rebuild", "remove", "restore"),
        "rag.asking": ("answer", "search", "stream", "verify"),
        "rag.settings": ("Settings", "load_settings"),
    }

    def __getattr__(name: str) -> Any:
        for module, names in _LATER.items():
            if name in names:
                return globals().setdefault(name, getattr(import_module(module), name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Answer",
    "Archive",
    "Article",
    "Citation",
    "CitewireError",
    "Failure",
    "Filters",
    "Form",
    "IndexBusy",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "InputError",
    "Kind",
    "ModelUnavailable",
    "Passage",
    "Progress",
    "RebuildReport",
    "RetrievedPassage",
    "Row",
    "Settings",
    "Span",
    "Turn",
    "Verification",
    "amend_all",
    "answer",
    "forget",
    "load_settings",
    "rebuild",
    "remove",
    "restore",
    "search",
    "stream",
    "verify",
]
