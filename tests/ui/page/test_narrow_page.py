"""The page on a laptop's half, on a phone, and at twice its size: everything can be reached, and nothing is cut off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ui import texts

CISCO = "Which company destroyed its stocks in Russia?"
PHONE = {"width": 390, "height": 844}
# A window of 1280 by 800 at twice its size.
ZOOMED = {"width": 640, "height": 400}


@pytest.fixture(scope="module")
def asked(shared_page: Any) -> Any:
    """A conversation with one answer, on the page that all share."""
    page = shared_page.page
    page.get_by_role("tab", name=texts.CHAT).click()
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    page.wait_for_selector(".cw-welcome")
    shared_page.ask(CISCO)
    return page


@pytest.mark.parametrize("size", [{"width": 1024, "height": 768}, PHONE, ZOOMED])
def test_the_conversations_open_below_1200_pixels_and_close_again(asked: Any, size: Any) -> None:
    asked.set_viewport_size(size)
    expect(asked.locator("#cw-rail")).to_be_hidden()
    asked.get_by_role("button", name=texts.CONVERSATIONS).click()
    expect(asked.locator(".cw-kept a").first).to_be_in_viewport()
    asked.keyboard.press("Escape")
    expect(asked.locator("#cw-rail")).to_be_hidden()
    expect(asked.locator("#cw-aside")).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, ZOOMED])
def test_the_answer_comes_into_view_over_a_question_box_at_the_lower_edge(
    asked: Any, size: Any, shared_page: Any
) -> None:
    asked.set_viewport_size(size)
    for _ in range(2):
        turns = asked.locator(".cw-turn").count()
        shared_page.ask(CISCO)
        turn = asked.locator(".cw-turn").nth(turns)
        expect(turn.locator(".cw-question")).to_be_in_viewport()
        expect(turn.locator(".cw-text, .cw-evidence").first).to_be_in_viewport()
    box = asked.locator("#cw-ask").bounding_box()
    assert size["height"] * 0.6 < box["y"] + box["height"] <= size["height"]
    assert asked.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("size", [PHONE, ZOOMED])
def test_the_sources_lie_in_a_sheet_that_closes(asked: Any, size: Any) -> None:
    asked.set_viewport_size(size)
    ref = asked.locator(".cw-turn .cw-ref").last
    ref.click()
    expect(asked.locator("#cw-sources mark").first).to_be_in_viewport()
    close = asked.locator("#cw-sources").get_by_role("button", name=texts.CLOSE_ARTICLE)
    expect(close).to_be_in_viewport()
    close.click()
    expect(asked.locator("#cw-sources")).to_be_hidden()
    expect(ref).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, ZOOMED])
def test_a_whole_article_can_be_closed_from_its_end(asked: Any, size: Any) -> None:
    asked.set_viewport_size(size)
    asked.locator(".cw-turn .cw-ref").last.click()
    asked.locator("#cw-sources .cw-open").first.click()
    dialog = asked.locator("#cw-article dialog")
    dialog.locator(".cw-article-body").evaluate("body => body.scrollTo(0, body.scrollHeight)")
    close = dialog.get_by_role("button", name=texts.CLOSE_ARTICLE)
    expect(close).to_be_in_viewport()
    close.click()
    expect(dialog).to_be_hidden()
    asked.keyboard.press("Escape")


def test_the_library_fits_a_tablet(asked: Any) -> None:
    asked.set_viewport_size({"width": 821, "height": 800})
    asked.get_by_role("tab", name=texts.LIBRARY).click()
    first = asked.locator("#cw-table .cw-first").first
    expect(first).to_be_visible()
    assert first.bounding_box()["width"] > 120
    assert asked.evaluate("() => document.querySelector('#cw-library').scrollWidth - window.innerWidth") <= 0


def test_the_library_fits_a_phone(asked: Any) -> None:
    asked.set_viewport_size({"width": 360, "height": 844})
    asked.get_by_role("tab", name=texts.LIBRARY).click()
    expect(asked.locator("#cw-table tbody tr").first).to_be_visible()
    assert asked.evaluate("() => document.querySelector('#cw-library').scrollWidth - window.innerWidth") <= 0

    # There, too, one sorts and chooses all.
    asked.get_by_role("button", name=texts.COLUMN_KIND).click()
    expect(asked.locator("#cw-table th[aria-sort]")).to_contain_text(texts.COLUMN_KIND)
    everything = asked.get_by_label(texts.CHOOSE_ALL)
    everything.check()
    rows = asked.locator("#cw-table tbody tr").count()
    expect(asked.locator(".cw-chosen").get_by_role("status")).to_have_text(texts.chosen_now(rows))
    everything.uncheck()
    asked.get_by_role("button", name=texts.COLUMN_DATE).click()


@pytest.mark.picture
def test_a_phone_shows_question_answer_and_box(open_page: Callable[..., Any], shots: Path) -> None:
    opened = open_page(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    opened.ask(CISCO)
    expect(opened.page.locator(".cw-turn .cw-ref").first).to_be_in_viewport()
    opened.page.screenshot(path=shots / "chat-phone.png")
