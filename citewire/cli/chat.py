"""`citewire chat`: builds what is missing, then serves the chat until it is stopped."""

import signal
from threading import Event
from typing import Annotated

import typer
from rich.console import Console

from rag import InputError, Settings
from ui import texts
from ui.server.address import Address, check_address


def chat(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on; an open one needs --auth.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
    auth: Annotated[str | None, typer.Option(metavar="NAME:PASSWORD", help="Ask visitors to log in.")] = None,
) -> None:
    """Open the chat in a browser: questions on the left, the sentences they rest on at the right."""
    login, address = parse_login(auth), Address(host, port)
    check_address(address, login)
    serve(address, login, context.obj, Console())


def serve(address: Address, login: tuple[str, str] | None, settings: Settings, console: Console) -> None:
    """Update the index and serve until SIGINT or SIGTERM; raises a CitewireError for what stands in the way."""
    # These load the models' and the page's libraries, which takes seconds; a wrong option is told before that.
    from ui.server.index_update import update_index
    from ui.server.server import launch
    from ui.server.warm_up import warm_up

    update_index(settings, console)
    warm_up(settings)
    served = launch(settings, host=address.host, port=address.port, auth=login)
    console.print(texts.serving(address.url), markup=False, highlight=False, soft_wrap=True)
    stopped = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    stopped.wait()
    served.close()


def parse_login(auth: str | None) -> tuple[str, str] | None:
    """Return NAME and PASSWORD of "NAME:PASSWORD"; raises InputError for anything else."""
    if auth is None:
        return None
    name, _, password = auth.partition(":")
    if not name or not password:
        raise InputError(texts.WRONG_AUTH)
    return name, password
