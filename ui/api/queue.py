"""The queue: how many questions of programs are answered at once, and how many may wait for it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import HTTPException, Request

from ui import texts
from ui.guard.client_limit import client_of

# Two questions keep two processors busy. The threads are the queue's own, so that the page never waits for one.
AT_ONCE: Final = 2
SEATS: Final = 32
OWN_SEATS: Final = 24
# Seconds before a client is told that there is no seat, so that one that asks again at once gets no faster; and
# between two looks at whether a client that waits is still there.
_PAUSE: Final = 1.0
_LOOK: Final = 0.5

Result = TypeVar("Result")


class ClientLeft(Exception):
    """Nobody is there any more to take the answer."""


class Queue:
    """Answers are made for those who came first; whoever finds no seat is told when to come again."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._threads = CapacityLimiter(AT_ONCE)
        self._seated: Counter[str] = Counter()
        self._seconds = 1.0

    async def enter(self, request: Request) -> Callable[[], None]:
        """Wait for a turn, and return what ends it.

        Raises HTTPException 503 where all seats are taken, 429 where this client has its share of them, and ClientLeft.
        """
        client = client_of(request.scope)
        full, share = self._seated.total() >= SEATS, self._seated[client] >= OWN_SEATS
        if full or share:
            await asyncio.sleep(_PAUSE)
            later = {"Retry-After": str(round(self._seated.total() * self._seconds / AT_ONCE) + 1)}
            raise HTTPException(503 if full else 429, texts.BUSY if full else texts.OWN_BUSY, later)
        self._seated[client] += 1
        turn = asyncio.ensure_future(self._turns.acquire())
        try:
            while not (await asyncio.wait({turn}, timeout=_LOOK))[0]:
                await self.check(request)
            await self.check(request)
        except BaseException:
            if not turn.cancel() and not turn.cancelled():
                self._turns.release()
            self._leave(client)
            raise
        began = monotonic()

        def leave() -> None:
            self._turns.release()
            self._leave(client)
            self._seconds += 0.1 * (monotonic() - began - self._seconds)

        return leave

    async def work(self, function: Callable[[], Result]) -> Result:
        """Run a part of an answer in a thread of the queue's own."""
        return await to_thread.run_sync(function, limiter=self._threads)

    async def check(self, request: Request) -> None:
        """Raise ClientLeft where the client has gone."""
        if await request.is_disconnected():
            raise ClientLeft

    def _leave(self, client: str) -> None:
        self._seated[client] -= 1
        self._seated += Counter()
