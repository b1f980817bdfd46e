"""The routes: all that is mounted is listed, and of it only what the page and the API need is let through."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from gradio.routes import App
from starlette.routing import Mount
from starlette.websockets import WebSocketDisconnect

from rag import Settings
from ui import texts
from ui.guard.access import Access
from ui.guard.routes import ROUTES
from ui.server.address import Address
from ui.server.server import build_server

# What Gradio mounts and nobody may ask for. After an update of Gradio, judge what is new before it is added here.
CLOSED = Path(__file__).with_name("closed_routes.txt")


@pytest.fixture(scope="module")
def server(seeds_index: Path) -> FastAPI:
    return build_server(Settings(index=seeds_index), Address("127.0.0.1", 7860), Access())


@pytest.fixture(scope="module")
def client(server: FastAPI) -> TestClient:
    return TestClient(server, base_url="http://127.0.0.1", raise_server_exceptions=False)


def mounted(server: FastAPI) -> set[tuple[str, str]]:
    pages = [route.app for route in server.routes if isinstance(route, Mount) and isinstance(route.app, App)]
    every = [route for app in (server, *pages) for route in iter_route_contexts(app.routes) if route.methods]
    return {(method, str(route.path)) for route in every for method in route.methods or ()}


def test_every_route_is_either_needed_or_closed(server: FastAPI, client: TestClient) -> None:
    closed = {tuple(line.split(maxsplit=1)) for line in CLOSED.read_text().splitlines()}
    needed = {(method, path) for method, path in mounted(server) if (method, path) not in closed}
    known = {(route.method, route.path.split("{")[0]) for route in ROUTES}
    assert {(method, path.split("{")[0]) for method, path in needed} <= known
    assert not closed & {(route.method, route.path) for route in ROUTES}


def test_a_closed_route_cannot_be_reached(client: TestClient) -> None:
    for line in CLOSED.read_text().splitlines():
        method, path = line.split(maxsplit=1)
        told = client.request(method, path.replace("{path:path}", "etc/passwd"), headers={"accept": "*/*"})
        assert told.status_code == 404 and (method == "HEAD" or told.json()["detail"] == texts.NO_ROUTE), line


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=http://127.0.0.1:9/",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/proxy=https://x.hf.space/",
        "/gradio_api/deep_link?session_hash=a",
        "/gradio_api/info",
        "/assets/../../../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%5c..%5cetc%5cpasswd",
        "/assets//etc/passwd",
        "/static/.env",
        "//etc/passwd",
        "/gradio_api//app_id",
        "/api/articles/../../etc/passwd",
        "/API/articles",
        "/docs",
    ],
)
def test_what_is_not_listed_is_not_there(client: TestClient, path: str) -> None:
    told = client.get(path)
    assert told.status_code == 404 and "root:" not in told.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "CONNECT", "FOO"])
def test_another_method_is_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/api/articles").status_code == 404


def test_a_page_that_is_asked_for_with_a_saved_state_starts_afresh(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/", params={"deep_link": "../../etc/passwd"}).status_code == 200


def test_a_body_larger_than_its_route_takes_is_refused(client: TestClient) -> None:
    """Said beforehand or found out on the way, for a client need not say how much it sends."""
    for route in ROUTES:
        path = route.path
        if route.method == "POST" and route.largest < 1_000_000 and path != "/logout":
            form = {"content-type": "application/x-www-form-urlencoded"} if path == "/login" else {}
            said = client.post(path, content=b" " * (route.largest + 1), headers=form)
            unsaid = client.post(path, content=iter([b" " * 1024] * (route.largest // 1024 + 1)), headers=form)
            assert (said.status_code, unsaid.status_code) == (413, 413), path
    for route in ROUTES:
        if route.method == "POST":
            sizes = {"content-length": str(route.largest + 1)}
            assert client.post(route.path, content=b"", headers=sizes).status_code == 413


def test_a_websocket_is_refused(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        raise AssertionError


def test_the_page_is_sent_packed(client):
    told = client.get("/", headers={"accept-encoding": "gzip"})
    assert told.headers["content-encoding"] == "gzip" and "content-security-policy" in told.headers
    assert "citewire" in told.text
