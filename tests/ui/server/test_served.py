"""A served chat ends at once and in silence, whatever it is asked meanwhile."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import ui.api.routes
from rag import Settings
from ui.server import server
from ui.server.server import launch


def test_an_answer_under_way_is_cut_off_without_a_traceback(
    seeds_index: Path, free_port: Callable[[], int], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked, given_up = threading.Event(), threading.Event()

    def never(*_: Any, **__: Any) -> Iterator[Any]:
        asked.set()
        given_up.wait(60)
        yield ()

    monkeypatch.setattr(ui.api.routes, "stream", never)
    monkeypatch.setattr(server, "_GRACE", 1)
    port = free_port()
    served = launch(Settings(index=seeds_index), port=port)
    outcome: list[Any] = []

    def ask() -> None:
        try:
            outcome.append(httpx.post(f"http://127.0.0.1:{port}/api/answer", json={"question": "Who?"}, timeout=90))
        except httpx.HTTPError as error:
            outcome.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    assert asked.wait(60)
    served.close()
    asking.join(60)
    given_up.set()
    assert len(outcome) == 1
    assert capfd.readouterr().err == ""
