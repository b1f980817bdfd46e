"""The crowd: people who ask the chat all at once, over loopback: failures, waits, memory; and the page in a browser.

Each person is a page without a browser (`measuring/visitor.py`): its questions wait in line as the real page's do, and
its answer is read back from the export. A wait runs from the question to the export. Alone, one person asks one
question after the other; the crowd asks together, round after round. The page is opened in Chromium on fresh profiles;
then ten conversations of a hundred exchanges, made of those answers, are opened one after the other.
"""

import argparse
import itertools
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.latency import SEED_QUESTIONS, SEEDS
from benchmarks.measuring.machine import machine
from benchmarks.measuring.memory import resident_megabytes
from benchmarks.measuring.report import Cell, arguments, finish, run, show
from benchmarks.measuring.visitor import Visitor
from embeddings import CitewireError
from rag import Settings
from ui.page.conversation import Exchange
from ui.storage import Conversations

PEOPLE = 20
ROUNDS = 5
LOADS = 5
CONVERSATIONS, EXCHANGES = 10, 100
# Seconds until the chat must have built its index and be listening.
PATIENCE = 300
# Milliseconds after an answer in which something may still move.
_SETTLED_MS = 3000
LONG = "10" * 16
_WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_OPEN = """async (number) => {
    const started = performance.now();
    document.querySelectorAll(".cw-kept a")[number].click();
    const whole = () => document.querySelectorAll(".cw-turn").length > 1;
    while (!whole()) await new Promise((done) => setTimeout(done, 1));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - started;
}"""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """Serve the chat over the sample articles; give its address and the id of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
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
        str(folder / "index"),
    ]
    url, log = f"http://127.0.0.1:{port}", folder / "log"
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as process:
        try:
            last = time.monotonic() + PATIENCE
            while url not in log.read_text():
                if process.poll() is not None or time.monotonic() > last:
                    raise CitewireError(f"The chat did not start: {log.read_text()}")
                time.sleep(0.1)
            yield url, process.pid
        finally:
            process.terminate()


def wait(visitor: Visitor, question: str) -> float | None:
    """Ask, and return the seconds until the answer was there; None where none came."""
    started = time.perf_counter()
    try:
        visitor.ask(question)
    except (CitewireError, OSError, ValueError) as error:
        print(f"{question}: {error}", file=sys.stderr)
        return None
    return time.perf_counter() - started


def crowd(url: str, process: int, people: int, rounds: int) -> dict[str, Cell]:
    """Let one person ask alone, then all of them together, and count."""
    visitors = [Visitor(url) for _ in range(people)]
    for question in SEED_QUESTIONS[:3]:
        visitors[0].ask(question)  # the models are loaded by now
    alone = [taken for question in SEED_QUESTIONS if (taken := wait(visitors[0], question)) is not None]
    questions = itertools.cycle(SEED_QUESTIONS)
    together: list[float | None] = []
    memory: list[float | None] = []
    with ThreadPoolExecutor(people) as pool:
        for _ in range(rounds):
            together += pool.map(wait, visitors, itertools.islice(questions, people))
            memory.append(resident_megabytes(process))
    for visitor in visitors:
        visitor.close()
    waits = [taken for taken in together if taken is not None]
    return {
        "people": people,
        "asked": len(together),
        "failed": together.count(None),
        "alone_p50_s": median(alone),
        "together_p50_s": median(waits),
        "together_max_s": max(waits),
        # The target is below 2.
        "together_by_alone_and_people": median(waits) / (median(alone) * people),
        "first_round_mb": memory[0] and round(memory[0]),
        "last_round_mb": memory[-1] and round(memory[-1]),
    }


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """Start Chromium; give None where there is none."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        print("no Chromium here: what it would show is left out", file=sys.stderr)
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def first_paint(browser: Browser, url: str, loads: int) -> dict[str, Cell]:
    """Open the page in fresh profiles and ask there.

    Return median seconds to paint and use, requests and kilobytes, and the largest layout shift of page and answer.
    """
    painted, ready, requests, received, shifts = [], [], [], [], []
    for number in range(loads):
        page = browser.new_page()
        page.add_init_script(_WATCH_SHIFTS)
        network = page.context.new_cdp_session(page)
        sizes: list[float] = []
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda told, sizes=sizes: sizes.append(told["encodedDataLength"]))
        started = time.perf_counter()
        page.goto(url)
        page.wait_for_selector(".cw-welcome")
        ready.append(time.perf_counter() - started)
        painted.append(
            page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
        )
        requests.append(len(sizes))
        received.append(sum(sizes) / 1000)
        page.fill("#cw-ask textarea", SEED_QUESTIONS[number % len(SEED_QUESTIONS)])
        page.press("#cw-ask textarea", "Enter")
        page.wait_for_selector(".cw-tools")
        page.wait_for_timeout(_SETTLED_MS)
        shifts.append(page.evaluate("() => window.shifted"))
        page.close()
    return {
        "loads": loads,
        "first_paint_s": median(painted),
        "ready_s": median(ready),
        "requests": median(requests),
        "received_kb": median(received),
        # The target is below 0.05.
        "layout_shift": max(shifts),
    }


def keep_long_conversations(index: Path, url: str) -> None:
    """Put long conversations, made of the chat's own answers, on the list of the visitor LONG."""
    settings, visitor = Settings(seeds=SEEDS, index=index), Visitor(url)
    kept = Conversations(settings)
    for question in SEED_QUESTIONS:
        visitor.ask(question)
    answered = [one for held in kept.listed(visitor.name) if (whole := kept.load(held.key)) for one in whole.exchanges]
    for number in range(CONVERSATIONS):
        key = f"{number:032x}"
        for exchange in itertools.islice(itertools.cycle(answered), EXCHANGES):
            turn = kept.ask(LONG, key, Exchange(exchange.question))
            begun = kept.exchange(key, turn)
            assert begun is not None
            kept.advance(key, replace(exchange, id=turn, asked=begun.asked))
    visitor.close()


def long_conversations(browser: Browser, url: str) -> dict[str, Cell]:
    """Open each of these conversations from the list; return milliseconds from the click to the last exchange."""
    page = browser.new_page()
    page.add_init_script(f"localStorage.setItem('citewire-visitor', '{LONG}')")
    page.goto(url)
    page.wait_for_selector(".cw-kept a")
    taken = []
    for number in range(page.locator(".cw-kept a").count()):
        page.get_by_role("button", name="New conversation").click()
        page.wait_for_selector(".cw-welcome")
        taken.append(page.evaluate(_OPEN, number))
    page.close()
    return {
        "conversations": len(taken),
        "exchanges": EXCHANGES,
        # The target of both is below 300.
        "first_ms": taken[0],
        "later_p50_ms": median(taken[1:]),
    }


def main() -> None:
    """Serve a chat of its own over the sample articles, measure both, and print a table for each."""
    options = _options()
    with TemporaryDirectory(prefix="citewire-benchmark-") as name, served(Path(name)) as (url, process):
        asked = crowd(url, process, options.people, options.limit or ROUNDS)
        with chromium() as browser:
            opened = long = None
            if browser:
                opened = first_paint(browser, url, LOADS)
                keep_long_conversations(Path(name) / "index", url)
                long = long_conversations(browser, url)
    here = machine()
    show("Machine", [here])
    show("People who ask at once", [asked])
    if opened and long:
        show("Opening the page", [opened])
        show("Opening long conversations", [long])
    sets = [asked, *filter(None, (opened, long))]
    finish({"benchmark": "crowd", "machine": here, "sets": sets}, as_json=options.json)


def _options() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE, help="how many ask at once")
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
