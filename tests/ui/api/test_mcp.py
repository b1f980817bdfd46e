"""The MCP server: its tools over the real index, by the package's own client, in process and over stdio."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client

from rag import Settings
from ui.api.mcp_server import build_mcp

CISCO = "Which company destroyed its stocks in Russia?"


Call = Callable[..., Any]


@pytest.fixture
def within(finished: Call) -> Call:
    def within(settings: Settings, talk: Callable[[Client], Awaitable[Any]]) -> Any:
        async def run() -> Any:
            async with Client(build_mcp(settings)) as client:
                return await talk(client)

        return finished(run())

    return within


@pytest.fixture
def call(within: Call) -> Call:
    return lambda settings, name, **arguments: within(settings, lambda client: client.call_tool(name, arguments))


@pytest.fixture
def settings(seeds_index: Path) -> Settings:
    return Settings(index=seeds_index)


def test_the_tools_are_there_and_described(within: Call, settings: Settings) -> None:
    listed = within(settings, lambda client: client.list_tools())
    assert {tool.name for tool in listed.tools} == {"ask", "search", "read_article"}
    assert all(tool.description and tool.annotations.read_only_hint for tool in listed.tools)


def test_an_answer_comes_with_sentences_that_stand_in_their_article(call: Call, settings: Settings) -> None:
    told = call(settings, "ask", question=CISCO).structured_content
    assert told["kind"] in ("answer", "quotes") and told["citations"]
    for citation in told["citations"]:
        article = call(settings, "read_article", article_id=citation["article_id"]).structured_content
        assert article["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_a_search_returns_passages_and_obeys_its_filters(call: Call, settings: Settings) -> None:
    found = call(settings, "search", query="foreign suppliers", limit=3, outlets=["Interfax"]).structured_content
    passages = found["result"]
    assert 0 < len(passages) <= 3 and {passage["source"] for passage in passages} == {"Interfax"}


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("ask", {"question": " "}, "empty"),
        ("ask", {"question": CISCO, "published_from": "yesterday"}, "YYYY-MM-DD"),
        ("search", {"query": CISCO, "collection": "Poems"}, "There is no collection “Poems”"),
        ("read_article", {"article_id": "nowhere"}, "nowhere"),
    ],
)
def test_what_cannot_be_used_is_said_in_plain_words(
    call: Call, settings: Settings, name: str, arguments: Any, words: str
) -> None:
    done = call(settings, name, **arguments)
    assert done.is_error and words in done.content[0].text and "Traceback" not in done.content[0].text


def test_a_missing_index_names_the_command_that_builds_it(call: Call, tmp_path: Path) -> None:
    done = call(Settings(index=tmp_path / "none"), "ask", question=CISCO)
    assert done.is_error and "citewire rebuild" in done.content[0].text


def test_the_command_serves_over_standard_input_and_output(finished: Call, seeds_index: Path) -> None:
    command = StdioServerParameters(command=sys.executable, args=["-m", "citewire", "mcp", "--index", str(seeds_index)])

    async def run() -> Any:
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("search", {"query": "Cisco", "limit": 1})

    assert "Cisco" in finished(run()).structured_content["result"][0]["text"]


def test_without_the_package_the_message_names_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from citewire.cli import mcp as mcp_command
    from rag import InputError

    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    monkeypatch.delitem(sys.modules, "ui.api.mcp_server", raising=False)
    with pytest.raises(InputError, match="pip install 'mcp>="):
        mcp_command.mcp(type("Context", (), {"obj": None})())
