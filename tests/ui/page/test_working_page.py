"""What the page shows while an answer or a rebuild is under way, and how an answer is stopped."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import rag
import ui.library.library_actions
import ui.page.chat_actions
import ui.page.dialogue
from rag import Settings
from ui import texts
from ui.server.server import launch
from ui.storage import Conversations
from ui.transcript.transcript import turn_html

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
CISCO = "Which company destroyed its stocks in Russia?"
EXPO = "Where was the Russian-Chinese Expo held?"


@pytest.fixture
def gates(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The real stream and rebuild, held back before the sources, before the answer, and before the rebuild begins."""
    gates = {"sources": Event(), "answer": Event(), "rebuild": Event()}
    # What both modules have taken from there.
    real, rebuild = rag.stream, rag.rebuild

    def stream(*args: Any, **options: Any) -> Iterator[Any]:
        steps = real(*args, **options)
        gates["sources"].wait(60)
        yield next(steps)
        gates["answer"].wait(60)
        yield next(steps)

    def held(*args: Any, **options: Any) -> Any:
        gates["rebuild"].wait(60)
        return rebuild(*args, **options)

    monkeypatch.setattr(ui.page.dialogue, "stream", stream)
    monkeypatch.setattr(ui.library.library_actions, "rebuild", held)
    yield gates
    for gate in gates.values():
        gate.set()


@pytest.fixture
def slow_page(
    gates: Any, seeds_index: Path, free_port: Callable[[], int], browser: Browser, chat_page: Any, tmp_path: Path
) -> Iterator[Any]:
    shutil.copytree(seeds_index, tmp_path / "index", ignore=shutil.ignore_patterns("chat.sqlite3*"))
    port = free_port()
    served = launch(Settings(seeds=SEEDS, index=tmp_path / "index"), port=port)
    opened = type(chat_page)(browser.new_page())
    opened.open(f"http://127.0.0.1:{port}")
    yield opened
    opened.page.close()
    for gate in gates.values():
        gate.set()
    served.close()
    opened.check()


def ask(page: Page, question: str) -> None:
    page.fill("#cw-ask textarea", question)
    page.press("#cw-ask textarea", "Enter")


def test_progress_then_sources_then_a_stop_and_nothing_is_stuck(gates: Any, slow_page: Any) -> None:
    page = slow_page.page
    ask(page, CISCO)
    expect(page.locator(".cw-working")).to_contain_text(texts.SEARCHING)
    gates["sources"].set()
    expect(page.locator(".cw-card").first).to_be_visible()
    expect(page.locator(".cw-working")).to_contain_text("Reading")
    expect(page.locator(".cw-others")).to_have_text(texts.READING_NOW)

    # A second question while the first is under way is refused, and is still in the box.
    ask(page, EXPO)
    expect(page.locator("#cw-said")).to_have_text(texts.ONE_AT_A_TIME)
    expect(page.locator("#cw-ask textarea")).to_have_value(EXPO)
    expect(page.locator(".cw-turn")).to_have_count(1)

    page.get_by_role("button", name=texts.STOP).click()
    expect(page.locator(".cw-stopped")).to_contain_text(texts.STOPPED)
    expect(page.locator(".cw-working")).to_have_count(0)
    expect(page.locator("#cw-ask textarea")).to_be_focused()

    gates["answer"].set()
    page.press("#cw-ask textarea", "Enter")
    slow_page.settled(2)
    expect(page.locator("#cw-sources mark").first).to_contain_text("Yekaterinburg")
    expect(page.locator(".cw-turn").first.locator(".cw-stopped")).to_be_visible()


def test_a_question_stopped_before_anything_was_read_claims_nothing_of_the_articles(gates: Any, slow_page: Any) -> None:
    page = slow_page.page
    ask(page, CISCO)
    expect(page.locator(".cw-working")).to_be_visible()
    page.get_by_role("button", name=texts.STOP).click()
    expect(page.locator("#cw-sources")).to_contain_text(texts.SOURCES_STOPPED)


def test_an_answer_goes_on_while_the_reader_is_elsewhere(gates: Any, slow_page: Any) -> None:
    page = slow_page.page
    ask(page, CISCO)
    gates["sources"].set()
    expect(page.locator(".cw-working")).to_contain_text("Reading")
    address = page.url
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    page.goto(address)
    expect(page.locator(".cw-working")).to_contain_text("Reading")
    gates["answer"].set()
    expect(page.locator(".cw-turn .cw-ref").first).to_be_visible()
    expect(page.locator("#cw-sources mark").first).to_contain_text("Cisco")


def test_the_chat_answers_while_a_rebuild_is_under_way(gates: Any, slow_page: Any) -> None:
    gates["sources"].set()
    gates["answer"].set()
    page = slow_page.page
    page.get_by_role("tab", name=texts.LIBRARY).click()
    page.get_by_role("button", name=texts.FOLDER).click()
    page.get_by_role("button", name=texts.LOOK_AGAIN).click()
    expect(page.locator("#cw-library-state")).to_contain_text(texts.STAGES["scan"])
    page.get_by_role("tab", name=texts.CHAT).click()
    slow_page.ask(EXPO)
    expect(page.locator("#cw-sources mark").first).to_contain_text("Yekaterinburg")
    gates["rebuild"].set()
    page.get_by_role("tab", name=texts.LIBRARY).click()
    expect(page.locator("#cw-library-state")).to_contain_text("Nothing new")


def test_a_fault_of_the_server_is_told_and_leaves_the_page_ready(
    gates: Any, slow_page: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page, ready = slow_page.page, slow_page.page.locator("#cw-ask .submit-button")
    gates["sources"].set()
    gates["answer"].set()

    def broken(*_args: Any, **_options: Any) -> None:
        raise ZeroDivisionError("secret detail")

    def faulty(*_args: Any, **_options: Any) -> None:
        raise rag.CitewireError("The disk is full.")

    real = turn_html

    def undrawable(exchange: Any, *rest: Any) -> Any:
        if exchange.answer is not None:
            broken()
        return real(exchange, *rest)

    # What cannot be drawn, what cannot be kept, what cannot be read, and what the page itself cannot put in its place.
    with monkeypatch.context() as during:
        during.setattr(ui.page.chat_actions, "turn_html", undrawable)
        during.setattr(ui.page.chat_actions, "sources", broken)
        ask(page, CISCO)
        expect(page.locator(".cw-trouble").first).to_contain_text(texts.UNDRAWN)
        expect(ready).to_be_visible()
    with monkeypatch.context() as during:
        during.setattr(Conversations, "advance", faulty)
        ask(page, EXPO)
        expect(page.locator(".cw-turn").nth(1)).to_contain_text("The disk is full.")
        expect(ready).to_be_visible()
    with monkeypatch.context() as during:
        during.setattr(Conversations, "load", broken)
        ask(page, CISCO)
        expect(page.locator("#cw-said")).to_have_text(texts.UNEXPECTED_HERE)
        expect(ready).to_be_visible()
    expect(page.locator(".cw-turn")).to_have_count(3)
    page.evaluate("() => { citewire.drawn = citewire.draw; citewire.draw = () => { throw new Error('odd'); }; }")
    ask(page, EXPO)
    expect(page.locator("#cw-said")).to_have_text(texts.UNEXPECTED_HERE)
    expect(ready).to_be_visible()
    page.evaluate("() => { citewire.draw = citewire.drawn; }")

    page.reload()
    page.locator(".cw-turn").nth(1).get_by_role("button", name=texts.RETRY).click()
    expect(page.locator("#cw-sources mark").first).to_contain_text("Yekaterinburg")
    expect(page.locator(".cw-working")).to_have_count(0)
    assert "secret detail" not in page.content()
