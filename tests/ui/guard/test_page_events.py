"""The page's events: whatever is put into one, no file of this machine is read, kept or served."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from fastapi.testclient import TestClient
from gradio.routes import App
from starlette.routing import Mount

from rag import Settings
from ui.guard.access import Access
from ui.server.address import Address
from ui.server.server import build_server

SECRET = "the-secret-of-this-machine"
QUICK, QUEUED, UPLOAD = (f"/gradio_api/{path}" for path in ("run/predict", "queue/join", "upload"))


@pytest.fixture
def served(seeds_index: Path, tmp_path: Path) -> Iterator[tuple[TestClient, gr.Blocks, Path]]:
    """A client, the page behind it, and the folder of what comes in."""
    index = tmp_path / "index"
    index.mkdir()
    for name in ("store.sqlite3", "vectors.faiss"):
        (index / name).write_bytes((seeds_index / name).read_bytes())
    server = build_server(Settings(index=index, seeds=tmp_path / "none"), Address("127.0.0.1", 7860), Access())
    page = next(r.app.get_blocks() for r in server.routes if isinstance(r, Mount) and isinstance(r.app, App))
    with TestClient(server, base_url="http://127.0.0.1") as client:
        yield client, page, next(index.glob("incoming-*"))


def payloads(file: Path, folder: Path) -> Iterator[Any]:
    """Yield every shape in which Gradio takes something for a file, and shapes near it."""
    marked = {"path": str(file), "meta": {"_type": "gradio.FileData"}}
    climbing = {**marked, "path": f"{folder.name}/../../{file.name}"}
    for named in (marked, climbing, {**marked, "url": f"file://{file}"}, {**marked, "path": "http://127.0.0.1:9/x"}):
        yield from (named, [named], [[named]], {"deep": [{"deeper": named}]}, {"value": named}, [named, "text"])
    yield from ({"path": str(file)}, [str(file)], {"__type__": "update", "value": marked}, [{"path": f"{'0' * 32}/x"}])


def test_no_event_takes_a_file_that_was_not_uploaded(served, tmp_path):
    client, page, incoming = served
    secret = tmp_path / "secret.txt"
    secret.write_text(f"Secrets\n\n{SECRET} was kept in London on 5 April 2023. Nobody was to read it.")
    tried = 0
    for number, action in page.fns.items():
        empty: list[Any] = [None if isinstance(part, gr.State) else "" for part in action.inputs]
        for payload in payloads(secret, incoming):
            spoiled = [[*empty[:place], payload, *empty[place + 1 :]] for place in range(len(empty))]
            events = [{"data": data} for data in spoiled] + [{"data": empty, "event_data": {"question": payload}}]
            for event in events:
                for path in (QUICK, QUEUED):
                    told = client.post(path, json={"fn_index": number, "session_hash": "abc", **event})
                    assert told.status_code == 422 or (isinstance(payload, list | dict) and SECRET not in told.text)
                    assert SECRET not in told.text and "/file=" not in told.text
                    tried += told.status_code == 422
    held = [file for file in incoming.parent.rglob("*") if file.is_file() and file.suffix != ".sqlite3"]
    assert [file for file in held if SECRET.encode() in file.read_bytes()] == []
    assert tried > 2000


def _uploads(page: gr.Blocks) -> int:
    return next(n for n, action in page.fns.items() if any(event == "upload" for _, event in action.targets))


def test_an_uploaded_file_is_known_by_the_name_it_was_given_and_no_other(served):
    client, page, incoming = served
    (name,) = client.post(UPLOAD, files=[("files", ("../../new one.txt", b"words"))]).json()
    token, _, kept = name.partition("/")
    assert len(token) == 32 and kept == "new-one.txt" and (incoming / name).read_bytes() == b"words"
    number = _uploads(page)

    def sent(path: str) -> int:
        data = [[{"path": path, "orig_name": "x", "meta": {"_type": "gradio.FileData"}}], ""]
        return client.post(QUEUED, json={"fn_index": number, "session_hash": "abc", "data": data}).status_code

    assert [sent(path) for path in (f"{token}/other.txt", f"{token}/../lock", str(incoming / name))] == [422] * 3
    assert sent(name) == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"simple_format": True},
        {"batched": True},
        {"oauth_token": "x"},
        {"session_hash": "../x"},
        {"session_hash": None},
        {"fn_index": 10_000},
        {"fn_index": -1},
        {"fn_index": "0"},
        {"data": [None]},
        {"data": ["x" * 70_000, "", "", "", "", None]},
        {"data": "text"},
        {"trigger_id": {"path": "/etc/passwd"}},
    ],
)
def test_an_event_that_the_page_would_not_send_is_refused(served, changed):
    client, _, _ = served
    event = {"fn_index": 0, "session_hash": "abc", "data": ["", "", "", "", "", None]}
    assert client.post(QUICK, json=event).status_code == 200
    assert client.post(QUICK, json={**event, **changed}).status_code in (413, 422)


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 60_000, b'{"fn_index": "\\ud800"}', b"\xff\xfe", b'{"data": NaN}'])
def test_a_body_that_is_no_event_is_refused(served, body):
    client, _, _ = served
    assert client.post(QUICK, content=body, headers={"content-type": "application/json"}).status_code == 422


def test_what_was_checked_is_what_is_run(served):
    """Of a name that comes twice, one reader takes the first and another the last."""
    client, _, _ = served
    event = json.dumps({"fn_index": 0, "session_hash": "abc", "data": ["", "", "", "", "", None]})
    twice = event[:-1] + ', "data": [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}]}'
    assert client.post(QUICK, content=twice).status_code == 422


def test_a_slow_event_cannot_pass_by_its_queue(served):
    client, page, _ = served
    slow = next(
        n for n, action in page.fns.items() if action.queue and action.fn is not None and len(action.inputs) == 3
    )
    event = {"fn_index": slow, "session_hash": "abc", "data": [None, "", ""]}
    assert client.post(QUICK, json=event).status_code == 422


def test_the_folder_of_what_comes_in_is_private_and_goes_with_the_chat(served):
    client, _, incoming = served
    assert incoming.stat().st_mode & 0o077 == 0
    client.__exit__(None, None, None)
    assert not incoming.exists()
    client.__enter__()
