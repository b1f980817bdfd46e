"""The queue: few questions wait, the others are told when to come, and nobody works for a client that left."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Message

import rag
from rag import Settings
from ui.api import queue as queue_module
from ui.api import routes
from ui.api.queue import AT_ONCE, OWN_SEATS, SEATS
from ui.guard.access import Access
from ui.server.address import Address
from ui.server.server import build_server

ASKED = {"question": "Which company destroyed its stocks in Russia?"}


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, seeds_index: Path) -> Iterator[Any]:
    """A server whose answers wait for an event; with it, how many were begun."""
    go, begun = Event(), Counter[str]()
    answer = rag.stream

    def stream(question: str, **given: Any) -> Iterator[Any]:
        begun["answers"] += 1
        go.wait(60)
        yield from answer(question, **given)

    monkeypatch.setattr(routes, "stream", stream)
    monkeypatch.setattr(queue_module, "_PAUSE", 0)
    monkeypatch.setattr(queue_module, "_LOOK", 0.05)
    server = build_server(Settings(index=seeds_index), Address("127.0.0.1", 7860), Access())
    yield server, go, begun
    go.set()


def client_of(server: FastAPI, number: int) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(server, client=(f"10.0.0.{number}", 1))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=120)


def test_who_finds_no_seat_is_told_when_to_come_again(held: Any, finished: Callable[..., Any]) -> None:
    server, go, begun = held

    async def crowd() -> list[httpx.Response]:
        clients = [client_of(server, number) for number in range(4)]
        asking = [asyncio.ensure_future(clients[n % 4].post("/api/answer", json=ASKED)) for n in range(SEATS + 20)]
        # Those without a seat are answered while the others still wait.
        done, waiting = await asyncio.wait(asking, timeout=30, return_when=asyncio.FIRST_COMPLETED)
        while len(done) < 20:
            more, waiting = await asyncio.wait(waiting, timeout=30, return_when=asyncio.FIRST_COMPLETED)
            assert more
            done |= more
        while begun["answers"] < AT_ONCE:
            await asyncio.sleep(0.01)
        assert begun["answers"] == AT_ONCE
        # The page and the list of articles do not wait with them.
        assert (await clients[0].get("/")).status_code == (await clients[0].get("/api/articles")).status_code == 200
        for one in waiting:
            one.cancel()
        go.set()
        return [one.result() for one in done]

    for told in finished(crowd()):
        assert told.status_code == 503 and int(told.headers["retry-after"]) >= 1


def test_one_client_does_not_take_every_seat(held: Any, finished: Callable[..., Any]) -> None:
    server, go, _ = held

    async def crowd() -> list[int]:
        client = client_of(server, 1)
        asking = [asyncio.ensure_future(client.post("/api/answer", json=ASKED)) for _ in range(OWN_SEATS + 3)]
        done, waiting = await asyncio.wait(asking, timeout=30, return_when=asyncio.FIRST_COMPLETED)
        for one in waiting:
            one.cancel()
        go.set()
        return [one.result().status_code for one in done]

    assert set(finished(crowd())) == {429}


@pytest.mark.parametrize("stream", [True, False])
def test_every_seat_is_given_back(held: Any, finished: Callable[..., Any], stream: bool) -> None:
    server, go, _ = held
    go.set()

    async def ask(question: str) -> int:
        return (
            await client_of(server, 1).post("/api/answer", json={"question": question, "stream": stream})
        ).status_code

    assert [finished(ask(" ")) for _ in range(SEATS + 1)] == [422] * (SEATS + 1)
    assert finished(ask(ASKED["question"])) == 200


def test_nobody_works_for_a_client_that_left(held: Any, finished: Callable[..., Any]) -> None:
    server, go, begun = held

    async def leave() -> None:
        client = client_of(server, 1)
        asking = [asyncio.ensure_future(client.post("/api/answer", json=ASKED)) for _ in range(AT_ONCE)]
        while begun["answers"] < AT_ONCE:
            await asyncio.sleep(0.01)
        gone = [asyncio.ensure_future(_ask_and_leave(server)) for _ in range(SEATS - AT_ONCE)]
        await asyncio.wait_for(asyncio.gather(*gone), 30)
        go.set()
        assert [told.status_code for told in await asyncio.gather(*asking)] == [200] * AT_ONCE
        assert begun["answers"] == AT_ONCE

    finished(leave())


async def _ask_and_leave(server: FastAPI) -> None:
    """Send a question and close the connection before its answer."""
    told = iter([{"type": "http.request", "body": b'{"question": "Who?"}', "more_body": False}])

    async def receive() -> Message:
        return next(told, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        pass

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/api/answer", "headers": headers, "query_string": b""}
    await server({**scope, "scheme": "http", "client": ("10.0.0.9", 1), "http_version": "1.1"}, receive, send)
