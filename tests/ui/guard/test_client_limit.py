"""The client limit: an office behind one address asks undisturbed, and whoever asks without end is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from ui.guard.client_limit import ClientLimit
from ui.guard.page_calls import CALL
from ui.guard.routes import find_route

PEOPLE = 20
# What a browser was seen to ask for: tests/ui/page/test_chat_page.py holds the page to the calls of a question.
FILES, CALLS_OF_A_QUESTION, QUESTIONS_A_MINUTE, LOOKS_A_MINUTE = 65, 12, 4, 30


@pytest.fixture
def refused(finished: Callable[..., Any]) -> Callable[[list[tuple[str, str]]], int]:
    """Return what sends requests from one address and returns how many were refused."""

    def refused(requests: list[tuple[str, str]]) -> int:
        told: list[int] = []

        async def app(_scope: Any, _receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body"})

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                told.append(message["status"])

        async def all_of_them() -> None:
            limit = ClientLimit(app)
            for method, path in requests:
                scope = {"type": "http", "method": method, "path": path, "headers": [], "client": ("10.1.2.3", 1)}
                await limit(scope, None, send)  # type: ignore[arg-type]

        finished(all_of_them())
        assert len(told) == len(requests)
        return told.count(429)

    return refused


def test_twenty_people_behind_one_address_are_not_refused(refused: Callable[..., int]) -> None:
    opened = [("GET", "/"), *[("GET", "/assets/a.js")] * FILES]
    calls = [("POST", CALL)] * (CALLS_OF_A_QUESTION * QUESTIONS_A_MINUTE + LOOKS_A_MINUTE)
    assert refused((opened + calls) * PEOPLE) == 0


def test_a_client_that_asks_without_end_is_refused(refused: Callable[..., int]) -> None:
    route = find_route("POST", CALL)
    assert route is not None
    assert refused([("POST", CALL)] * (route.a_minute + 7)) == 7
