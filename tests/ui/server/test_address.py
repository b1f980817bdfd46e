"""Addresses: only this machine without a password, and a taken port names another."""

import socket

import pytest

from rag import InputError
from ui.server.address import Address, check_address, is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
def test_loopback_needs_no_password(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org"])
def test_an_open_host_needs_a_password(host: str) -> None:
    with pytest.raises(InputError, match="--auth"):
        check_address(Address(host, 7860), login=False)


def test_a_taken_port_names_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=rf"Port {port} .* --port \d+"):
            check_address(Address("127.0.0.1", port), login=False)
