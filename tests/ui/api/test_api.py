"""The JSON API: answers, articles and health for programs, with errors in words and nothing for strangers."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rag import Answer, Filters, Settings, verify
from ui import texts
from ui.api.queue import AT_ONCE
from ui.guard.access import Access
from ui.guard.logins import Logins
from ui.server.address import Address
from ui.server.server import build_server
from ui.storage import Collections

CISCO = "Which company destroyed its stocks in Russia?"
LOCAL = "http://127.0.0.1"


def client_of(settings: Settings, host: str = "127.0.0.1", auth: str = "") -> TestClient:
    access = Access(Logins.parse([auth], plain=True) if auth else None)
    return TestClient(build_server(settings, Address(host, 7860), access), base_url=LOCAL)


@pytest.fixture(scope="module")
def client(seeds_index: Path) -> TestClient:
    return client_of(Settings(index=seeds_index))


def test_an_answer_comes_with_citations_that_hold(client: TestClient, seeds_index: Path) -> None:
    told = client.post("/api/answer", json={"question": CISCO}).json()
    assert told["kind"] in ("answer", "quotes") and told["sources"][0]["text"]
    assert verify(Answer.from_json(told), settings=Settings(index=seeds_index)).ok


def test_a_follow_up_is_resolved_against_the_answers_that_are_sent_back(client: TestClient) -> None:
    first = client.post("/api/answer", json={"question": CISCO}).json()
    second = client.post("/api/answer", json={"question": "What was it worth?", "history": [first]}).json()
    assert second["understood_as"]


def test_filters_bound_what_is_read(client: TestClient) -> None:
    asked = {"question": CISCO, "filters": {"outlets": ["Silk Road Briefing"], "from": "2023-07-01"}}
    told = client.post("/api/answer", json=asked).json()
    assert {source["source"] for source in told["sources"]} == {"Silk Road Briefing"}
    chosen = told["sources"][0]["article_id"]
    told = client.post("/api/answer", json={"question": CISCO, "filters": {"article_ids": [chosen, "gone"]}}).json()
    assert {source["article_id"] for source in told["sources"]} == {chosen}
    assert client.post("/api/answer", json={"question": CISCO, "filters": {"article_ids": 2_001 * [chosen]}}).is_error


def test_a_stream_sends_the_sources_before_the_answer(client: TestClient) -> None:
    with client.stream("POST", "/api/answer", json={"question": CISCO, "stream": True}) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in response.iter_lines() if line]
    assert lines[0] == "event: sources" and lines[2] == "event: answer"
    sources, told = (json.loads(lines[n].removeprefix("data: ")) for n in (1, 3))
    assert {source["article_id"] for source in sources} >= {c["article_id"] for c in told["citations"]}


@pytest.mark.parametrize("stream", [True, False])
def test_a_question_that_cannot_be_used_is_refused_in_words(client: TestClient, stream: bool) -> None:
    refused = client.post("/api/answer", json={"question": "  ", "stream": stream})
    assert refused.status_code == 422 and "empty" in refused.json()["detail"]


@pytest.mark.parametrize(
    "body", [{}, {"question": CISCO, "top_k": 0}, {"question": CISCO, "filters": {"from": "x"}}, {"q": "typo"}]
)
def test_a_body_that_is_none_is_refused(client: TestClient, body: Any) -> None:
    assert client.post("/api/answer", json=body).status_code == 422


def test_an_empty_date_range_is_refused_in_words(client: TestClient) -> None:
    asked = {"question": CISCO, "filters": {"from": "2023-02-01", "to": "2023-01-01"}}
    refused = client.post("/api/answer", json=asked)
    assert refused.status_code == 422 and "Swap the two dates" in refused.json()["detail"]


def test_questions_that_cannot_be_used_take_no_turn_from_others(client: TestClient) -> None:
    asked = {"question": CISCO, "filters": {"from": "2023-02-01", "to": "2023-01-01"}}
    for _ in range(AT_ONCE):
        assert client.post("/api/answer", json=asked).status_code == 422
    assert client.post("/api/answer", json={"question": CISCO}).status_code == 200


def test_a_collection_is_listed_and_asked_by_its_name(seeds_index: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds_index, tmp_path / "index")
    settings = Settings(index=tmp_path / "index")
    client = client_of(settings)
    assert client.get("/api/collections").json() == []
    refused = client.post("/api/answer", json={"question": CISCO, "filters": {"collection": "Silk"}})
    assert refused.status_code == 422 and "There is no collection “Silk”" in refused.json()["detail"]
    entries = client.get("/api/articles").json()["articles"]
    silk = next(one["id"] for one in entries if one["source"] == "Silk Road Briefing")
    Collections(settings).make("Silk Road", Filters(article_ids=(silk, "gone")))
    assert client.get("/api/collections").json() == [{"name": "Silk Road", "articles": 1}]
    told = client.post("/api/answer", json={"question": CISCO, "filters": {"collection": " silk  road"}}).json()
    assert {source["article_id"] for source in told["sources"]} == {silk}
    both = {"collection": "Silk Road", "outlets": ["Interfax"]}
    refused = client.post("/api/answer", json={"question": CISCO, "filters": both})
    assert refused.status_code == 422 and refused.json()["detail"] == texts.COLLECTION_ALONE
    refused = client.post("/api/answer", json={"question": CISCO, "filters": {"collection": "Sugar"}})
    assert refused.json()["detail"].endswith("There are: Silk Road.")


def test_articles_are_listed_searched_and_read(client: TestClient) -> None:
    everything = client.get("/api/articles").json()
    assert everything["total"] == len(everything["articles"]) == 14
    found = client.get("/api/articles", params={"q": "interfax", "limit": 1}).json()
    assert found["total"] == 1
    article = client.get(f"/api/articles/{found['articles'][0]['id']}").json()
    assert article["source"] == "Interfax" and "Cisco" in article["text"]
    assert client.get("/api/articles", params={"offset": 13}).json()["articles"] == everything["articles"][13:]
    assert client.get("/api/articles/nowhere").status_code == 404
    assert client.get("/api/articles", params={"limit": 0}).status_code == 422


def test_health_says_whether_the_index_can_be_read(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    lost = client_of(Settings(index=tmp_path / "none"))
    assert lost.get("/healthz").status_code == 503
    refused = lost.post("/api/answer", json={"question": CISCO})
    assert refused.status_code == 503 and "citewire rebuild" in refused.json()["detail"]


def test_openapi_describes_every_route_and_no_page_of_it_loads_foreign_scripts(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert {"/api/answer", "/api/articles", "/api/articles/{article_id}", "/healthz"} <= described["paths"].keys()
    assert described["components"]["schemas"]["CitationModel"]["properties"].keys() >= {"start", "end", "quote"}
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_with_a_password_the_api_asks_for_it(seeds_index: Path) -> None:
    client = client_of(Settings(index=seeds_index), "0.0.0.0", "reader:se:cret")
    assert client.get("/api/articles").status_code == 401
    assert client.get("/api/articles", auth=("reader", "wrong")).status_code == 401
    assert client.get("/api/articles", auth=("reader", "se:cret")).status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/config").status_code == 404


def test_an_open_host_refuses_a_client_that_asks_without_end(seeds_index: Path) -> None:
    client = client_of(Settings(index=seeds_index), "0.0.0.0", "reader:secret")
    tried = [client.post("/login", data={"username": "reader", "password": str(n)}).status_code for n in range(12)]
    assert tried[:10] == [401] * 10 and tried[10:] == [429, 429]
    assert client.get("/healthz").status_code == 200


def test_a_client_that_guesses_passwords_is_refused_whatever_it_asks_for(seeds_index: Path) -> None:
    client = client_of(Settings(index=seeds_index), "0.0.0.0", "reader:secret")
    tried = [client.get("/api/articles", auth=("reader", str(n))).status_code for n in range(12)]
    assert tried == [401] * 10 + [429] * 2
    assert client.get("/api/articles", auth=("reader", "secret")).status_code == 429
    assert client.get("/healthz").status_code == 200


def test_a_page_elsewhere_whose_name_points_here_is_refused(client: TestClient) -> None:
    assert client.get("/api/articles", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/api/articles", headers={"host": "localhost:7860"}).status_code == 200


def test_a_body_beyond_measure_is_refused(client: TestClient) -> None:
    sizes = {"content-length": str(300_000), "content-type": "application/json"}
    assert client.post("/api/answer", content=b"{}", headers=sizes).status_code == 413


def test_the_page_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy and "http" not in policy
