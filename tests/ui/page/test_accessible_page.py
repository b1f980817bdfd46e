"""Every screen passes axe, in light and dark, wide and narrow."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, ViewportSize, expect

from rag import Settings
from ui import texts
from ui.guard.access import Access
from ui.guard.logins import Logins
from ui.server.address import Address
from ui.server.server import build_server

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

# The last is a window of 1280 by 800 at twice its size; each screen is looked at in two of the four.
LOOKS = (
    (ViewportSize(width=1440, height=900), "light"),
    (ViewportSize(width=390, height=844), "dark"),
    (ViewportSize(width=1024, height=768), "dark"),
    (ViewportSize(width=640, height=400), "light"),
)


def faults(page: Page, screen: int) -> list[str]:
    """Return what axe finds, and what is wider than the window."""
    found: list[str] = []
    for size, appearance in LOOKS[2 * (screen % 2) :][:2]:
        page.set_viewport_size(size)
        page.evaluate("dark => document.body.classList.toggle('dark', dark)", appearance == "dark")
        told = axe.Axe().run(page).response["violations"]
        found += [f"{size['width']} {appearance}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in told]
        if page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{size['width']}: wider than the window")
    page.set_viewport_size(LOOKS[0][0])
    return found


def test_every_screen_passes_axe(chat_page: Any) -> None:
    page = chat_page.page
    dark = page.evaluate("() => document.body.classList.contains('dark')")
    told = {"welcome": faults(page, 0)}
    page.locator("#cw-filter summary").click()
    told["filters"] = faults(page, 1)
    page.keyboard.press("Escape")
    chat_page.ask("How many generations behind are the assets in Zelenograd?")
    expect(page.locator(".cw-follow-ups")).to_be_visible()
    page.locator(".cw-pin").first.click()
    told["answer"] = faults(page, 2)
    page.locator("#cw-sources .cw-open").first.click()
    told["article"] = faults(page, 3)
    page.keyboard.press("Escape")
    page.get_by_role("tab", name=texts.CLIPPINGS).click()
    expect(page.locator(".cw-clippings li").first).to_be_visible()
    told["clippings"] = faults(page, 4)
    page.locator(".cw-unpin").first.click()
    page.get_by_role("tab", name=texts.LIBRARY).click()
    expect(page.locator("#cw-table table")).to_be_visible()
    told["library"] = faults(page, 5)
    page.locator("#cw-table .cw-one").first.check()
    page.locator("#cw-table [data-act=set]").first.click()
    told["details"] = faults(page, 6)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=texts.CHOOSE_NONE).click()
    page.evaluate("dark => document.body.classList.toggle('dark', dark)", dark)
    assert {screen: found for screen, found in told.items() if found} == {}


def test_the_login_page_passes_axe(browser: Any, seeds_index: Path) -> None:
    access = Access(Logins.parse(["anna:secret"], plain=True))
    client = TestClient(build_server(Settings(index=seeds_index), Address("127.0.0.1", 7860), access))
    shown = client.post("/login", data={"username": "anna"}, headers={"host": "127.0.0.1:7860"}).text
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport=LOOKS[1][0], color_scheme=scheme)
        page.set_content(shown)
        assert axe.Axe().run(page).response["violations"] == []
        page.close()
