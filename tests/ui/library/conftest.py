"""The library of the chat, open in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import expect

from ui import texts


@pytest.fixture
def library_page(chat_page: Any) -> Any:
    chat_page.page.get_by_role("tab", name=texts.LIBRARY).click()
    expect(chat_page.page.locator("#cw-table table")).to_be_visible()
    return chat_page.page
