"""The address: where the chat may listen, checked before anything slow begins."""

import ipaddress
import socket
from dataclasses import dataclass

from rag import InputError
from ui import texts


@dataclass(frozen=True, slots=True)
class Address:
    """Where the chat listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def check_address(address: Address, *, login: bool) -> None:
    """Refuse an address that is taken, or open to others without a `login`, with the way out as InputError."""
    if not is_loopback(address.host) and not login:
        raise InputError(texts.open_host(address.host))
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server itself will bind: a port that is only waiting out its last connections counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            raise InputError(texts.port_taken(address.host, address.port, error.strerror or str(error))) from error


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
