"""`citewire chat`: builds what is missing, then serves the chat until it is stopped."""

import os
import signal
import sys
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from citewire.cli.screen import complain
from ui import texts
from ui.guard.access import Access
from ui.guard.logins import Logins
from ui.server.address import Address, check_address

if TYPE_CHECKING:
    from rag import Settings

LOGINS = "CITEWIRE_AUTH"


def chat(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on; an open one needs a login.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
    auth: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME:PASSWORD",
            help=f"Ask visitors to log in; may be repeated. Other users see it in the process list: prefer --auth-file,"
            f" or {LOGINS} in the environment, one NAME:PASSWORD a line.",
        ),
    ] = None,
    auth_file: Annotated[
        Path | None,
        typer.Option(envvar="CITEWIRE_AUTH_FILE", help="File of logins, one line of `citewire login NAME` for each."),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="Proxy whose X-Forwarded-For and -Proto are believed; may be repeated."),
    ] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="Public address of the chat behind a proxy; may be repeated."),
    ] = None,
) -> None:
    """Open the chat in a browser: questions on the left, the sentences they rest on at the right."""
    access = Access(gather_logins(auth or [], auth_file), tuple(proxy or ()), tuple(origin or ()))
    address = Address(host, port)
    check_address(address, login=access.logins is not None)
    if auth:
        complain(texts.AUTH_SEEN)
    serve(address, access, context.obj, Console())


def serve(address: Address, access: Access, settings: "Settings", console: Console) -> NoReturn:
    """Update the index, serve until SIGINT or SIGTERM, and end the process.

    Raises a CitewireError for what stands in the way.
    """
    # These load the models' and the page's libraries, which takes seconds; a wrong option is told before that.
    from ui.server.index_update import update_index
    from ui.server.server import launch
    from ui.server.warm_up import warm_up

    update_index(settings, console)
    warm_up(settings)
    served = launch(settings, host=address.host, port=address.port, access=access)
    stopped = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    console.print(texts.serving(address.url), markup=False, highlight=False, soft_wrap=True)
    # The system may hand a signal to any thread, but only this one runs the handler, and not while it waits for good.
    while not stopped.wait(0.5):
        pass
    served.close()
    # Python would first wait for the answer, the look or the rebuild that is under way. Each is kept step by step, and
    # the next start goes on from there.
    sys.stdout.flush()
    os._exit(0)


def gather_logins(auth: list[str], auth_file: Path | None) -> Logins | None:
    """Return the logins of file, environment and options, None without any; raises InputError for what is none."""
    given = [Logins.read(auth_file)] if auth_file else []
    for lines in (os.environ.get(LOGINS, "").splitlines(), auth):
        given += [Logins.parse(lines, plain=True)] if any(map(str.strip, lines)) else []
    if not given:
        return None
    first, *others = given
    for other in others:
        first |= other
    return first
