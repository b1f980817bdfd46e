"""Clippings in a real browser: pin, look, open, save, remove, and come back by the address."""

from typing import Any

from playwright.sync_api import expect

from ui import texts

CISCO = "Which company destroyed its stocks in Russia?"


def test_a_sentence_is_pinned_found_under_an_address_saved_and_taken_off(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask(CISCO)
    pins = page.locator('.cw-pin[data-n="1"]')
    assert pins.count() == 2
    pins.first.click()
    # Beside the answer and beside its source.
    expect(page.locator('.cw-pin[data-n="1"][aria-pressed="true"]')).to_have_count(2)

    page.get_by_role("tab", name=texts.CLIPPINGS).click()
    item = page.locator(".cw-clippings li")
    expect(item).to_have_count(1)
    expect(item.locator("blockquote")).to_contain_text("Cisco")
    for part in ("Interfax", "5 April 2023", "2023-04-05-interfax-localization.txt", CISCO):
        expect(item).to_contain_text(part)
    page.wait_for_url("**/?clippings=*")

    page.reload()
    expect(item).to_have_count(1)
    item.locator(".cw-open-clipping").click()
    expect(page.locator("#cw-article mark").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(item.locator(".cw-open-clipping")).to_be_focused()

    with page.expect_download() as download:
        page.get_by_role("button", name=texts.EXPORT, exact=True).click()
        page.get_by_role("button", name=texts.EXPORT_MARKDOWN).click()
    assert download.value.suggested_filename == f"{texts.EXPORT_CLIPPINGS_FILE}.md"
    assert "[^1]: Interfax, 5 April 2023" in download.value.path().read_text(encoding="utf-8")

    item.get_by_role("link").click()
    expect(page.locator(".cw-question")).to_have_text(CISCO)
    page.go_back()
    expect(item).to_be_visible()
    item.locator(".cw-unpin").click()
    expect(page.locator("#cw-clippings")).to_contain_text(texts.CLIPPINGS_NONE)
    note = page.locator(".cw-toast", has_text=texts.UNPINNED)
    note.get_by_role("button", name=texts.UNDO).click()
    expect(item.locator(".cw-open-clipping")).to_be_focused()
    item.locator(".cw-unpin").click()
    expect(page.locator("#cw-clippings")).to_contain_text(texts.CLIPPINGS_NONE)
    page.get_by_role("tab", name=texts.CHAT).click()
    expect(page.locator('.cw-pin[aria-pressed="true"]')).to_have_count(0)
