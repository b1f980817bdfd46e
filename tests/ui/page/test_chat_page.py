"""The chat in a real browser: ask, read, follow the mark to the sentence."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ui import texts

CISCO = "Which company destroyed its stocks in Russia?"


@pytest.mark.picture
def test_a_question_brings_the_cited_sentence_and_its_card(chat_page: Any, shots: Path) -> None:
    page = chat_page.page
    before = len(chat_page.requests)
    chat_page.ask(CISCO)
    # An office behind one address shares its calls: tests/ui/guard/test_client_limit.py.
    assert sum("component_server" in url for url in chat_page.requests[before:]) <= 12
    card = page.locator(".cw-card.cw-cited").first
    expect(card).to_contain_text("Interfax")
    expect(card).to_contain_text("5 April 2023")
    mark = card.locator("mark").first
    expect(mark).to_contain_text("Cisco")
    expect(mark).to_contain_text("1.86 billion rubles")
    expect(page.locator(".cw-turn .cw-text, .cw-turn .cw-lead").first).to_be_visible()
    page.mouse.move(0, 0)
    page.screenshot(path=shots / "chat.png")


def test_the_mark_brings_the_sentence_into_view_and_flashes_it(chat_page: Any) -> None:
    page = chat_page.page
    page.set_viewport_size({"width": 1100, "height": 420})
    chat_page.ask(CISCO)
    page.locator("#cw-sources").evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")
    page.locator(".cw-turn .cw-ref").first.click()
    mark = page.locator('#cw-sources mark[data-n="1"]')
    expect(mark).to_have_class(re.compile("cw-flash"))
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cw-turn .cw-ref").first).to_be_focused()


def test_a_mark_of_an_earlier_answer_brings_back_its_sources(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask(CISCO)
    chat_page.ask("Where was the Russian-Chinese Expo held?")
    expect(page.locator(".cw-for")).to_contain_text("Expo")
    page.locator('.cw-ref[data-turn="1"]').first.click()
    expect(page.locator('#cw-sources mark[data-turn="1"]').first).to_have_class(re.compile("cw-flash"))
    expect(page.locator(".cw-for")).to_contain_text("destroyed its stocks")


def test_an_example_asks_itself(chat_page: Any) -> None:
    page = chat_page.page
    example = page.locator(".cw-example").first
    question = example.inner_text()
    example.click()
    chat_page.settled(1)
    expect(page.locator(".cw-question")).to_have_text(question)
    expect(page.locator("#cw-sources mark").first).to_be_visible()


def test_a_question_to_ask_next_asks_itself_and_stands_under_the_latest_answer_alone(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask("How many generations behind are the assets in Zelenograd?")
    next_one = page.locator(".cw-follow-ups button").first
    expect(next_one).to_be_visible()
    question = next_one.inner_text()
    next_one.click()
    chat_page.settled(2)
    expect(page.locator(".cw-question").last).to_have_text(question)
    expect(page.locator(".cw-turn").last.locator(".cw-ref").first).to_be_visible()
    expect(page.locator(".cw-turn").first.locator(".cw-follow-ups")).to_be_hidden()


def test_a_follow_up_says_how_it_was_understood(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask("Which company destroyed its stocks in Russia?")
    chat_page.ask("What was it worth?")
    expect(page.locator(".cw-turn").nth(1).locator(".cw-understood")).to_contain_text(texts.UNDERSTOOD)


def test_a_question_beyond_the_articles_is_declined_with_the_nearest_headlines(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask("How do I bake sourdough bread?")
    reply = page.locator(".cw-abstained")
    expect(reply).to_contain_text("Not in these articles.")
    expect(reply.locator(".cw-nearest li").first).to_be_visible()
    expect(reply).to_contain_text(texts.ADVICE[0])
    expect(page.locator("#cw-sources mark")).to_have_count(0)


def test_a_whole_article_opens_at_the_cited_sentence(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask(CISCO)
    for _ in range(2):  # the second time the article is on the page already
        page.locator(".cw-cited .cw-open").first.click()
        dialog = page.locator("#cw-article dialog")
        expect(dialog.locator("mark").first).to_be_in_viewport()
        expect(dialog).to_contain_text("InfoSpace")
        dialog.get_by_role("button", name=texts.CLOSE_ARTICLE).click()
        expect(dialog).to_be_hidden()


def test_the_question_box_refuses_nothing_and_a_book_in_plain_words_and_keeps_what_was_typed(chat_page: Any) -> None:
    page = chat_page.page
    page.press("#cw-ask textarea", "Enter")
    expect(page.locator("#cw-hint")).to_contain_text(texts.NOTHING_ASKED)
    page.fill("#cw-ask textarea", "word " * 10_000)
    page.press("#cw-ask textarea", "Enter")
    # It is cut where its length can still be told.
    expect(page.locator("#cw-said")).to_contain_text("20,000 characters")
    expect(page.locator(".cw-turn")).to_have_count(0)
    expect(page.locator("#cw-ask textarea")).to_have_value(re.compile("^word word"))
    chat_page.ask(CISCO)
    expect(page.locator("#cw-sources mark").first).to_be_visible()


def test_a_new_conversation_starts_empty(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask(CISCO)
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    expect(page.locator(".cw-turn")).to_have_count(0)
    chat_page.ask("What was it worth?")
    expect(page.locator(".cw-understood")).to_have_count(0)


def test_the_conversation_is_exported_with_footnotes(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask(CISCO)
    with page.expect_download() as download:
        page.get_by_role("button", name=texts.EXPORT, exact=True).click()
        page.get_by_role("button", name=texts.EXPORT_MARKDOWN).click()
    assert download.value.suggested_filename == f"{texts.EXPORT_FILE}.md"
    document = download.value.path().read_text(encoding="utf-8")
    assert "## Which company destroyed its stocks in Russia?" in document.replace("\\", "")
    assert "[^1]: Interfax, 5 April 2023" in document

    with page.expect_download() as download:
        page.get_by_role("button", name=texts.EXPORT, exact=True).click()
        page.get_by_role("button", name=texts.EXPORT_WORD).click()
    assert download.value.suggested_filename == f"{texts.EXPORT_FILE}.docx"
    assert download.value.path().read_bytes().startswith(b"PK")

    with page.expect_download() as download:
        page.get_by_role("button", name=texts.EXPORT, exact=True).click()
        page.get_by_role("button", name=texts.EXPORT_JSON).click()
    (told,) = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert told["question"] == CISCO and "Cisco" in told["answer"]["citations"][0]["quote"]


def test_the_page_is_worked_by_keyboard_alone(chat_page: Any) -> None:
    page = chat_page.page
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#cw-ask textarea")).to_be_focused()
    page.keyboard.type(CISCO)
    page.keyboard.press("Enter")
    chat_page.settled(1)
    ref = page.locator(".cw-turn .cw-ref").first
    shown = "mark => getComputedStyle(mark, '::after').content"
    assert ref.evaluate(shown) == "none"
    ref.focus()
    # The sentence shows beside its mark, as it does under the pointer.
    assert "Cisco" in ref.evaluate(shown)
    page.keyboard.press("Enter")
    expect(page.locator('#cw-sources mark[data-n="1"]')).to_be_focused()
    assert ref.evaluate(shown) == "none"
    ref.hover()
    assert "Cisco" in ref.evaluate(shown)


def test_controls_have_names_for_those_who_hear_the_page(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask(CISCO)
    for name in (texts.ASK, texts.NEW_CONVERSATION, texts.EXPORT, texts.APPEARANCE, texts.CONVERSATIONS):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name=texts.ASK_LABEL)).to_be_visible()
    expect(page.get_by_role("region", name=texts.SOURCES, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Show source 1: ")).first).to_be_visible()
    assert page.locator("#cw-hint [role=status]").inner_text().strip()


@pytest.mark.picture
def test_dark_is_a_click_away_and_stays_after_a_reload(open_page: Callable[..., Any], shots: Path) -> None:
    opened = open_page(viewport={"width": 1360, "height": 860}, color_scheme="light")
    page = opened.page
    page.get_by_role("button", name=texts.APPEARANCE).click()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    page.reload()
    page.wait_for_selector(".cw-welcome")
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    opened.ask(CISCO)
    page.mouse.move(0, 0)
    page.screenshot(path=shots / "chat-dark.png")


@pytest.mark.picture
def test_a_timeline_and_a_comparison_have_forms_of_their_own(chat_page: Any, shots: Path) -> None:
    page = chat_page.page
    expect(page.locator(".cw-bars button").first).to_be_visible()
    page.screenshot(path=shots / "welcome.png")
    chat_page.ask("Timeline of microelectronics in Russia")
    expect(page.locator(".cw-timeline li").first.locator(".cw-ref")).to_be_visible()
    page.screenshot(path=shots / "timeline.png")
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    chat_page.ask("Compare Zelenograd and Yekaterinburg")
    expect(page.locator(".cw-columns > section")).to_have_count(2)
    page.screenshot(path=shots / "comparison.png")
