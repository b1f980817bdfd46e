"""citewire: ask a folder of news articles; every answer shows the exact sentence it rests on.

>>> from citewire import answer, rebuild
>>> rebuild("seeds").articles_total  # doctest: +SKIP
14
>>> print(answer("Who spoke at the InfoSpace forum?"))  # doctest: +SKIP
"""

from rag import (
    Answer,
    Citation,
    CitewireError,
    Filters,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    InputError,
    ModelUnavailable,
    RebuildReport,
    RetrievedPassage,
    Settings,
    Turn,
    answer,
    load_settings,
    rebuild,
    remove,
    restore,
    stream,
    verify,
)

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
    "Turn",
    "answer",
    "load_settings",
    "rebuild",
    "remove",
    "restore",
    "stream",
    "verify",
]
