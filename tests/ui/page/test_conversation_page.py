"""What a reader does with a conversation: bound it, edit it, judge it, leave it, come back, and go on elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from ui import texts

CISCO = "Which company destroyed its stocks in Russia?"
EXPO = "Where was the Russian-Chinese Expo held?"
FORUM = "Who spoke at the InfoSpace forum?"


@pytest.fixture
def opened(open_page):
    """A page with a history of its own."""
    return open_page(viewport={"width": 1360, "height": 860})


def test_filters_are_shown_obeyed_and_there_after_a_reload(opened):
    page = opened.page
    page.locator(".cw-filters summary").click()
    page.get_by_label("Silk Road Briefing").check()
    expect(page.locator("#cw-scope")).to_contain_text("Only articles from Silk Road Briefing")
    page.locator(".cw-done").click()
    opened.ask(EXPO)
    expect(page.locator(".cw-asked")).to_contain_text("Only articles from Silk Road Briefing")
    outlets = page.locator("#cw-sources .cw-card .cw-outlet").all_inner_texts()
    assert outlets and set(outlets) == {"Silk Road Briefing"}

    page.reload()
    expect(page.locator("#cw-scope")).to_contain_text("Only articles from Silk Road Briefing")
    opened.ask("How do I bake sourdough bread?")
    declined = page.locator(".cw-turn").nth(1)
    expect(declined.locator(".cw-bounded")).to_contain_text("Silk Road Briefing")
    declined.get_by_role("button", name=texts.WIDEN).click()
    expect(declined.locator(".cw-bounded")).to_have_count(0)
    opened.settled(2)
    expect(declined.locator(".cw-question")).to_be_focused()

    page.locator(".cw-filters summary").click()
    page.locator("[name=from]").fill("2024-02-01")
    page.locator("[name=to]").fill("2024-01-01")
    expect(page.locator("#cw-scope")).to_contain_text("The date range is empty")
    page.fill("#cw-ask textarea", CISCO)
    page.press("#cw-ask textarea", "Enter")
    expect(page.locator("[name=from]")).to_be_focused()
    expect(page.locator(".cw-turn")).to_have_count(2)
    expect(page.locator("#cw-ask textarea")).to_have_value(CISCO)
    page.locator("[name=to]").press("Escape")
    expect(page.locator(".cw-filters summary")).to_be_focused()


def test_what_is_chosen_while_the_form_is_on_its_way_stays_chosen(opened):
    page = opened.page
    page.get_by_role("tab", name=texts.LIBRARY).click()
    release = opened.hold("begin")
    page.get_by_role("tab", name=texts.CHAT).click()
    page.locator(".cw-filters summary").click()
    outlet = page.locator("[name=outlets]").nth(1)
    outlet.check()
    expect(page.locator("#cw-scope")).to_contain_text("Only articles from")
    with page.expect_response("**/component_server/") as answered:
        release()
    assert "cw-welcome" in answered.value.text()
    page.wait_for_selector(".cw-welcome")
    expect(outlet).to_be_checked()
    expect(outlet).to_be_focused()
    expect(page.locator("#cw-scope")).to_contain_text("Only articles from")


def test_the_welcome_bounds_the_question_by_time_and_outlet_and_asks_about_a_headline(opened):
    page = opened.page
    bars = page.locator(".cw-bars button")
    bars.last.click()
    expect(page.locator("#cw-scope")).to_contain_text("published 1 July 2023 to 31 July 2023")
    start, end = bars.nth(bars.count() - 3).bounding_box(), bars.last.bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 40)
    page.mouse.down()
    page.mouse.move(end["x"] + 5, end["y"] + 40, steps=5)
    page.mouse.up()
    expect(page.locator("#cw-scope")).to_contain_text("published 1 May 2023 to 31 July 2023")
    page.locator(".cw-only", has_text="Silk Road Briefing").click()
    expect(page.locator("#cw-scope")).to_contain_text("from Silk Road Briefing")
    page.get_by_role("button", name=re.compile("^Ask about it: Russia Hopes")).click()
    opened.settled(1)
    expect(page.locator(".cw-rows li").first).to_contain_text("Silk Road Briefing")


def test_conversations_are_listed_edited_found_renamed_and_deleted(opened):
    page = opened.page
    opened.ask(CISCO)
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    opened.ask("Who is the mayor of Atlantis?")
    opened.ask(FORUM)
    kept = page.locator(".cw-kept li")
    expect(kept).to_have_count(2)

    page.fill("#cw-ask textarea", "A draft")
    first = page.locator(".cw-turn").first
    first.get_by_role("button", name=texts.EDIT).click()
    expect(page.locator("#cw-ask textarea")).to_have_value("Who is the mayor of Atlantis?")
    expect(page.locator("#cw-ask textarea")).to_be_focused()
    page.fill("#cw-ask textarea", EXPO)
    page.press("#cw-ask textarea", "Enter")
    expect(first.locator(".cw-question")).to_have_text(EXPO)
    opened.settled(2)
    expect(page.locator("#cw-ask textarea")).to_have_value("A draft")
    expect(page.locator("#cw-sources mark").first).to_contain_text("Yekaterinburg")
    expect(page.locator(".cw-turn").nth(1).locator(".cw-overtaken")).to_have_text(texts.overtaken(1))
    page.locator(".cw-turn").nth(1).get_by_role("button", name=texts.RETRY).click()
    expect(page.locator(".cw-overtaken")).to_have_count(0)
    opened.settled(2)

    page.once("dialog", lambda dialog: dialog.accept())
    first.get_by_role("button", name=texts.forget_label(1)).click()
    expect(page.locator(".cw-question")).to_have_text([FORUM])
    page.get_by_label(texts.SEARCH_CONVERSATIONS).fill("rubles")
    expect(kept).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.accept("Cisco"))
    kept.get_by_role("button", name=texts.rename_label(CISCO)).click()
    expect(kept.get_by_role("link", name="Cisco")).to_be_visible()
    kept.get_by_role("link", name="Cisco").click()
    expect(page.locator(".cw-question")).to_have_text(CISCO)
    page.once("dialog", lambda dialog: dialog.accept())
    kept.get_by_role("button", name=texts.delete_label("Cisco")).click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    expect(kept.get_by_role("link", name="Cisco")).to_have_count(0)


def test_a_wrong_answer_is_noted_with_what_would_have_been_right(opened):
    page = opened.page
    opened.ask(CISCO)
    page.get_by_role("button", name=texts.WRONG).click()
    page.get_by_label(texts.CORRECTION).fill("Cisco Systems")
    page.get_by_role("button", name=texts.SAVE).click()
    expect(page.locator(".cw-corrected")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=texts.WRONG)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".cw-corrected")).to_be_visible()


def test_a_question_to_a_conversation_that_was_deleted_elsewhere_begins_one_of_its_own(opened):
    page = opened.page
    opened.ask("Which articles do you have?")
    address = page.url
    second = page.context.new_page()
    second.goto(address)
    second.wait_for_selector(".cw-turn")
    release = opened.hold("ask")
    page.fill("#cw-ask textarea", "How many articles do you have?")
    page.press("#cw-ask textarea", "Enter")
    second.once("dialog", lambda dialog: dialog.accept())
    second.locator(".cw-kept .cw-drop").first.click()
    for window in (second, page):
        window.wait_for_selector(".cw-welcome")
    release()
    expect(page.locator(".cw-question")).to_have_text(["How many articles do you have?"])
    opened.settled(1)
    assert page.url != address and page.input_value("#cw-ask textarea") == ""
    second.close()


def test_a_conversation_has_an_address_that_two_windows_and_another_machine_follow_without_loss(opened, open_page):
    page = opened.page
    opened.ask(CISCO)
    address = page.url
    assert "conversation=" in address
    second = page.context.new_page()
    second.goto(address)
    expect(second.locator(".cw-question")).to_have_text(CISCO)

    second.fill("#cw-ask textarea", EXPO)
    second.press("#cw-ask textarea", "Enter")
    page.get_by_role("button", name=texts.RIGHT).first.click()
    for window in (page, second):
        expect(window.locator(".cw-question")).to_have_text([CISCO, EXPO])
        expect(window.locator(".cw-working")).to_have_count(0)
        expect(window.get_by_role("button", name=texts.RIGHT).first).to_have_attribute("aria-pressed", "true")
    second.reload()
    expect(second.locator(".cw-question")).to_have_text([CISCO, EXPO])
    expect(second.locator(".cw-turn").nth(1)).to_contain_text("Yekaterinburg")

    elsewhere = open_page(viewport={"width": 1360, "height": 860}).page
    elsewhere.goto(address)
    expect(elsewhere.locator(".cw-question")).to_have_text([CISCO, EXPO])

    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    page.go_back()
    expect(page.locator(".cw-question")).to_have_text([CISCO, EXPO])
    # An old conversation opens at its end, without a journey.
    expect(page.locator(".cw-turn").nth(1)).to_be_in_viewport()
    second.close()


def test_the_focus_stays_with_what_the_reader_does(opened):
    page = opened.page
    page.locator(".cw-example").first.focus()
    page.keyboard.press("Enter")
    opened.settled(1)
    expect(page.locator("#cw-ask textarea")).to_be_focused()
    opened.ask("How do I bake sourdough bread?")
    page.locator(".cw-ref").first.click()
    expect(page.locator("#cw-sources mark")).not_to_have_count(0)
    button = page.locator(".cw-turn").nth(1).get_by_role("button", name=texts.SOURCES)
    button.click()
    expect(page.locator(".cw-for")).to_contain_text("sourdough")
    expect(page.locator("#cw-sources .cw-card").first).to_be_visible()
    expect(page.locator("#cw-sources h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    right = page.get_by_role("button", name=texts.RIGHT).first
    right.focus()
    page.keyboard.press("Enter")
    expect(right).to_have_attribute("aria-pressed", "true")
    expect(right).to_be_focused()


def test_what_was_typed_stays_when_the_chat_cannot_be_reached(opened):
    page = opened.page
    page.fill("#cw-ask textarea", CISCO)
    for gone, answer, words in (
        ("component_server|healthz", lambda route: route.abort(), texts.UNREACHED),
        ("component_server", lambda route: route.fulfill(status=429, body="{}"), texts.REFUSED),
    ):
        page.route(re.compile(gone), answer)
        page.press("#cw-ask textarea", "Enter")
        expect(page.locator("#cw-said")).to_have_text(words)
        expect(page.locator("#cw-ask textarea")).to_have_value(CISCO)
        page.unroute(re.compile(gone))
    page.press("#cw-ask textarea", "Enter")
    opened.settled(1)
    expect(page.locator("#cw-ask textarea")).to_have_value("")
    # The browser itself reports the request that failed.
    opened.complaints[:] = [words for words in opened.complaints if "ERR_FAILED" not in words and "429" not in words]


def test_the_title_and_the_list_are_those_of_what_is_looked_at(opened):
    page = opened.page
    own = page.title()
    opened.ask(CISCO)
    expect(page).to_have_title(re.compile("Which company destroyed"))
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page).to_have_title(own)
    kept = page.locator(".cw-kept li")
    page.get_by_label(texts.SEARCH_CONVERSATIONS).fill("rubles")
    expect(kept).to_have_count(1)
    opened.ask(EXPO)
    # The answer came with a list of all.
    expect(kept).to_have_count(1)
    expect(kept).to_contain_text(CISCO)
    page.get_by_label(texts.SEARCH_CONVERSATIONS).fill("")
    expect(kept).to_have_count(2)


def test_an_answer_is_copied_from_a_page_that_came_over_plain_http(open_page):
    opened = open_page(viewport={"width": 1360, "height": 860})
    page = opened.page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("addEventListener('copy', () => (window.copied = document.activeElement.value))")
    opened.ask(CISCO)
    button = page.locator(".cw-copy")
    label = button.inner_text()
    button.dblclick()
    expect(button).not_to_have_text(label)
    assert page.evaluate("copied").startswith("Cisco [1]")
    expect(button).to_be_focused()
    expect(button).to_have_text(label)


def test_sources_that_come_late_are_not_shown_over_those_that_were_asked_for_since(opened):
    page = opened.page
    opened.ask(CISCO)
    opened.ask(EXPO)
    release = opened.hold("sources")
    page.locator(".cw-turn").first.locator("[data-act=sources]").click()
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    release()
    page.wait_for_timeout(500)
    expect(page.locator("#cw-sources section[data-turn]")).to_have_count(0)


def test_a_job_that_cannot_be_followed_is_told_and_a_watch_goes_on(opened):
    page = opened.page

    def gone(route):
        lost = (route.request.post_data_json or {}).get("fn_name") in ("progress", "watched")
        asked.append(route.request.post_data_json["fn_name"])
        route.abort() if lost else route.continue_()

    asked: list[str] = []
    page.get_by_role("tab", name=texts.LIBRARY).click()
    page.get_by_role("button", name=texts.FOLDER, exact=True).click()
    page.locator("#cw-watch").check()
    page.route("**/component_server/", gone)
    try:
        page.locator("[data-rebuild='']").click()
        expect(page.locator("#cw-library-state")).to_contain_text(texts.REFUSED)
        page.wait_for_timeout(8000)
        assert asked.count("watched") > 1
    finally:
        page.unroute("**/component_server/", gone)
        page.get_by_role("button", name=texts.FOLDER, exact=True).click()
        page.locator("#cw-watch").uncheck()
    opened.complaints[:] = [words for words in opened.complaints if "ERR_FAILED" not in words]
