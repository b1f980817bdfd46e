"""The page's calls: whatever is put into one, no file of this machine is read, kept or served."""

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
from ui import texts
from ui.guard.access import Access
from ui.server.address import Address
from ui.server.server import build_server

SECRET = "the-secret-of-this-machine"
CALL, UPLOAD = "/gradio_api/component_server/", "/gradio_api/upload"
VISITOR = "0123456789abcdef" * 2
RAIL = {"visitor": VISITOR, "key": "", "words": ""}


@pytest.fixture
def served(seeds_index: Path, tmp_path: Path) -> Iterator[tuple[TestClient, gr.HTML, Path]]:
    """A client, the part that the page is, and the folder of what comes in."""
    index = tmp_path / "index"
    index.mkdir()
    for name in ("store.sqlite3", "vectors.faiss"):
        (index / name).write_bytes((seeds_index / name).read_bytes())
    server = build_server(Settings(index=index, seeds=tmp_path / "none"), Address("127.0.0.1", 7860), Access())
    page = next(r.app.get_blocks() for r in server.routes if isinstance(r, Mount) and isinstance(r.app, App))
    part = next(block for block in page.blocks.values() if isinstance(block, gr.HTML))
    with TestClient(server, base_url="http://127.0.0.1") as client:
        yield client, part, next(index.glob("incoming-*"))


def asked(part: gr.HTML, name: str = "rail", data: Any = None, **changed: Any) -> dict[str, Any]:
    sent = {"component_id": part._id, "fn_name": name, "session_hash": "abc", "data": RAIL if data is None else data}
    return {**sent, **changed}


def payloads(file: Path, folder: Path) -> Iterator[Any]:
    """Yield every shape in which Gradio takes something for a file, and shapes near it."""
    marked = {"path": str(file), "meta": {"_type": "gradio.FileData"}}
    climbing = {**marked, "path": f"{folder.name}/../../{file.name}"}
    for named in (marked, climbing, {**marked, "url": f"file://{file}"}, {**marked, "path": "http://127.0.0.1:9/x"}):
        yield from (named, [named], [[named]], {"deep": [{"deeper": named}]}, {"value": named}, [named, "text"])
    yield from ({"path": str(file)}, [str(file)], str(file), {"__type__": "update", "value": marked})


def test_no_call_takes_a_file_that_was_not_uploaded(served: Any, tmp_path: Path) -> None:
    client, part, incoming = served
    secret = tmp_path / "secret.txt"
    secret.write_text(f"Secrets\n\n{SECRET} was kept in London on 5 April 2023. Nobody was to read it.")
    tried = 0
    for action in part.server_fns:
        for payload in payloads(secret, incoming):
            for data in (payload, {"visitor": VISITOR, "key": payload}, {"files": payload, "too_large": []}):
                told = client.post(CALL, json=asked(part, action.__name__, data))
                assert told.status_code == 422 or "trouble" in told.json()
                assert SECRET not in told.text and "/file=" not in told.text
                tried += 1
    held = [file for file in incoming.parent.rglob("*") if file.is_file() and file.suffix != ".sqlite3"]
    assert [file for file in held if SECRET.encode() in file.read_bytes()] == []
    assert tried > 1000


def test_an_uploaded_file_is_known_by_the_name_it_was_given(served: Any) -> None:
    client, part, incoming = served
    (name,) = client.post(UPLOAD, files=[("files", ("../../new one.txt", b"words"))]).json()
    token, _, kept = name.partition("/")
    assert len(token) == 32 and kept == "new-one.txt" and (incoming / name).read_bytes() == b"words"
    told = client.post(CALL, json=asked(part, "add", {"files": [name], "too_large": []})).json()
    assert told["job"]


@pytest.mark.parametrize(
    "changed",
    [
        {"oauth_token": "x"},
        {"session_hash": "../x"},
        {"session_hash": None},
        {"component_id": "0"},
        {"component_id": 999},
        {"fn_name": "get_config"},
        {"fn_name": "__init__"},
        {"fn_name": ["rail"]},
        {"data": [RAIL]},
        {"data": "text"},
        {"data": {**RAIL, "words": "x" * 70_000}},
        {"data": {**RAIL, "words": None}},
        {"data": {**RAIL, "words": [{"path": "/etc/passwd"}]}},
    ],
)
def test_a_call_that_the_page_would_not_send_is_refused(served: Any, changed: Any) -> None:
    client, part, _ = served
    assert "rail" in client.post(CALL, json=asked(part)).json()
    assert client.post(CALL, json=asked(part, **changed)).status_code == 422


def test_a_number_that_no_page_can_count_to_reaches_no_storage(served: Any, caplog: pytest.LogCaptureFixture) -> None:
    client, part, _ = served
    look = {"visitor": VISITOR, "key": "0" * 32, "revision": 10**40, "shown": 0, "wait": False}
    told = client.post(CALL, json=asked(part, "look", look))
    assert told.json() == {"trouble": texts.UNEXPECTED_HERE} and caplog.messages == []


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 60_000, b'{"fn_name": "\\ud800"}', b"\xff\xfe", b'{"data": NaN}'])
def test_a_body_that_is_no_call_is_refused(served: Any, body: Any) -> None:
    client, _, _ = served
    assert client.post(CALL, content=body, headers={"content-type": "application/json"}).status_code == 422


def test_a_form_is_no_call(served: Any) -> None:
    client, part, _ = served
    sent = {name: json.dumps(value) for name, value in asked(part).items()}
    assert client.post(CALL, data=sent, files=[("files", ("a.txt", b"words"))]).status_code == 422


def test_what_was_checked_is_what_is_run(served: Any) -> None:
    """Of a name that comes twice, one reader takes the first and another the last."""
    client, part, _ = served
    call = json.dumps(asked(part))
    twice = call[:-1] + ', "data": {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}}'
    assert "trouble" in client.post(CALL, content=twice).json()


def test_the_folder_of_what_comes_in_is_private_and_goes_with_the_chat(served: Any) -> None:
    client, _, incoming = served
    assert incoming.stat().st_mode & 0o077 == 0
    client.__exit__(None, None, None)
    assert not incoming.exists()
    client.__enter__()
