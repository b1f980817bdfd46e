"""The library in a real browser: upload, ask, remove, ask again."""

import pytest
from playwright.sync_api import expect

from ui import texts

TITLE = "Tallowby bridge reopens after repairs"
ARTICLE = f"""{TITLE}

4 June 2023

TALLOWBY. June 4 (County Wire) - The Tallowby bridge reopened after repairs that cost 37 million crowns. The engineer
Odalys Brandt led the repairs of the Tallowby bridge.
"""
QUESTION = "Who led the repairs of the Tallowby bridge?"


@pytest.fixture
def library(chat_page):
    chat_page.page.get_by_role("tab", name=texts.LIBRARY).click()
    expect(chat_page.page.locator("#cw-table table")).to_be_visible()
    return chat_page.page


def back_to_chat(page):
    page.get_by_role("tab", name=texts.CHAT).click()
    expect(page.locator("#cw-ask textarea")).to_be_visible()


def test_an_uploaded_article_can_be_asked_about_and_a_removed_one_cannot(chat_page, library, tmp_path):
    file = tmp_path / "tallowby.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    library.set_input_files("#cw-library-tools input[type=file]", str(file))
    expect(library.locator("#cw-library-state")).to_contain_text("1 added")
    row = library.locator("#cw-table tr", has_text=TITLE)
    expect(row).to_be_visible()

    back_to_chat(library)
    chat_page.ask(QUESTION)
    expect(library.locator("#cw-sources mark").first).to_contain_text("Odalys Brandt")

    library.get_by_role("tab", name=texts.LIBRARY).click()
    library.once("dialog", lambda dialog: dialog.accept())
    row.get_by_role("button", name=texts.remove_label(TITLE)).click()
    expect(row).to_have_count(0)
    expect(library.locator("#cw-library-state")).to_contain_text(texts.removed(TITLE))

    back_to_chat(library)
    library.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(library.locator(".cw-turn")).to_have_count(0)
    chat_page.ask(QUESTION)
    expect(library.locator("#cw-sources")).not_to_contain_text("Odalys Brandt")


def test_a_file_without_an_article_is_named_with_its_reason(library, tmp_path):
    file = tmp_path / "empty.txt"
    file.write_text("", encoding="utf-8")
    library.set_input_files("#cw-library-tools input[type=file]", str(file))
    expect(library.locator("#cw-library-state li")).to_contain_text("empty-")


def test_looking_at_an_unchanged_folder_again_finds_nothing_new(library):
    library.get_by_role("button", name=texts.LOOK_AGAIN).click()
    expect(library.locator("#cw-library-state")).to_contain_text("Nothing new")


def test_the_search_narrows_the_table(library):
    rows = library.locator("#cw-table tbody tr")
    everything = rows.count()
    library.get_by_role("textbox", name=texts.LIBRARY_SEARCH).fill("interfax")
    expect(library.locator("#cw-table .cw-empty")).to_contain_text(" of ")
    assert 0 < rows.count() < everything
    library.get_by_role("textbox", name=texts.LIBRARY_SEARCH).fill("")
    expect(rows).to_have_count(everything)


def test_a_removal_that_is_not_confirmed_changes_nothing(library):
    rows = library.locator("#cw-table tbody tr")
    before = rows.count()
    library.once("dialog", lambda dialog: dialog.dismiss())
    rows.first.get_by_role("button").click()
    library.get_by_role("button", name=texts.LOOK_AGAIN).click()
    expect(library.locator("#cw-library-state")).to_contain_text("Nothing new")
    assert rows.count() == before
