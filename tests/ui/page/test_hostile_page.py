"""A hostile article, added while the chat runs, and a hostile question: both stay text."""

import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ui import texts

MARKUP = (
    '<script>window.pwned = 1</script><img src="http://evil.example/x.png" onerror="window.pwned = 2">'
    "<style>body{display:none}</style></div></section> **bold** # heading [1] [link](http://evil.example/) "
    "![i](http://evil.example/i.png) $$x^2$$ {{constructor}} ${window.pwned = 3} `code` &amp; <mark>unmarked</mark>"
)
SENTENCE = f"The keeper of the Quillmoor lighthouse is named Barnaby Thrupp {MARKUP}."
ARTICLE = f"""Quillmoor <script>window.pwned = 4</script> **lighthouse** [1] has a new keeper

3 May 2023

QUILLMOOR. May 3 (Harbour <b>Post</b>) - {SENTENCE} He was chosen by the harbour board of Quillmoor.
"""
QUESTION = f"Who is the keeper of the Quillmoor lighthouse? {MARKUP}"


@pytest.fixture(scope="module", autouse=True)
def hostile_article(chat: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Rebuild a folder of new articles by the command line while the chat is running."""
    folder = tmp_path_factory.mktemp("new articles")
    (folder / "quillmoor.txt").write_text(ARTICLE, encoding="utf-8")
    command = [sys.executable, "-m", "citewire", "rebuild", str(folder), "--index", str(chat.index)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_a_rebuild_elsewhere_is_seen_by_the_running_chat_and_its_markup_stays_text(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask("Who is the keeper of the Quillmoor lighthouse?")
    mark = page.locator("#cw-sources mark").first
    expect(mark).to_contain_text("Barnaby Thrupp <script>window.pwned = 1</script><img src=")
    expect(page.locator(".cw-cited .cw-passage")).to_contain_text(
        "$$x^2$$ {{constructor}} ${window.pwned = 3} `code` &amp; <mark>"
    )
    expect(page.locator(".cw-cited .cw-headline")).to_contain_text(
        "<script>window.pwned = 4</script> **lighthouse** [1]"
    )
    assert unharmed(page)
    page.locator(".cw-cited .cw-open").first.click()
    expect(page.locator("#cw-article dialog")).to_contain_text("**bold** # heading [1] [link](http://evil.example/)")
    assert unharmed(page)
    page.keyboard.press("Escape")


def test_a_hostile_question_stays_text(chat_page: Any) -> None:
    page = chat_page.page
    chat_page.ask(QUESTION)
    expect(page.locator(".cw-question")).to_have_text(QUESTION)
    assert unharmed(page)


def test_hostile_headlines_stay_text_in_the_library(chat_page: Any) -> None:
    page = chat_page.page
    page.get_by_role("tab", name=texts.LIBRARY).click()
    expect(page.locator("#cw-table")).to_contain_text("<script>window.pwned = 4</script> **lighthouse** [1]")
    assert unharmed(page)


def unharmed(page: Page) -> bool:
    """Return whether nothing in the article or question has become part of the page."""
    inside = "#cw-log, #cw-sources, #cw-article, #cw-table"
    return page.evaluate(
        """inside => window.pwned === undefined && [...document.querySelectorAll(inside)].every(
            part => !part.querySelector('script, img, style, b, code, [onerror], a[href^="http"]')
        ) && getComputedStyle(document.body).display !== 'none'""",
        inside,
    )
