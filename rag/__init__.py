"""From a question to an answer and the exact sentences it rests on.

>>> from rag import answer
>>> answer("Where was the Russian-Chinese Expo held?").short
'Yekaterinburg'
"""

from embeddings import (
    Archive,
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
    amend_all,
    forget,
    rebuild,
    remove,
    restore,
)
from rag.answering.verification import Failure, Verification
from rag.asking import answer, search, stream, verify
from rag.citation import Citation
from rag.filters import Filters
from rag.result import Answer, Form, Kind
from rag.retrieved_passage import RetrievedPassage
from rag.row import Row
from rag.settings import Settings, load_settings
from rag.turn import Turn

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
