"""What a reader does with a conversation: bound it, edit it, judge it, leave it and come back."""

import pytest
from playwright.sync_api import expect

from ui import texts

CISCO = "Which company destroyed its stocks in Russia?"
EXPO = "Where was the Russian-Chinese Expo held?"


@pytest.fixture
def opened(open_page):
    """A page with a history of its own."""
    return open_page(viewport={"width": 1360, "height": 860})


def test_filters_are_shown_and_obeyed(opened):
    page = opened.page
    page.locator(".cw-filters summary").click()
    page.get_by_label("Silk Road Briefing").check()
    expect(page.locator("#cw-scope")).to_contain_text("Only articles from Silk Road Briefing")
    page.locator(".cw-done").click()
    opened.ask(EXPO)
    expect(page.locator(".cw-asked")).to_contain_text("Only articles from Silk Road Briefing")
    outlets = page.locator("#cw-sources .cw-card .cw-outlet").all_inner_texts()
    assert outlets and set(outlets) == {"Silk Road Briefing"}


def test_conversations_are_listed_left_edited_and_deleted(opened):
    page = opened.page
    opened.ask(CISCO)
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".cw-turn")).to_have_count(0)
    opened.ask("Who is the mayor of Atlantis?")
    kept = page.locator(".cw-kept li")
    expect(kept).to_have_count(2)

    page.locator(".cw-turn").get_by_role("button", name=texts.EDIT).click()
    expect(page.locator("#cw-ask textarea")).to_have_value("Who is the mayor of Atlantis?")
    page.fill("#cw-ask textarea", EXPO)
    page.press("#cw-ask textarea", "Enter")
    expect(page.locator(".cw-question")).to_have_text(EXPO)
    opened.settled(1)
    expect(page.locator("#cw-sources mark").first).to_contain_text("Yekaterinburg")

    kept.get_by_role("button", name=CISCO).first.click()
    expect(page.locator(".cw-question")).to_have_text(CISCO)
    page.once("dialog", lambda dialog: dialog.accept())
    kept.get_by_role("button", name=texts.delete_label(CISCO)).click()
    expect(kept).to_have_count(1)
    expect(page.locator(".cw-welcome")).to_be_visible()


def test_a_wrong_answer_is_noted_with_what_would_have_been_right(opened, chat):
    page = opened.page
    opened.ask(CISCO)
    page.get_by_role("button", name=texts.WRONG).click()
    page.get_by_label(texts.CORRECTION).fill("Cisco Systems")
    page.get_by_role("button", name=texts.SAVE).click()
    expect(page.locator(".cw-corrected")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=texts.WRONG)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".cw-corrected")).to_be_visible()
