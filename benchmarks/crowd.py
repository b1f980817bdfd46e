"""The crowd: people who ask the chat all at once, over loopback: failures, waits, memory, and the first paint.

Each person is a page without a browser (`measuring/visitor.py`): its questions wait in line as the real page's do, and
its answer is read back from the export. A wait runs from the question to the export. Alone, one person asks one
question after the other; the crowd asks together, round after round. The first paint is Chromium's, on fresh profiles.
"""

import argparse
import itertools
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from benchmarks.latency import SEED_QUESTIONS, SEEDS
from benchmarks.measuring.memory import resident_megabytes
from benchmarks.measuring.report import Cell, arguments, finish, run, show
from benchmarks.measuring.visitor import Visitor
from embeddings import CitewireError

PEOPLE = 20
ROUNDS = 5
LOADS = 5
# Seconds until the chat must have built its index and be listening.
PATIENCE = 300


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


def first_paint(url: str, loads: int) -> dict[str, Cell] | None:
    """Open the page in fresh profiles of Chromium; return median seconds to paint and use, requests and kilobytes."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium here: the first paint is left out", file=sys.stderr)
        return None
    painted, ready, requests, received = [], [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(loads):
            page = browser.new_page()
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
            page.close()
        browser.close()
    return {
        "loads": loads,
        "first_paint_s": median(painted),
        "ready_s": median(ready),
        "requests": median(requests),
        "received_kb": median(received),
    }


def main() -> None:
    """Serve a chat of its own over the sample articles, measure both, and print a table for each."""
    options = _options()
    with TemporaryDirectory(prefix="citewire-benchmark-") as name, served(Path(name)) as (url, process):
        asked = crowd(url, process, options.people, options.limit or ROUNDS)
        opened = first_paint(url, LOADS)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    machine: dict[str, Cell] = {"cores": cores, "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None}
    show("Machine", [machine])
    show("People who ask at once", [asked])
    if opened:
        show("Opening the page", [opened])
    finish(
        {"benchmark": "crowd", "machine": machine, "sets": [asked, *([opened] if opened else [])]}, as_json=options.json
    )


def _options() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE, help="how many ask at once")
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
