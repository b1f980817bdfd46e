"""`citewire chat` ends at SIGTERM, whichever of its threads the system hands the signal to and whatever it works on."""

import subprocess
import sys

# The chat with nothing behind it but a question that takes long, and a thread that gets the signal in place of the one
# that waits.
SCRIPT = """
import signal, threading, time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from rich.console import Console
import ui.server.index_update, ui.server.server, ui.server.warm_up
from citewire.cli.chat import serve
from rag import Settings
from ui.guard.access import Access
from ui.server.address import Address

def send():
    time.sleep(0.5)
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
    time.sleep(60)

ui.server.index_update.update_index = ui.server.warm_up.warm_up = lambda *_: None
ui.server.server.launch = lambda *_, **__: SimpleNamespace(close=lambda: print("closed", flush=True))
ThreadPoolExecutor().submit(time.sleep, 600)
started = threading.Thread(target=send, daemon=True)
console = Console()
console.print = lambda *_, **__: started.start()
serve(Address("127.0.0.1", 1), Access(), Settings(), console)
"""


def test_a_signal_to_any_thread_ends_the_chat() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.returncode) == ("closed\n", 0), done.stderr
