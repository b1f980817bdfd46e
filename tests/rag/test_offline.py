"""With every socket but loopback blocked, a fresh process builds an index and answers from it with the real weights."""

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import ipaddress, json, socket, sys

attempts = []

def guard(name):
    real = getattr(socket.socket, name)
    def guarded(self, address, *rest):
        host = address[0] if isinstance(address, tuple) else None
        if self.family != socket.AF_UNIX and not ipaddress.ip_address(host).is_loopback:
            attempts.append(str(address))
            raise OSError(f"no network: {address}")
        return real(self, address, *rest)
    setattr(socket.socket, name, guarded)

def refuse(host, *rest, **named):
    attempts.append(str(host))
    raise socket.gaierror(f"no network: {host}")

for name in ("connect", "connect_ex", "sendto"):
    guard(name)
socket.getaddrinfo = socket.gethostbyname = refuse

from pathlib import Path
from rag import Settings, Turn, answer, rebuild, verify

settings = Settings(seeds=Path(sys.argv[1]), index=Path(sys.argv[2]))
report = rebuild(settings=settings)
first = answer("Which fund gets a further 25 billion rubles?", settings=settings)
second = answer("What did he call it?", history=[Turn.of(first)], settings=settings)
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
    guarded = False
except OSError:
    guarded = True
print(json.dumps({
    "guarded": guarded, "attempts": [one for one in attempts if "192.0.2.1" not in one], "added": len(report.added),
    "quotes": [first.citations[0].quote, second.citations[0].quote], "understood_as": second.understood_as,
    "verified": verify(first, settings=settings).ok and verify(second, settings=settings).ok,
}))
"""


def test_build_ask_and_follow_up_open_no_outside_socket(tmp_path: Path) -> None:
    seeds = Path(__file__).resolve().parents[2] / "seeds"
    (tmp_path / "offline.py").write_text(SCRIPT, encoding="utf-8")
    # Nothing of this machine's model cache may help, and the switch that closes the hub must be thrown by citewire.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}
    environment |= {"HF_HOME": str(tmp_path / "empty-cache"), "PYTHONPATH": str(seeds.parent)}
    ran = subprocess.run(
        [sys.executable, "offline.py", str(seeds), str(tmp_path / "index")],
        cwd=tmp_path, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert found["guarded"]
    assert found["attempts"] == []
    assert found["added"] > 0
    assert "Industrial Development Fund" in found["quotes"][0]
    assert "Manturov" in found["understood_as"]
    assert "comprehensive investment platform" in found["quotes"][1]
    assert found["verified"]
