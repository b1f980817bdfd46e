"""Logins: several names with hashed passwords, sessions that end one by one, and no way to guess without end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from citewire.cli.chat import gather_logins
from rag import InputError, Settings
from ui.guard.access import Access
from ui.guard.logins import Logins, hashed
from ui.guard.routes import ROUTES, Caller
from ui.server.address import Address
from ui.server.server import build_server

ANNA, BEN = {"username": "anna", "password": "se:cret"}, {"username": "ben", "password": "geheim"}


@pytest.fixture(scope="module")
def server(seeds_index: Path) -> FastAPI:
    logins = Logins.parse(["anna:se:cret", f"ben:{hashed('geheim')}"], plain=True)
    return build_server(Settings(index=seeds_index), Address("0.0.0.0", 7860), Access(logins))


@pytest.fixture
def client(server: FastAPI) -> TestClient:
    """A client from an address of its own, so that no test uses up the tries of another."""
    global _number
    _number += 1
    return TestClient(server, base_url="http://chat.example", client=(f"10.0.0.{_number}", 1), follow_redirects=False)


_number = 0


def test_nothing_but_health_and_the_login_page_is_open(client: TestClient) -> None:
    opened = {(route.method, route.path) for route in ROUTES if route.caller is Caller.ANYONE}
    assert opened == {("GET", "/healthz"), ("GET", "/login"), ("POST", "/login")}
    for route in ROUTES:
        told = client.request(route.method, route.path.replace("{", "").replace("}", "").replace(":path", ""))
        if (route.method, route.path) in opened:
            assert told.status_code in (200, 401)
        else:
            assert (told.status_code, told.headers.get("location")) in ((303, "/login"), (401, None)), route


def test_a_body_is_not_read_before_the_login(client: TestClient) -> None:
    for path in ("/gradio_api/upload", "/gradio_api/component_server/", "/api/answer", "/logout"):
        assert client.post(path, content=b"{" * 1000).status_code == 401


def test_each_name_has_its_password(client: TestClient) -> None:
    for given in (ANNA, BEN):
        told = client.post("/login", data=given)
        assert (told.status_code, told.headers["location"]) == (303, "/")
        assert client.get("/").status_code == 200
        client.cookies.clear()
    for wrong in ({**ANNA, "password": "geheim"}, {**ANNA, "username": "nobody"}, {"username": "anna"}, {}):
        told = client.post("/login", data=wrong)
        assert told.status_code == 401 and "set-cookie" not in told.headers


@pytest.mark.parametrize("place", ["?conversation=0af3", f"?clippings={'9' * 32}", "?view=library"])
def test_the_place_that_was_asked_for_is_kept_over_the_login(client: TestClient, place: str) -> None:
    assert client.get(f"/{place}").headers["location"] == f"/login{place}"
    assert f'action="/login{place}"' in client.get(f"/login{place}").text
    wrong = client.post(f"/login{place}", data={**ANNA, "password": "wrong"})
    assert wrong.status_code == 401 and f'action="/login{place}"' in wrong.text
    assert client.post(f"/login{place}", data=ANNA).headers["location"] == f"/{place}"
    assert client.get(f"/login{place}").headers["location"] == f"/{place}"


@pytest.mark.parametrize(
    "query",
    [
        "next=https://evil.example",
        "conversation=//evil.example",
        "conversation=%2F%2Fevil.example",
        "conversation=0af3%0d%0aSet-Cookie:%20a=b",
        'conversation="><script>1</script>',
        "conversation=",
        "view=https://evil.example",
        "&" * 5000,
        "conversation=" + "a" * 65,
        "%ff%fe=%00",
    ],
)
def test_no_login_leads_anywhere_else(client: TestClient, query: str) -> None:
    for path in ("/", "/login"):
        told = client.get(f"{path}?{query}")
        assert (
            told.headers.get("location", "/login") == "/login"
            and "evil" not in told.text
            and "<script>" not in told.text
        )
    assert client.post(f"/login?{query}", data=ANNA).headers["location"] == "/"


def test_a_session_is_a_cookie_that_no_script_reads_and_no_other_site_sends(client: TestClient) -> None:
    cookie = client.post("/login", data=ANNA).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    secure = TestClient(client.app, base_url="https://chat.example", client=("10.0.1.1", 1), follow_redirects=False)
    assert "Secure" in secure.post("/login", data=ANNA).headers["set-cookie"]


def test_logging_out_ends_one_session_and_only_by_a_post_of_the_page(client: TestClient) -> None:
    client.post("/login", data=ANNA)
    here = dict(client.cookies)
    client.cookies.clear()
    client.post("/login", data=ANNA)
    there = dict(client.cookies)
    assert client.get("/logout").status_code == 404
    assert client.post("/logout", headers={"origin": "https://evil.example"}).status_code == 403
    assert client.get("/").status_code == 200
    assert client.post("/logout").headers["location"] == "/login"
    client.cookies.update(there)
    assert client.get("/").status_code == 303
    client.cookies.clear()
    client.cookies.update(here)
    assert client.get("/").status_code == 200


def test_a_program_sends_name_and_password_along_and_only_to_the_api(client: TestClient) -> None:
    assert client.get("/api/articles", auth=("anna", "se:cret")).status_code == 200
    assert client.get("/", auth=("anna", "se:cret")).status_code == 303
    for header in ("Basic", "Basic !", "Basic YQ==", "Bearer x", "Basic " + "A" * 5000):
        told = client.get("/api/articles", headers={"authorization": header})
        assert told.status_code == 401 and told.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize("asked", ["login", "api"])
def test_guessing_is_stopped_whatever_a_client_says_of_where_it_is(client: TestClient, asked: Any) -> None:
    def guess(number: int) -> int:
        said = {
            "x-forwarded-for": f"1.2.3.{number}",
            "forwarded": f"for=1.2.3.{number}",
            "x-real-ip": f"1.2.3.{number}",
        }
        if asked == "login":
            return client.post("/login", data={**ANNA, "password": str(number)}, headers=said).status_code
        return client.get("/api/articles", auth=("anna", str(number)), headers=said).status_code

    assert [guess(number) for number in range(12)] == [401] * 10 + [429] * 2
    assert client.post("/login", data=ANNA).status_code == 429
    assert client.get("/healthz").status_code == 200


def test_guesses_from_one_network_of_ipv6_count_together(server: FastAPI) -> None:
    def guess(number: int) -> int:
        one = TestClient(server, base_url="http://chat.example", client=(f"2001:db8::{number:x}", 1))
        return one.post("/login", data={**ANNA, "password": str(number)}).status_code

    assert [guess(number) for number in range(12)] == [401] * 10 + [429] * 2


def test_a_login_cannot_be_sent_from_another_site(client: TestClient) -> None:
    assert client.post("/login", data=ANNA, headers={"origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("lines", [["anna"], [":secret"], ["anna:"], ["anna:a", "anna:b"], ["anna:" + "x" * 2000]])
def test_a_login_needs_both_parts_and_its_name_once(lines: Any) -> None:
    with pytest.raises(InputError, match="--auth"):
        Logins.parse(lines, plain=True)


def test_logins_come_from_a_file_the_environment_and_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finished: Callable[..., Any]
) -> None:
    file = tmp_path / "logins"
    file.write_text(f"# readers\nanna:{hashed('one')}\n\nben:{hashed('two')}\n")
    monkeypatch.setenv("CITEWIRE_AUTH", "carla:three\nben:new one\n")
    logins = gather_logins(["dora:four"], file)
    right = [("anna", "one"), ("ben", "new one"), ("carla", "three"), ("dora", "four")]
    wrong = [
        ("ben", "two"),
        ("anna", ""),
        ("", ""),
        ("nobody", "one"),
        ("anna", "one" + "x" * 2000),
        ("anna", "\ud800"),
    ]
    assert logins is not None
    assert [finished(logins.accept(*given)) for given in right] == [True] * 4
    assert [finished(logins.accept(*given)) for given in wrong] == [False] * 6


def test_a_file_of_logins_holds_hashes_alone(tmp_path: Path) -> None:
    file = tmp_path / "logins"
    for text in ("anna:secret\n", "", "\xff\xfe"):
        file.write_text(text, encoding="latin-1")
        with pytest.raises(InputError, match="citewire login"):
            Logins.read(file)
    with pytest.raises(InputError, match="citewire login"):
        Logins.read(tmp_path / "none")


def test_no_logins_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIRE_AUTH", "\n")
    assert gather_logins([], None) is None


@pytest.mark.parametrize("origin", ["news.example", "https://news.example/", "https://", "ftp://x", "*", "null"])
def test_an_origin_is_scheme_and_host_alone(origin: str) -> None:
    with pytest.raises(InputError, match="--origin"):
        Access(origins=(origin,))


def test_an_origin_that_the_settings_name_may_call(seeds_index: Path) -> None:
    access = Access(origins=("https://news.example",))
    client = TestClient(build_server(Settings(index=seeds_index), Address("127.0.0.1", 7860), access))
    for host in ("127.0.0.1:7860", "news.example"):
        told = client.get("/api/articles", headers={"host": host, "origin": "https://news.example"})
        assert (told.status_code, told.headers["access-control-allow-origin"]) == (200, "https://news.example")
    other = client.get("/api/articles", headers={"host": "news.example", "origin": "https://evil.example"})
    assert other.status_code == 403 and "access-control-allow-origin" not in other.headers
