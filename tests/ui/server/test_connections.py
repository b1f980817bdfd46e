"""Connections: whoever is slow on purpose, or keeps more of them than there are, locks nobody out."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Thread
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from ui.server import connections
from ui.server.connections import Connection, most_connections

MOST = 30


async def greet(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, free_port: Callable[[], int]) -> Iterator[int]:
    """The port of a server that is soon out of patience and has few connections to give."""
    for name in ("HEAD_PATIENCE", "BODY_PATIENCE"):
        monkeypatch.setattr(connections, name, 0.5)
    port = free_port()
    config = uvicorn.Config(greet, port=port, http=Connection, ws="none", limit_concurrency=MOST, log_level="error")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield port
    server.should_exit = True
    thread.join()


def opened(port: int, sent: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(sent)
    return connection


def closed(connection: socket.socket) -> bool:
    """Wait until the server has closed a connection without a word."""
    with connection:
        try:
            return connection.recv(1) == b""
        except ConnectionResetError:
            return True


def served_at(port: int) -> bool:
    return httpx.get(f"http://127.0.0.1:{port}/", timeout=20).text == "ok"


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET",
        b"GET / HTTP/1.1\r\nHost: x\r\nSlow: ",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
    ],
)
def test_a_client_that_does_not_finish_its_request_is_let_go(served: Any, sent: Any) -> None:
    assert closed(opened(served, sent))


def test_a_byte_now_and_then_buys_no_time(served: Any) -> None:
    connection = opened(served, b"GET / HTTP/1.1\r\nHost: x\r\n")
    with pytest.raises(OSError), connection:
        for _ in range(400):
            connection.sendall(b"a")
            try:
                connection.settimeout(0.05)
                assert connection.recv(1) != b""
            except TimeoutError:
                continue
            except AssertionError as error:
                raise ConnectionResetError from error


def test_idle_connections_make_room_for_those_who_ask(served: Any) -> None:
    idle = [opened(served) for _ in range(3 * MOST)]
    assert served_at(served)
    assert closed(idle[0])
    for connection in idle:
        connection.close()


def test_connections_that_dribble_make_room_too(served: Any) -> None:
    slow = [opened(served, b"GET / HTTP/1.1\r\nHost: x\r\nSlow: ") for _ in range(2 * MOST)]
    assert served_at(served)
    for connection in slow:
        connection.close()


def test_a_connection_that_is_used_stays(served: Any) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{served}", timeout=20) as client:
        assert [client.post("/", content=b"words").text for _ in range(5)] == ["ok"] * 5


def test_headers_beyond_measure_are_refused(served: Any) -> None:
    connection = opened(served, b"GET / HTTP/1.1\r\nHost: x\r\nLong: " + b"a" * 200_000)
    with connection, suppress(ConnectionResetError):
        assert connection.recv(12) in (b"HTTP/1.1 400", b"")


def test_a_websocket_is_an_ordinary_request(served: Any) -> None:
    upgrade = {"connection": "Upgrade", "upgrade": "websocket", "sec-websocket-version": "13", "sec-websocket-key": "x"}
    assert httpx.get(f"http://127.0.0.1:{served}/", headers=upgrade).status_code == 200


def test_as_many_connections_as_the_system_gives_are_taken() -> None:
    assert 64 <= most_connections() <= 8192
