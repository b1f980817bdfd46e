"""The storage: what the chat itself keeps, in one SQLite file beside the index: conversations, votes, arrivals."""

from ui.storage.arrivals import Arrivals
from ui.storage.conversations import Conversations, Kept
from ui.storage.votes import Vote, Votes

__all__ = ["Arrivals", "Conversations", "Kept", "Vote", "Votes"]
