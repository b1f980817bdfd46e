"""The origin: a page of another site may link to the chat, and can neither read it nor act in it."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rag import Settings
from ui.guard.access import Access
from ui.server.address import Address
from ui.server.server import build_server

HOSTS = {
    "127.0.0.1": "127.0.0.1:7860",
    "127.0.0.2": "127.0.0.2:7860",
    "::1": "[::1]:7860",
    "localhost": "localhost:7860",
}
OTHERS = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:8000"},
    {"origin": "http://localhost:3000"},
    {"origin": "http://[::1]:3000"},
    {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
]
ASKED = [
    ("POST", "/api/answer"),
    ("GET", "/api/articles"),
    ("GET", "/healthz"),
    ("GET", "/theme.css"),
    ("POST", "/gradio_api/component_server/"),
    ("POST", "/gradio_api/upload"),
]


@pytest.fixture(scope="module", params=HOSTS)
def client(request: pytest.FixtureRequest, seeds_index: Path) -> TestClient:
    server = build_server(Settings(index=seeds_index), Address(request.param, 7860), Access())
    return TestClient(server, base_url=f"http://{HOSTS[request.param]}")


def test_another_page_reads_nothing_and_does_nothing(client: TestClient) -> None:
    for headers in OTHERS:
        for method, path in ASKED:
            told = client.request(method, path, headers=headers)
            assert told.status_code == 403, (method, path, headers)
            assert not any(name.startswith("access-control") for name in told.headers)


def test_a_preflight_of_another_page_allows_nothing(client: TestClient) -> None:
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    told = client.options("/gradio_api/component_server/", headers=asked)
    assert told.status_code == 403 and not any(name.startswith("access-control") for name in told.headers)


def test_its_own_page_is_let_through_without_a_word_on_other_origins(client: TestClient) -> None:
    own = {"origin": str(client.base_url).rstrip("/"), "sec-fetch-site": "same-origin"}
    told = client.get("/api/articles", headers=own)
    assert told.status_code == 200 and not any(name.startswith("access-control") for name in told.headers)


def test_a_link_elsewhere_opens_the_chat_and_nothing_else(client: TestClient) -> None:
    follows = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/", headers=follows).status_code == 200
    assert client.get("/api/articles", headers=follows).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "", "a b", "[::1", "x@y"]
)
def test_a_name_that_was_made_to_point_here_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/api/articles", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "127.9.9.9:1", "[::1]:7860", "LOCALHOST"])
def test_all_names_of_this_machine_are_alike(client: TestClient, host: str) -> None:
    assert client.get("/api/articles", headers={"host": host}).status_code == 200
