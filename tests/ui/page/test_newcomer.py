"""A newcomer's path through the chat, from the first example to a conversation that is still there the next day."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ui import texts

TITLE = "Sallow Fen gets a windmill again"
ARTICLE = f"""{TITLE}

8 June 2023

SALLOW FEN. June 8 (Fen Gazette) - The windmill of Sallow Fen turns again. The millwright Ottoline Varga rebuilt the
windmill of Sallow Fen in two years.
"""
QUESTION = "Who rebuilt the windmill of Sallow Fen?"


@pytest.mark.picture
def test_a_newcomer_reads_adds_removes_exports_and_comes_back(
    open_page: Callable[..., Any], tmp_path: Path, shots: Path
) -> None:
    opened = open_page(viewport={"width": 1360, "height": 860})
    page = opened.page
    page.locator(".cw-example").first.click()
    opened.settled(1)
    page.locator(".cw-turn .cw-ref").first.click()
    mark = page.locator('#cw-sources mark[data-n="1"]')
    expect(mark).to_have_class(re.compile("cw-flash"))
    expect(mark).to_be_in_viewport()

    file = tmp_path / "windmill.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    page.get_by_role("tab", name=texts.LIBRARY).click()
    opened.upload(file)
    row = page.locator("#cw-table tr", has_text=TITLE)
    expect(row).to_be_visible()
    page.screenshot(path=shots / "library.png")
    page.get_by_role("tab", name=texts.CHAT).click()
    opened.ask(QUESTION)
    expect(page.locator("#cw-sources mark").first).to_contain_text("Ottoline Varga")

    page.get_by_role("tab", name=texts.LIBRARY).click()
    row.get_by_role("button", name=texts.remove_label(TITLE)).click()
    expect(row).to_have_count(0)
    page.get_by_role("tab", name=texts.CHAT).click()
    opened.ask(QUESTION)
    declined = page.locator(".cw-turn").nth(2)
    expect(declined.locator(".cw-abstained")).to_contain_text(texts.ABSTAINED)
    expect(declined).not_to_contain_text("Varga")

    with page.expect_download() as download:
        page.get_by_role("button", name=texts.EXPORT, exact=True).click()
        page.get_by_role("button", name=texts.EXPORT_MARKDOWN).click()
    document = download.value.path().read_text(encoding="utf-8")
    assert "Ottoline Varga" in document and "[^2]: Fen Gazette, 8 June 2023" in document

    page.reload()
    expect(page.locator(".cw-turn")).to_have_count(3)
    expect(page.locator(".cw-turn").nth(1)).to_contain_text("Ottoline Varga")
    page.locator('.cw-ref[data-turn="2"]').first.click()
    expect(page.locator("#cw-sources")).to_contain_text(texts.ARTICLE_GONE)
