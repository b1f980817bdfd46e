"""The connections: how many there may be, and how long each may take to ask and to listen."""

import asyncio
from contextlib import suppress
from heapq import nsmallest
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# Open files wanted, and those of them kept for everything that is no connection.
_FILES: Final = 8192
_KEPT: Final = 256
# Seconds to send a request's head, and seconds without taking anything of an answer.
HEAD_PATIENCE: Final = 15
ANSWER_PATIENCE: Final = 60
# Seconds to send a request's body, and the bytes a second that a long one must bring.
BODY_PATIENCE: Final = 30
SLOWEST: Final = 50_000


def most_connections() -> int:
    """Return how many connections may be open at once, after asking the system for as many as it gives."""
    try:
        import resource
    except ImportError:
        # Where the system has no such bounds, there is nothing to ask for.
        return _FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(_FILES, hard) if hard != resource.RLIM_INFINITY else _FILES
    if soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return max(min(soft, _FILES) - _KEPT, 64)


class Connection(H11Protocol):
    """One connection: closed where its client is slow on purpose; where all are taken, the idlest makes room."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._awaits = ""
        self._since = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, at the cost of the one that has been idle longest where there are too many."""
        super().connection_made(transport)
        if self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency:
            idle = [other for other in self.connections if isinstance(other, Connection) and other._awaits == "head"]
            # Several at once, for looking through all of them takes its time.
            for other in nsmallest(self.limit_concurrency // 20 + 1, idle, key=lambda other: other._since):
                other._drop()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        for timer in filter(None, (self._timer, self._stuck)):
            timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        """Wait for the client to take what was sent, but not for ever."""
        super().pause_writing()
        self._stuck = self.loop.call_later(ANSWER_PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """Send on."""
        super().resume_writing()
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def _watch(self) -> None:
        """Start the clock anew where something else is awaited than before; a byte now and then does not stop it."""
        awaits = {h11.IDLE: "head", h11.SEND_BODY: "body"}.get(self.conn.their_state, "")
        if awaits == self._awaits:
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._awaits, self._since = awaits, self.loop.time()
        if awaits:
            patience = HEAD_PATIENCE if awaits == "head" else BODY_PATIENCE + self._announced() / SLOWEST
            self._timer = self.loop.call_later(patience, self.transport.abort)

    def _drop(self) -> None:
        """Close the connection at once; it is no candidate for that any more."""
        self._awaits = "nothing"
        self.transport.abort()

    def _announced(self) -> int:
        """Return how many bytes the request's body is said to have."""
        said = next((value for name, value in self.headers if name == b"content-length"), b"0")
        return int(said) if said.isdigit() and len(said) < 12 else 0
