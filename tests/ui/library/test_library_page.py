"""The library in a real browser: upload, ask, remove, ask again."""

import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from ui import texts
from ui.library.uploads import LARGEST_FILE

TITLE = "Tallowby bridge reopens after repairs"
ARTICLE = f"""{TITLE}

4 June 2023

TALLOWBY. June 4 (County Wire) - The Tallowby bridge reopened after repairs that cost 37 million crowns. The engineer
Odalys Brandt led the repairs of the Tallowby bridge.
"""
QUESTION = "Who led the repairs of the Tallowby bridge?"


def back_to_chat(page: Page) -> None:
    page.get_by_role("tab", name=texts.CHAT).click()
    expect(page.locator("#cw-ask textarea")).to_be_visible()


def test_an_uploaded_article_can_be_asked_about_and_a_removed_one_cannot(
    chat_page: Any, library_page: Any, tmp_path: Path
) -> None:
    file = tmp_path / "tallowby.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    chat_page.upload(file)
    expect(library_page.locator("#cw-library-state")).to_contain_text(f"Added: {TITLE}")
    row = library_page.locator("#cw-table tr", has_text=TITLE)
    expect(row).to_be_visible()

    back_to_chat(library_page)
    chat_page.ask(QUESTION)
    expect(library_page.locator("#cw-sources mark").first).to_contain_text("Odalys Brandt")

    library_page.get_by_role("tab", name=texts.LIBRARY).click()
    row.get_by_role("button", name=texts.remove_label(TITLE)).click()
    expect(row).to_have_count(0)
    expect(library_page.locator("#cw-toasts")).to_contain_text(texts.removed([TITLE]))

    back_to_chat(library_page)
    library_page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(library_page.locator(".cw-turn")).to_have_count(0)
    chat_page.ask(QUESTION)
    expect(library_page.locator("#cw-sources")).not_to_contain_text("Odalys Brandt")

    library_page.get_by_role("tab", name=texts.LIBRARY).click()
    chat_page.upload(file)
    expect(library_page.locator("#cw-library-state")).to_contain_text(texts.restored([TITLE]))
    expect(row).to_be_visible()

    # What is here already is not added once more.
    copy = tmp_path / "copy.txt"
    copy.write_text(ARTICLE, encoding="utf-8")
    chat_page.upload(copy)
    expect(library_page.locator("#cw-library-state li")).to_contain_text("copy.txt is the same article as tallowby.txt")
    expect(library_page.locator("#cw-library-state")).not_to_contain_text("Added")
    row.get_by_role("button", name=texts.remove_label(TITLE)).click()
    expect(row).to_have_count(0)


def test_bad_files_keep_no_good_one_out_and_can_be_removed(chat_page: Any, library_page: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "huge.txt").write_bytes(b"x" * (LARGEST_FILE + 1))
    (tmp_path / "good.txt").write_text("Ostrow mill burns\n\n7 June 2023\n\nThe mill of Ostrow burnt on Wednesday.")
    with library_page.expect_file_chooser() as chooser:
        library_page.get_by_role("button", name=texts.ADD_FILES).click()
    chooser.value.set_files([tmp_path / name for name in ("empty.txt", "huge.txt", "good.txt")])
    state = library_page.locator("#cw-library-state")
    expect(state).to_contain_text("Added: Ostrow mill burns")
    expect(state.locator("li", has_text="huge.txt")).to_contain_text("20 MB")
    expect(state.locator("li", has_text="empty.txt")).to_contain_text("is empty")

    # The file stands in the library under its own name until it is removed; other changes do not name it again.
    failed = library_page.locator(".cw-failures li", has_text="empty.txt")
    expect(failed).to_contain_text("is empty")
    failed.get_by_role("button", name=texts.TRY_AGAIN).click()
    expect(state).to_contain_text("Nothing new")
    failed.get_by_role("button", name=texts.remove_label("empty.txt")).click()
    expect(library_page.locator(".cw-failures")).to_have_count(0)
    library_page.locator("#cw-table tr", has_text="Ostrow").get_by_role("button", name="Remove").click()
    expect(library_page.locator("#cw-table tr", has_text="Ostrow")).to_have_count(0)


def test_a_file_can_be_dropped_anywhere(chat_page: Any) -> None:
    page = chat_page.page
    page.locator("#cw-log").evaluate(
        """log => {
            const dataTransfer = new DataTransfer();
            const text = "Quarry at Vell closes\\n\\n9 June 2023\\n\\nThe quarry at Vell closed on Friday.";
            dataTransfer.items.add(new File([text], "vell.txt"));
            for (const type of ["dragover", "drop"]) {
                log.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
            }
        }"""
    )
    expect(page.locator("#cw-library-state")).to_contain_text("Added: Quarry at Vell closes")
    row = page.locator("#cw-table tr", has_text="Quarry at Vell closes")
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)


def test_looking_at_an_unchanged_folder_again_finds_nothing_new(library_page: Any) -> None:
    folder, again = (
        library_page.get_by_role("button", name=name, exact=True) for name in (texts.FOLDER, texts.LOOK_AGAIN)
    )
    folder.click()
    expect(library_page.get_by_role("switch", name=texts.WATCH)).not_to_be_checked()
    above, below = folder.bounding_box(), library_page.locator("#cw-folder-menu").bounding_box()
    assert 0 <= below["y"] - above["y"] - above["height"] < 20 and below["x"] < above["x"] + above["width"]
    again.click()
    expect(library_page.locator("#cw-library-state")).to_contain_text("Nothing new")


def test_the_search_finds_words_in_the_text_and_shows_the_sentence(library_page: Any) -> None:
    rows = library_page.locator("#cw-table tbody tr")
    everything = rows.count()
    search = library_page.get_by_role("searchbox", name=texts.LIBRARY_SEARCH)
    search.fill("interfax")
    expect(library_page.locator("#cw-table .cw-table-size")).to_contain_text(" of ")
    assert 0 < rows.count() < everything
    search.fill("destroyed stocks")
    expect(rows.first.locator(".cw-match")).to_contain_text("physically destroyed everything it still held")
    search.fill("")
    expect(rows).to_have_count(everything)


def test_details_are_set_in_a_form_that_tells_what_is_wrong(library_page: Any) -> None:
    row = library_page.locator("#cw-table tbody tr").first
    title = row.locator(".cw-title").inner_text()
    edit = row.get_by_role("button", name=texts.set_label(title))
    edit.click()
    form = library_page.get_by_role("dialog", name=texts.SET_DETAILS)
    save = form.get_by_role("button", name=texts.SAVE)
    save.click()
    expect(form.get_by_role("alert")).to_have_text(texts.NOTHING_SET)
    headline, author = (form.get_by_label(label, exact=True) for label in (texts.DETAIL_TITLE, texts.DETAIL_AUTHOR))
    headline.fill(" ")
    save.click()
    expect(form.get_by_role("alert")).to_contain_text("An article has a headline")
    headline.fill(title)
    author.fill("Ida <i>Lund</i>")
    save.click()
    expect(form).to_have_count(0)
    expect(library_page.locator(".cw-toast").last).to_contain_text(texts.details_set([title]))
    expect(edit).to_be_focused()
    row.locator(".cw-open").click()
    expect(library_page.locator("#cw-article .cw-author")).to_have_text("by Ida <i>Lund</i>")
    library_page.keyboard.press("Escape")


def test_an_article_opens_from_the_table(library_page: Any) -> None:
    library_page.locator("#cw-table .cw-open").first.click()
    dialog = library_page.locator("#cw-article dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text(texts.FILE, exact=True)).to_be_visible()
    library_page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_dry_run_says_what_would_change_and_changes_nothing(library_page: Any) -> None:
    library_page.get_by_role("button", name=texts.FOLDER).click()
    library_page.get_by_role("button", name=texts.DRY_RUN).click()
    expect(library_page.locator("#cw-library-state")).to_contain_text("Nothing would change")


def test_pasted_text_becomes_an_article_and_one_without_a_text_loses_nothing(library_page: Any) -> None:
    library_page.locator("#cw-paste summary").click()
    library_page.get_by_label(texts.PASTE_TITLE, exact=True).fill("Marrowdale gains a <b>library</b>")
    library_page.get_by_label(texts.PASTE_TEXT, exact=True).fill("   ")
    library_page.get_by_role("button", name=texts.ADD_TEXT).click()
    expect(library_page.locator("#cw-library-state")).to_contain_text("nothing was lost")
    expect(library_page.get_by_label(texts.PASTE_TITLE, exact=True)).to_have_value("Marrowdale gains a <b>library</b>")
    library_page.get_by_label(texts.PASTE_OUTLET, exact=True).fill("Marrowdale Post")
    library_page.get_by_label(texts.PASTE_DATE, exact=True).fill("2024-02-01")
    library_page.get_by_label(texts.PASTE_TEXT, exact=True).fill("Marrowdale opened its first library on Thursday.")
    library_page.get_by_role("button", name=texts.ADD_TEXT).click()
    row = library_page.locator("#cw-table tr", has_text="Marrowdale gains a <b>library</b>")
    expect(row).to_contain_text("1 February 2024")
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)


def test_an_archive_is_unpacked_and_what_is_no_article_is_named(
    chat_page: Any, library_page: Any, tmp_path: Path
) -> None:
    file = tmp_path / "post.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/fenwick.txt", "Fenwick weir holds\n\n6 June 2023\n\nThe weir at Fenwick held on Tuesday.")
        archive.writestr("a/program.exe", b"MZ")
    chat_page.upload(file)
    state = library_page.locator("#cw-library-state")
    expect(state).to_contain_text("program.exe was left out")
    row = library_page.locator("#cw-table tr", has_text="Fenwick weir holds")
    expect(row).to_be_visible()
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)


def test_the_library_says_what_it_is_made_of(library_page: Any, chat: Any) -> None:
    library_page.locator("#cw-facts summary").click()
    expect(library_page.locator("#cw-facts dl")).to_contain_text(str(chat.index))
