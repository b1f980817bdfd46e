"""The server: page and JSON API on one address, with nothing that reaches outside."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from threading import Thread

import gradio as gr
import uvicorn
from fastapi import FastAPI
from gradio.routes import App
from starlette.routing import Mount

from rag import CitewireError, Settings
from ui import texts
from ui.api import api_routes
from ui.api.routes import explain_faults
from ui.guard.gate import Gate
from ui.guard.incoming import Incoming
from ui.guard.page_events import PageEvents
from ui.guard.upload import upload_route
from ui.page.page import build_chat
from ui.page.theme import CSS, HEAD, theme
from ui.server.address import Address, check_address, is_loopback
from ui.server.guard import ClientLimit, SafeHeaders
from ui.server.heaps import bound_heaps

# Seconds from the call to a server that listens; it takes a tenth of one.
_PATIENCE = 30
# Seconds that requests under way are given when the chat ends.
_GRACE = 3


@dataclass(frozen=True, slots=True)
class Served:
    """A chat that is being served in the background."""

    url: str
    application: FastAPI
    server: uvicorn.Server
    thread: Thread

    def close(self) -> None:
        """End it; pages that hang on it are let go."""
        for mounted in (route.app for route in self.application.routes if isinstance(route, Mount)):
            if isinstance(mounted, App):
                # Each open page holds a request for as long as it is open.
                mounted.get_blocks()._queue.close()  # type: ignore[no-untyped-call]
                mounted.stop_event.set()
        self.server.should_exit = True
        self.thread.join(_PATIENCE)


def launch(
    settings: Settings | None = None, *, host: str = "127.0.0.1", port: int = 7860, auth: tuple[str, str] | None = None
) -> Served:
    """Serve the chat in the background until `.close()`. Raises InputError for an unusable address."""
    address = Address(host, port)
    check_address(address, auth)
    bound_heaps()
    application = build_server(settings or Settings(), address, auth)
    config = uvicorn.Config(
        application, host=host, port=port, log_level="warning", lifespan="on", timeout_graceful_shutdown=_GRACE
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, name="citewire-server", daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        if not thread.is_alive():
            raise CitewireError(texts.not_serving(address.url))
    return Served(address.url, application, server, thread)


def build_server(settings: Settings, address: Address, auth: tuple[str, str] | None) -> FastAPI:
    """Return the application: the JSON API, the page under `/`, and the guard around both."""
    incoming = Incoming(settings.index)
    # Gradio's own folder is one for all its programs on this machine, and what lies there is served.
    os.environ["GRADIO_TEMP_DIR"] = str(incoming.folder)
    page = build_chat(settings)
    seeds = settings.seeds.resolve()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        incoming.close()

    # Its own pages of documentation would load scripts from elsewhere.
    server = FastAPI(
        title=texts.TITLE,
        summary=texts.TAGLINE,
        version=version("citewire"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    server.include_router(api_routes(settings, auth))
    server.include_router(upload_route(incoming))
    explain_faults(server)
    server.add_middleware(PageEvents, page=page, incoming=incoming)
    server.add_middleware(Gate, address=address)
    if not is_loopback(address.host):
        server.add_middleware(ClientLimit)
    server.add_middleware(SafeHeaders)
    gr.mount_gradio_app(
        server,
        page,
        "/",
        server_name=address.host,
        server_port=address.port,
        auth=auth,
        allowed_paths=[],
        blocked_paths=[] if incoming.folder.is_relative_to(seeds) else [str(seeds)],
        theme=theme(),
        css=CSS,
        head=HEAD,
        favicon_path=str(files("ui").joinpath("style", "favicon.svg")),
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        run_history=False,
        enable_monitoring=False,
    )
    # Gradio looks at where a file lies only on a page that it launched itself.
    page.has_launched = True
    return server
