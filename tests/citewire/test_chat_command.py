"""`citewire chat`: what stands in the way is said in one plain message, and the exit status tells."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def run(*options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citewire", "chat", *map(str, options)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CITEWIRE_")}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)


def test_a_taken_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("--port", port)
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr and "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_open_host_without_a_password() -> None:
    done = run("--host", "0.0.0.0")
    assert done.returncode == 1 and "--auth" in done.stderr and "Traceback" not in done.stderr


def test_neither_index_nor_articles(tmp_path: Path, free_port: Callable[[], int]) -> None:
    done = run("--seeds", tmp_path / "none", "--index", tmp_path / "index", "--port", free_port())
    assert done.returncode == 1
    assert str(tmp_path / "none") in done.stderr and "Traceback" not in done.stderr
