"""What the page shows while an answer or a rebuild is under way, and how an answer is stopped."""

import shutil
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import expect

import ui.library.rebuilding
import ui.page.dialogue
from rag import Settings
from ui import texts
from ui.server.server import launch

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture
def slow(monkeypatch):
    """The real stream, held back before its sources and before its answer."""
    gates = {"sources": Event(), "answer": Event()}
    real = ui.page.dialogue.stream

    def stream(*args, **options):
        steps = real(*args, **options)
        gates["sources"].wait(60)
        yield next(steps)
        gates["answer"].wait(60)
        yield next(steps)

    monkeypatch.setattr(ui.page.dialogue, "stream", stream)
    yield gates
    for gate in gates.values():
        gate.set()


@pytest.fixture
def slow_page(slow, seeds_index, free_port, browser, chat_page):
    port = free_port()
    served = launch(Settings(index=seeds_index), port=port)
    opened = type(chat_page)(browser.new_page())
    opened.open(f"http://127.0.0.1:{port}")
    yield opened
    opened.page.close()
    served.close()
    opened.check()


def test_progress_then_sources_then_the_answer_and_a_stop_that_works(slow, slow_page):
    page = slow_page.page
    page.fill("#cw-ask textarea", "Which company destroyed its stocks in Russia?")
    page.press("#cw-ask textarea", "Enter")
    expect(page.locator(".cw-working")).to_contain_text(texts.SEARCHING)
    slow["sources"].set()
    expect(page.locator(".cw-card").first).to_be_visible()
    expect(page.locator(".cw-working")).to_contain_text("Reading")
    expect(page.locator(".cw-others")).to_have_text(texts.READING_NOW)

    page.get_by_role("button", name=texts.STOP).click()
    expect(page.locator(".cw-stopped")).to_contain_text(texts.STOPPED)
    expect(page.locator(".cw-working")).to_have_count(0)

    with page.expect_request("**/reset"):
        slow["answer"].set()
    slow_page.ask("Where was the Russian-Chinese Expo held?")
    expect(page.locator("#cw-sources mark").first).to_contain_text("Yekaterinburg")
    expect(page.locator(".cw-turn").first.locator(".cw-stopped")).to_be_visible()


def test_the_chat_answers_while_a_rebuild_is_under_way(
    monkeypatch, seeds_index, free_port, browser, chat_page, tmp_path
):
    going = Event()
    real = ui.library.rebuilding.rebuild

    def held(*args, **options):
        going.wait(60)
        return real(*args, **options)

    monkeypatch.setattr(ui.library.rebuilding, "rebuild", held)
    index = tmp_path / "index"
    shutil.copytree(seeds_index, index)
    port = free_port()
    served = launch(Settings(seeds=SEEDS, index=index), port=port)
    opened = type(chat_page)(browser.new_page())
    try:
        opened.open(f"http://127.0.0.1:{port}")
        page = opened.page
        page.get_by_role("tab", name=texts.LIBRARY).click()
        page.get_by_role("button", name=texts.LOOK_AGAIN).click()
        expect(page.locator("#cw-library-state")).to_contain_text(texts.STAGES["scan"])
        page.get_by_role("tab", name=texts.CHAT).click()
        opened.ask("Where was the Russian-Chinese Expo held?")
        expect(page.locator("#cw-sources mark").first).to_contain_text("Yekaterinburg")
        going.set()
        page.get_by_role("tab", name=texts.LIBRARY).click()
        expect(page.locator("#cw-library-state")).to_contain_text("Nothing new")
    finally:
        going.set()
        opened.page.close()
        served.close()
    opened.check()
