"""Run as `sitecustomize` by a process under test: it may open sockets to loopback alone, and other tries are noted."""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

NOTES = Path(os.environ["OUTSIDE_NOTES"])
NOTES.touch()


def loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return isinstance(name, str) and ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def note(target: object) -> OSError:
    with NOTES.open("a", encoding="utf-8") as notes:
        notes.write(f"{target}\n")
    return OSError(f"no network: {target}")


def guard(name: str) -> None:
    real = getattr(socket.socket, name)

    def guarded(self: socket.socket, address: Any, *rest: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not loopback(address[0]):
            raise note(address)
        return real(self, address, *rest)

    setattr(socket.socket, name, guarded)


def resolve(host: Any, *rest: Any, **named: Any) -> Any:
    if not loopback(host):
        raise note(host)
    return _resolve(host, *rest, **named)


_resolve = socket.getaddrinfo
socket.getaddrinfo = resolve
for _name in ("connect", "connect_ex"):
    guard(_name)
