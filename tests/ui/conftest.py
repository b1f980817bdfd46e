"""Fixtures of the chat's tests: made-up sources, a chat served by a process of its own, and pages in a real browser."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect, sync_playwright

from rag import Answer, Article, Citation, Passage, RetrievedPassage, Span
from ui import texts

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# Read now: the product's settings are cleared, and the folder is changed, before a test begins.
SCREENSHOTS = Path(os.environ["CITEWIRE_SCREENSHOTS"]).resolve() if os.environ.get("CITEWIRE_SCREENSHOTS") else None
PATIENCE_MS = 60_000
DESKTOP = ViewportSize(width=1360, height=860)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that open a page in a browser."""
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.fixturenames:
            item.add_marker("browser")


def make_article(
    text: str, *, title: str = "A headline", source: str | None = "The Outlet", key: str = "a1"
) -> Article:
    return Article(key, title, date(2023, 4, 5), source, None, None, "news", text, "seeds", f"{key}.txt", "0")


def make_source(article: Article, start: int = 0, end: int | None = None, *, number: int = 1) -> RetrievedPassage:
    end = len(article.text) if end is None else end
    passage = Passage(number, article.id, 0, start, end, article.text[start:end], (Span(start, end),))
    return RetrievedPassage(passage, article, 0.5, number, None, 0.6)


def make_citation(article: Article, quote: str, n: int = 1) -> Citation:
    start = article.text.index(quote)
    return Citation(n, article.id, article.title, article.published, article.source, start, start + len(quote), quote)


def make_answer(
    text: str, *sources: RetrievedPassage, kind: str = "answer", citations: tuple[Citation, ...] = ()
) -> Answer:
    short = re.sub(r"\s*(\[\d+\])+$", "", text) if kind == "answer" else None
    return Answer("Who?", text, kind, "words", short, 0.8, citations, sources, generation=1)  # type: ignore[arg-type]


@pytest.fixture
def make() -> type:
    """Makers of articles, sources, citations and answers, for tests of one function."""

    class Make:
        article = staticmethod(make_article)
        source = staticmethod(make_source)
        citation = staticmethod(make_citation)
        answer = staticmethod(make_answer)

    return Make


@pytest.fixture
def finished() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Return what runs a coroutine to its end in a thread of its own: a browser keeps a loop running in this one."""

    def finished(work: Coroutine[Any, Any, Any]) -> Any:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, work).result()

    return finished


@dataclass
class Chat:
    """A chat served by a process of its own."""

    url: str
    port: int
    index: Path
    log: Path


@pytest.fixture(scope="session")
def chat(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[Chat]:
    """`python -m ui` over the seeds with no index yet: it builds the index first, then serves.

    Every socket but loopback is closed to it; at the end of all tests it has not tried another one.
    """
    folder, port = tmp_path_factory.mktemp("chat"), free_port()
    index, log = folder / "index", folder / "log"
    command = [
        sys.executable,
        "-m",
        "citewire",
        "chat",
        "--port",
        str(port),
        "--seeds",
        str(SEEDS),
        "--index",
        str(index),
    ]
    notes = folder / "outside"
    (folder / "guard").mkdir()
    shutil.copy(Path(__file__).with_name("outside_guard.py"), folder / "guard" / "sitecustomize.py")
    guarded = {"PYTHONPATH": str(folder / "guard"), "OUTSIDE_NOTES": str(notes)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=clean_environment() | guarded
        )
    try:
        url = f"http://127.0.0.1:{port}"
        while url not in log.read_text():
            assert process.poll() is None, log.read_text()
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        yield Chat(url, port, index, log)
    finally:
        process.terminate()
        process.wait(20)
    assert "Traceback" not in log.read_text()
    assert notes.read_text() == ""


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("CITEWIRE_", "GRADIO_"))}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install the package chromium to test the page in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*CHROMIUM_OPTIONS])
        expect.set_options(timeout=PATIENCE_MS / 2)
        yield browser
        browser.close()


@dataclass
class ChatPage:
    """A page of the chat, with everything it asked for from anywhere and everything it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, url: str) -> None:
        """Open the chat and listen to everything the page does."""
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        self.page.goto(url)
        self.page.wait_for_selector(".cw-welcome")

    def check(self) -> None:
        """Fail where the page has asked anything of another host or reported an error."""
        assert [url for url in self.requests if urlsplit(url).hostname not in ("127.0.0.1", None)] == []
        assert self.complaints == []

    def ask(self, question: str) -> None:
        """Ask a question and wait until its reply is complete."""
        turns = self.page.locator(".cw-turn").count()
        self.page.fill("#cw-ask textarea", question)
        self.page.press("#cw-ask textarea", "Enter")
        self.settled(turns + 1)

    def upload(self, file: Path) -> None:
        """Choose a file in the library, as a reader does; the same one may be chosen again."""
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_role("button", name=texts.ADD_FILES).click()
        chooser.value.set_files(str(file))

    def hold(self, call: str) -> Callable[[], None]:
        """Hold a call of the page back until the function that is returned is called."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            asked = route.request.post_data_json or {}
            held.append(route) if asked["fn_name"] == call else route.continue_()

        def release() -> None:
            while not held:
                self.page.wait_for_timeout(20)
            for route in held:
                route.continue_()
            self.page.unroute("**/component_server/", hold)

        self.page.route("**/component_server/", hold)
        return release

    def settled(self, turns: int) -> None:
        self.page.wait_for_function(
            "turns => document.querySelectorAll('.cw-turn').length === turns"
            " && !document.querySelector('.cw-working') && !document.querySelector('#cw-ask .submit-button').hidden",
            arg=turns,
        )


@pytest.fixture
def open_page(browser: Browser, chat: Chat) -> Iterator[Callable[..., ChatPage]]:
    """Open pages of the chat; at the end none of them has asked anything of another host or reported an error."""
    pages: list[ChatPage] = []

    def new(**options: Any) -> ChatPage:
        opened = ChatPage(browser.new_context(**options).new_page())
        pages.append(opened)
        opened.open(chat.url)
        return opened

    yield new
    for opened in pages:
        opened.page.context.close()
        opened.check()


@pytest.fixture(scope="session")
def shared_page(browser: Browser, chat: Chat) -> Iterator[ChatPage]:
    opened = ChatPage(browser.new_page(viewport=DESKTOP))
    opened.open(chat.url)
    yield opened
    opened.page.close()


@pytest.fixture
def chat_page(shared_page: ChatPage) -> Iterator[ChatPage]:
    """One page for many tests, brought back to an empty conversation before each."""
    page = shared_page.page
    page.set_viewport_size(DESKTOP)
    page.keyboard.press("Escape")
    page.get_by_role("tab", name=texts.CHAT).click()
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    page.wait_for_selector(".cw-welcome")
    yield shared_page
    shared_page.check()


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for screenshots: `CITEWIRE_SCREENSHOTS` where it is set, else one that is thrown away."""
    folder = SCREENSHOTS or tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
