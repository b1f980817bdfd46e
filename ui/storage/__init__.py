"""The storage: what the chat itself keeps, in one SQLite file beside the index."""

from ui.storage.arrivals import Arrivals
from ui.storage.clippings import Clipping, Clippings
from ui.storage.collections import Collection, Collections
from ui.storage.conversations import Conversations, Kept
from ui.storage.failures import Failure, Failures
from ui.storage.removals import Removal, Removals
from ui.storage.votes import Vote, Votes

__all__ = [
    "Arrivals",
    "Clipping",
    "Clippings",
    "Collection",
    "Collections",
    "Conversations",
    "Failure",
    "Failures",
    "Kept",
    "Removal",
    "Removals",
    "Vote",
    "Votes",
]
