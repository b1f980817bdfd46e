"""The library in a real browser: upload, ask, remove, ask again."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
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


@pytest.fixture
def library(chat_page: Any) -> Any:
    chat_page.page.get_by_role("tab", name=texts.LIBRARY).click()
    expect(chat_page.page.locator("#cw-table table")).to_be_visible()
    return chat_page.page


def back_to_chat(page: Page) -> None:
    page.get_by_role("tab", name=texts.CHAT).click()
    expect(page.locator("#cw-ask textarea")).to_be_visible()


def test_an_uploaded_article_can_be_asked_about_and_a_removed_one_cannot(
    chat_page: Any, library: Any, tmp_path: Path
) -> None:
    file = tmp_path / "tallowby.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    chat_page.upload(file)
    expect(library.locator("#cw-library-state")).to_contain_text(f"Added: {TITLE}")
    row = library.locator("#cw-table tr", has_text=TITLE)
    expect(row).to_be_visible()

    back_to_chat(library)
    chat_page.ask(QUESTION)
    expect(library.locator("#cw-sources mark").first).to_contain_text("Odalys Brandt")

    library.get_by_role("tab", name=texts.LIBRARY).click()
    row.get_by_role("button", name=texts.remove_label(TITLE)).click()
    expect(row).to_have_count(0)
    expect(library.locator("#cw-toasts")).to_contain_text(texts.removed([TITLE]))

    back_to_chat(library)
    library.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(library.locator(".cw-turn")).to_have_count(0)
    chat_page.ask(QUESTION)
    expect(library.locator("#cw-sources")).not_to_contain_text("Odalys Brandt")

    library.get_by_role("tab", name=texts.LIBRARY).click()
    chat_page.upload(file)
    expect(library.locator("#cw-library-state")).to_contain_text(texts.restored([TITLE]))
    expect(row).to_be_visible()

    # What is here already is not added once more.
    copy = tmp_path / "copy.txt"
    copy.write_text(ARTICLE, encoding="utf-8")
    chat_page.upload(copy)
    expect(library.locator("#cw-library-state li")).to_contain_text("copy.txt is the same article as tallowby.txt")
    expect(library.locator("#cw-library-state")).not_to_contain_text("Added")
    row.get_by_role("button", name=texts.remove_label(TITLE)).click()
    expect(row).to_have_count(0)


def test_bad_files_keep_no_good_one_out_and_can_be_removed(chat_page: Any, library: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "huge.txt").write_bytes(b"x" * (LARGEST_FILE + 1))
    (tmp_path / "good.txt").write_text("Ostrow mill burns\n\n7 June 2023\n\nThe mill of Ostrow burnt on Wednesday.")
    with library.expect_file_chooser() as chooser:
        library.get_by_role("button", name=texts.ADD_FILES).click()
    chooser.value.set_files([tmp_path / name for name in ("empty.txt", "huge.txt", "good.txt")])
    state = library.locator("#cw-library-state")
    expect(state).to_contain_text("Added: Ostrow mill burns")
    expect(state.locator("li", has_text="huge.txt")).to_contain_text("20 MB")
    expect(state.locator("li", has_text="empty.txt")).to_contain_text("is empty")

    # The file stands in the library under its own name until it is removed; other changes do not name it again.
    failed = library.locator(".cw-failures li", has_text="empty.txt")
    expect(failed).to_contain_text("is empty")
    failed.get_by_role("button", name=texts.TRY_AGAIN).click()
    expect(state).to_contain_text("Nothing new")
    failed.get_by_role("button", name=texts.remove_label("empty.txt")).click()
    expect(library.locator(".cw-failures")).to_have_count(0)
    library.locator("#cw-table tr", has_text="Ostrow").get_by_role("button", name="Remove").click()
    expect(library.locator("#cw-table tr", has_text="Ostrow")).to_have_count(0)


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


def test_looking_at_an_unchanged_folder_again_finds_nothing_new(library: Any) -> None:
    folder, again = (library.get_by_role("button", name=name, exact=True) for name in (texts.FOLDER, texts.LOOK_AGAIN))
    folder.click()
    expect(library.get_by_role("switch", name=texts.WATCH)).not_to_be_checked()
    above, below = folder.bounding_box(), library.locator("#cw-folder-menu").bounding_box()
    assert 0 <= below["y"] - above["y"] - above["height"] < 20 and below["x"] < above["x"] + above["width"]
    again.click()
    expect(library.locator("#cw-library-state")).to_contain_text("Nothing new")


def test_the_search_finds_words_in_the_text_and_shows_the_sentence(library: Any) -> None:
    rows = library.locator("#cw-table tbody tr")
    everything = rows.count()
    search = library.get_by_role("searchbox", name=texts.LIBRARY_SEARCH)
    search.fill("interfax")
    expect(library.locator("#cw-table .cw-table-size")).to_contain_text(" of ")
    assert 0 < rows.count() < everything
    search.fill("destroyed stocks")
    expect(rows.first.locator(".cw-match")).to_contain_text("physically destroyed everything it still held")
    search.fill("")
    expect(rows).to_have_count(everything)


def test_the_table_is_sorted_by_its_heads(library: Any) -> None:
    titles = library.locator("#cw-table .cw-title")
    library.get_by_role("button", name=texts.COLUMN_ARTICLE).click()
    expect(library.locator("th[aria-sort=ascending]")).to_contain_text(texts.COLUMN_ARTICLE)
    shown = titles.all_inner_texts()
    assert shown == sorted(shown, key=str.casefold) and len(shown) > 5
    library.get_by_role("button", name=texts.COLUMN_ARTICLE).click()
    expect(library.locator("th[aria-sort=descending]")).to_be_visible()
    assert titles.all_inner_texts() == shown[::-1]
    library.get_by_role("button", name=texts.COLUMN_DATE).click()
    expect(library.locator("th[aria-sort=descending]")).to_contain_text(texts.COLUMN_DATE)


def test_removals_are_taken_back_one_by_one_and_long_after(chat_page: Any, library: Any) -> None:
    rows = library.locator("#cw-table tbody tr")
    before = rows.count()
    first, second = (row.get_by_role("button", name="Remove") for row in (rows.nth(0), rows.nth(before - 1)))
    titles = [rows.nth(n).locator(".cw-title").inner_text() for n in (0, before - 1)]
    second.click()
    expect(rows).to_have_count(before - 1)
    # Enter, pressed once too often, removes no second one.
    first.focus()
    library.keyboard.press("Enter")
    library.keyboard.press("Enter")
    expect(rows).to_have_count(before - 2)
    undo = [
        library.locator(".cw-toast", has_text=texts.removed([title])).get_by_role("button", name=texts.UNDO)
        for title in titles
    ]
    expect(undo[1]).to_be_in_viewport()
    undo[0].click()
    expect(rows).to_have_count(before - 1)
    back = library.locator("#cw-table tr", has_text=titles[0]).locator(".cw-open")
    expect(back).to_be_focused()

    library.reload()
    library.locator(".cw-removals summary").click()
    library.get_by_role("button", name=texts.back_label(titles[1])).click()
    expect(rows).to_have_count(before)
    expect(library.get_by_role("button", name=texts.back_label(titles[1]))).to_have_count(0)


def test_several_articles_are_removed_and_brought_back_at_once(library: Any) -> None:
    rows = library.locator("#cw-table tbody tr")
    before = rows.count()
    for n in (0, 1):
        rows.nth(n).get_by_role("checkbox").check()
    library.locator(".cw-chosen").get_by_role("button", name=texts.REMOVE).click()
    expect(rows).to_have_count(before - 2)
    library.locator(".cw-toast", has_text="2 articles").get_by_role("button", name=texts.UNDO).click()
    expect(rows).to_have_count(before)


def test_chosen_articles_alone_are_asked_also_after_a_reload_and_as_a_collection(chat_page: Any, library: Any) -> None:
    rows = library.locator("#cw-table tbody tr")
    bar = library.get_by_role("group", name=texts.CHOSEN)
    expect(bar).to_be_hidden()
    titles = [rows.nth(n).locator(".cw-title").inner_text() for n in (0, 1)]
    rows.nth(0).get_by_role("checkbox").focus()
    library.keyboard.press("Space")
    rows.nth(1).get_by_role("checkbox").check()
    expect(bar.get_by_role("status")).to_have_text(texts.chosen_now(2))
    bar.get_by_role("button", name=texts.ASK_THESE).click()
    scope, box = library.locator("#cw-scope"), library.locator("#cw-ask textarea")
    expect(scope).to_contain_text("2 chosen articles")
    expect(box).to_be_focused()
    library.reload()
    expect(scope).to_contain_text("2 chosen articles")
    chat_page.ask("Which articles do you have?")
    expect(library.locator(".cw-asked")).to_contain_text("Only 2 chosen articles")
    read = library.locator("#cw-sources .cw-headline").all_inner_texts()
    assert read and set(read) <= set(titles)

    # The library shows what is asked, until the filters are left there.
    library.get_by_role("tab", name=texts.LIBRARY).click()
    expect(rows).to_have_count(2)
    library.get_by_role("button", name=texts.SHOW_ALL).click()
    expect(rows.nth(2)).to_be_visible()
    for n in (0, 1):
        rows.nth(n).get_by_role("checkbox").check()
    bar.get_by_role("button", name=texts.ASK_THESE).click()
    expect(scope).to_contain_text("2 chosen articles")

    # As a collection they are chosen again by its name, until it is deleted.
    name = "Two <b>of</b> them"
    library.locator(".cw-filters summary").click()
    library.once("dialog", lambda dialog: dialog.accept(name))
    library.get_by_role("button", name=texts.COLLECT).click()
    choice = library.get_by_label(texts.COLLECTION, exact=True)
    expect(choice.locator("option:checked")).to_have_text(texts.in_collection(name, 2))
    scope.get_by_role("button").click()
    expect(scope.get_by_role("button")).to_have_count(0)
    expect(choice).to_have_value("")
    choice.select_option(label=texts.in_collection(name, 2))
    expect(scope).to_contain_text(texts.in_collection(name, 2))
    library.reload()
    expect(scope).to_contain_text(texts.in_collection(name, 2))
    library.locator(".cw-filters summary").click()
    library.once("dialog", lambda dialog: dialog.accept())
    library.get_by_role("button", name=texts.DROP_COLLECTION).click()
    expect(choice).to_have_count(0)
    library.get_by_role("button", name=texts.CLEAR).click()
    expect(scope).to_have_text("")
    library.keyboard.press("Escape")


def test_a_table_that_is_drawn_anew_takes_nothing_from_who_is_working_in_it(open_page: Any) -> None:
    opened, elsewhere = open_page(), open_page().page
    here = opened.page
    for page in (here, elsewhere):
        page.get_by_role("tab", name=texts.LIBRARY).click()
        expect(page.locator("#cw-table table")).to_be_visible()
    rows = here.locator("#cw-table tbody tr")
    before = rows.count()

    # A head is still under the finger when the table has been sorted by it.
    head = here.get_by_role("button", name=texts.COLUMN_OUTLET)
    head.focus()
    here.keyboard.press("Enter")
    expect(here.locator("th[aria-sort=ascending]")).to_contain_text(texts.COLUMN_OUTLET)
    expect(head).to_be_focused()

    # The table stands while its news, that an article has gone, is on the way.
    here.get_by_role("tab", name=texts.CHAT).click()
    gone = rows.last.get_attribute("data-article")
    elsewhere.locator(f'tr[data-article="{gone}"] .cw-remove').click()
    note = elsewhere.locator(".cw-toast")
    expect(note).to_be_visible()
    release = opened.hold("articles")
    here.get_by_role("tab", name=texts.LIBRARY).click()
    rows.nth(1).get_by_role("checkbox").focus()
    release()
    expect(rows).to_have_count(before - 1)
    expect(rows.nth(1).get_by_role("checkbox")).to_be_focused()
    here.keyboard.press("Space")
    expect(here.locator(".cw-chosen").get_by_role("status")).to_have_text(texts.chosen_now(1))

    # Where there is no news, it is the same table that stands there.
    rows.nth(1).evaluate("row => { row.dataset.old = ''; }")
    here.evaluate("citewire.library()")
    expect(here.locator("#cw-table tr[data-old]")).to_have_count(1)
    note.get_by_role("button", name=texts.UNDO).click()
    expect(elsewhere.locator("#cw-table tbody tr")).to_have_count(before)


def test_details_are_set_in_a_form_that_tells_what_is_wrong(library: Any) -> None:
    row = library.locator("#cw-table tbody tr").first
    title = row.locator(".cw-title").inner_text()
    edit = row.get_by_role("button", name=texts.set_label(title))
    edit.click()
    form = library.get_by_role("dialog", name=texts.SET_DETAILS)
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
    expect(library.locator(".cw-toast").last).to_contain_text(texts.details_set([title]))
    expect(edit).to_be_focused()
    row.locator(".cw-open").click()
    expect(library.locator("#cw-article .cw-author")).to_have_text("by Ida <i>Lund</i>")
    library.keyboard.press("Escape")


def test_an_article_opens_from_the_table(library: Any) -> None:
    library.locator("#cw-table .cw-open").first.click()
    dialog = library.locator("#cw-article dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text(texts.FILE, exact=True)).to_be_visible()
    library.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_dry_run_says_what_would_change_and_changes_nothing(library: Any) -> None:
    library.get_by_role("button", name=texts.FOLDER).click()
    library.get_by_role("button", name=texts.DRY_RUN).click()
    expect(library.locator("#cw-library-state")).to_contain_text("Nothing would change")


def test_pasted_text_becomes_an_article_and_one_without_a_text_loses_nothing(library: Any) -> None:
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


def test_an_archive_is_unpacked_and_what_is_no_article_is_named(chat_page: Any, library: Any, tmp_path: Path) -> None:
    file = tmp_path / "post.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a/fenwick.txt", "Fenwick weir holds\n\n6 June 2023\n\nThe weir at Fenwick held on Tuesday.")
        archive.writestr("a/program.exe", b"MZ")
    chat_page.upload(file)
    state = library.locator("#cw-library-state")
    expect(state).to_contain_text("program.exe was left out")
    row = library.locator("#cw-table tr", has_text="Fenwick weir holds")
    expect(row).to_be_visible()
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)


def test_the_library_says_what_it_is_made_of(library: Any, chat: Any) -> None:
    library.locator("#cw-facts summary").click()
    expect(library.locator("#cw-facts dl")).to_contain_text(str(chat.index))
