"""The table of the library in a real browser: sorted, chosen from, removed from, brought back, drawn anew."""

from typing import Any

from playwright.sync_api import expect

from ui import texts


def test_the_table_is_sorted_by_its_heads(library_page: Any) -> None:
    titles = library_page.locator("#cw-table .cw-title")
    library_page.get_by_role("button", name=texts.COLUMN_ARTICLE, exact=True).click()
    expect(library_page.locator("th[aria-sort=ascending]")).to_contain_text(texts.COLUMN_ARTICLE)
    shown = titles.all_inner_texts()
    assert shown == sorted(shown, key=str.casefold) and len(shown) > 5
    library_page.get_by_role("button", name=texts.COLUMN_ARTICLE, exact=True).click()
    expect(library_page.locator("th[aria-sort=descending]")).to_be_visible()
    assert titles.all_inner_texts() == shown[::-1]
    library_page.get_by_role("button", name=texts.COLUMN_DATE, exact=True).click()
    expect(library_page.locator("th[aria-sort=descending]")).to_contain_text(texts.COLUMN_DATE)


def test_removals_are_taken_back_one_by_one_and_long_after(chat_page: Any, library_page: Any) -> None:
    rows = library_page.locator("#cw-table tbody tr")
    before = rows.count()
    first, second = (row.get_by_role("button", name="Remove") for row in (rows.nth(0), rows.nth(before - 1)))
    titles = [rows.nth(n).locator(".cw-title").inner_text() for n in (0, before - 1)]
    second.click()
    expect(rows).to_have_count(before - 1)
    # Enter, pressed once too often, removes no second one.
    first.focus()
    library_page.keyboard.press("Enter")
    library_page.keyboard.press("Enter")
    expect(rows).to_have_count(before - 2)
    undo = [
        library_page.locator(".cw-toast", has_text=texts.removed([title])).get_by_role("button", name=texts.UNDO)
        for title in titles
    ]
    expect(undo[1]).to_be_in_viewport()
    undo[0].click()
    expect(rows).to_have_count(before - 1)
    back = library_page.locator("#cw-table tr", has_text=titles[0]).locator(".cw-open")
    expect(back).to_be_focused()

    library_page.reload()
    library_page.locator(".cw-removals summary").click()
    library_page.get_by_role("button", name=texts.back_label(titles[1])).click()
    expect(rows).to_have_count(before)
    expect(library_page.get_by_role("button", name=texts.back_label(titles[1]))).to_have_count(0)


def test_several_articles_are_removed_and_brought_back_at_once(library_page: Any) -> None:
    rows = library_page.locator("#cw-table tbody tr")
    before = rows.count()
    for n in (0, 1):
        rows.nth(n).get_by_role("checkbox").check()
    library_page.locator(".cw-chosen").get_by_role("button", name=texts.REMOVE).click()
    expect(rows).to_have_count(before - 2)
    library_page.locator(".cw-toast", has_text="2 articles").get_by_role("button", name=texts.UNDO).click()
    expect(rows).to_have_count(before)


def test_chosen_articles_alone_are_asked_also_after_a_reload_and_as_a_collection(
    chat_page: Any, library_page: Any
) -> None:
    rows = library_page.locator("#cw-table tbody tr")
    bar = library_page.get_by_role("group", name=texts.CHOSEN)
    expect(bar).to_be_hidden()
    titles = [rows.nth(n).locator(".cw-title").inner_text() for n in (0, 1)]
    rows.nth(0).get_by_role("checkbox").focus()
    library_page.keyboard.press("Space")
    rows.nth(1).get_by_role("checkbox").check()
    expect(bar.get_by_role("status")).to_have_text(texts.chosen_now(2))
    bar.get_by_role("button", name=texts.ASK_THESE).click()
    scope, box = library_page.locator("#cw-scope"), library_page.locator("#cw-ask textarea")
    expect(scope).to_contain_text("2 chosen articles")
    expect(box).to_be_focused()
    library_page.reload()
    expect(scope).to_contain_text("2 chosen articles")
    chat_page.ask("Which articles do you have?")
    expect(library_page.locator(".cw-asked")).to_contain_text("Only 2 chosen articles")
    read = library_page.locator("#cw-sources .cw-headline").all_inner_texts()
    assert read and set(read) <= set(titles)

    # The library shows what is asked, until the filters are left there.
    library_page.get_by_role("tab", name=texts.LIBRARY).click()
    expect(rows).to_have_count(2)
    library_page.get_by_role("button", name=texts.SHOW_ALL).click()
    expect(rows.nth(2)).to_be_visible()
    for n in (0, 1):
        rows.nth(n).get_by_role("checkbox").check()
    bar.get_by_role("button", name=texts.ASK_THESE).click()
    expect(scope).to_contain_text("2 chosen articles")

    # As a collection they are chosen again by its name, until it is deleted.
    name = "Two <b>of</b> them"
    library_page.locator(".cw-filters summary").click()
    library_page.once("dialog", lambda dialog: dialog.accept(name))
    library_page.get_by_role("button", name=texts.COLLECT).click()
    choice = library_page.get_by_label(texts.COLLECTION, exact=True)
    expect(choice.locator("option:checked")).to_have_text(texts.in_collection(name, 2))
    scope.get_by_role("button").click()
    expect(scope.get_by_role("button")).to_have_count(0)
    expect(choice).to_have_value("")
    choice.select_option(label=texts.in_collection(name, 2))
    expect(scope).to_contain_text(texts.in_collection(name, 2))
    library_page.reload()
    expect(scope).to_contain_text(texts.in_collection(name, 2))
    library_page.locator(".cw-filters summary").click()
    library_page.once("dialog", lambda dialog: dialog.accept())
    library_page.get_by_role("button", name=texts.DROP_COLLECTION).click()
    expect(choice).to_have_count(0)
    library_page.get_by_role("button", name=texts.CLEAR).click()
    expect(scope).to_have_text("")
    library_page.keyboard.press("Escape")


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
