"""The library in a real browser: upload, ask, remove, ask again."""

import zipfile

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
    chat_page.upload(file)
    expect(library.locator("#cw-library-state")).to_contain_text("1 added")
    row = library.locator("#cw-table tr", has_text=TITLE)
    expect(row).to_be_visible()

    back_to_chat(library)
    chat_page.ask(QUESTION)
    expect(library.locator("#cw-sources mark").first).to_contain_text("Odalys Brandt")

    library.get_by_role("tab", name=texts.LIBRARY).click()
    row.get_by_role("button", name=texts.remove_label(TITLE)).click()
    expect(row).to_have_count(0)
    expect(library.locator("#cw-library-state")).to_contain_text(texts.removed(TITLE))

    back_to_chat(library)
    library.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(library.locator(".cw-turn")).to_have_count(0)
    chat_page.ask(QUESTION)
    expect(library.locator("#cw-sources")).not_to_contain_text("Odalys Brandt")

    library.get_by_role("tab", name=texts.LIBRARY).click()
    chat_page.upload(file)
    expect(library.locator("#cw-library-state")).to_contain_text("in the library again")
    expect(row).to_be_visible()
    row.get_by_role("button", name=texts.remove_label(TITLE)).click()
    expect(row).to_have_count(0)


def test_a_file_without_an_article_is_named_with_its_reason(chat_page, library, tmp_path):
    file = tmp_path / "empty.txt"
    file.write_text("", encoding="utf-8")
    chat_page.upload(file)
    expect(library.locator("#cw-library-state li", has_text="empty-")).to_contain_text("is empty")


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


def test_a_removal_can_be_taken_back(chat_page, library):
    rows = library.locator("#cw-table tbody tr")
    before = rows.count()
    row = rows.filter(has_text="Interfax")
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)
    library.get_by_role("button", name=texts.UNDO).click()
    expect(rows).to_have_count(before)
    expect(row).to_be_visible()

    back_to_chat(library)
    chat_page.ask("Which company destroyed its stocks in Russia?")
    expect(library.locator("#cw-sources mark").first).to_contain_text("Cisco")


def test_an_article_opens_from_the_table(library):
    library.locator("#cw-table .cw-open").first.click()
    dialog = library.locator("#cw-article dialog")
    expect(dialog).to_be_visible()
    library.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_dry_run_says_what_would_change_and_changes_nothing(library):
    library.get_by_role("button", name=texts.DRY_RUN).click()
    expect(library.locator("#cw-library-state")).to_contain_text("Nothing would change")


def test_pasted_text_becomes_an_article_and_one_without_a_text_loses_nothing(library):
    library.locator("#cw-paste summary").click()
    library.get_by_label(texts.PASTE_TITLE, exact=True).fill("Marrowdale gains a <b>library</b>")
    library.get_by_label(texts.PASTE_TEXT, exact=True).fill("   ")
    library.get_by_role("button", name=texts.ADD_TEXT).click()
    expect(library.locator("#cw-library-state")).to_contain_text("nothing was lost")
    expect(library.get_by_label(texts.PASTE_TITLE, exact=True)).to_have_value("Marrowdale gains a <b>library</b>")
    library.get_by_label(texts.PASTE_OUTLET, exact=True).fill("Marrowdale Post")
    library.get_by_label(texts.PASTE_DATE, exact=True).fill("2024-02-01")
    library.get_by_label(texts.PASTE_TEXT, exact=True).fill("Marrowdale opened its first library on Thursday.")
    library.get_by_role("button", name=texts.ADD_TEXT).click()
    row = library.locator("#cw-table tr", has_text="Marrowdale gains a <b>library</b>")
    expect(row).to_contain_text("1 February 2024")
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)


def test_an_archive_is_unpacked_and_what_is_no_article_is_named(chat_page, library, tmp_path):
    file = tmp_path / "post.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/fenwick.txt", "Fenwick weir holds\n\n6 June 2023\n\nThe weir at Fenwick held on Tuesday.")
        archive.writestr("a/photo.png", b"PNG")
    chat_page.upload(file)
    state = library.locator("#cw-library-state")
    expect(state).to_contain_text("photo.png was left out")
    row = library.locator("#cw-table tr", has_text="Fenwick weir holds")
    expect(row).to_be_visible()
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)


def test_the_library_says_what_it_is_made_of(library, chat):
    library.locator("#cw-facts summary").click()
    expect(library.locator("#cw-facts dl")).to_contain_text(str(chat.index))
