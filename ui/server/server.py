"""The server: page and JSON API on one address, with nothing that reaches outside."""

import logging
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
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount

from embeddings.settings import place
from rag import CitewireError, Settings, load_settings
from ui import texts
from ui.api import api_routes
from ui.api.routes import explain_faults
from ui.guard.access import Access
from ui.guard.client_limit import ClientLimit
from ui.guard.gate import Gate
from ui.guard.incoming import Incoming
from ui.guard.login_page import login_routes
from ui.guard.page_calls import PageCalls
from ui.guard.safe_headers import SafeHeaders
from ui.guard.sessions import Sessions
from ui.guard.upload import upload_route
from ui.page.page import actions_of, build_chat
from ui.page.theme import HEAD, SCRIPT, theme
from ui.server.address import Address, check_address, is_loopback
from ui.server.connections import Connection, most_connections
from ui.server.heaps import bound_heaps

# Seconds from the call to a server that listens; it takes a tenth of one.
_PATIENCE = 30
_MOST_PAGES = 500
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
        """End it; pages that hang on it are let go, and answers under way are cut off, which is no fault to be told."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        for mounted in (route.app for route in self.application.routes if isinstance(route, Mount)):
            if isinstance(mounted, App):
                # Each open page holds a request for as long as it is open.
                mounted.get_blocks()._queue.close()  # type: ignore[no-untyped-call]
                mounted.stop_event.set()
        self.server.should_exit = True
        self.thread.join(_PATIENCE)


def launch(
    settings: Settings | None = None, *, host: str = "127.0.0.1", port: int = 7860, access: Access | None = None
) -> Served:
    """Serve the chat in the background until `.close()`. Raises InputError for an unusable address."""
    address, access = Address(host, port), access or Access()
    check_address(address, login=access.logins is not None)
    bound_heaps()
    application = build_server(settings or load_settings(), address, access)
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        http=Connection,
        ws="none",
        log_level="error",
        lifespan="on",
        limit_concurrency=most_connections(),
        # A header that says where a request came from can be written by anybody but a known proxy.
        proxy_headers=bool(access.proxies),
        forwarded_allow_ips=list(access.proxies),
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, name="citewire-server", daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        if not thread.is_alive():
            raise CitewireError(texts.not_serving(address.url))
    return Served(address.url, application, server, thread)


def build_server(settings: Settings, address: Address, access: Access) -> FastAPI:
    """Return the application: the JSON API, the page under `/`, and the guard around both."""
    incoming, sessions = Incoming(settings.index), Sessions(address.port)
    # Gradio's own folder is one for all its programs on this machine, and what lies there is served.
    os.environ["GRADIO_TEMP_DIR"] = str(incoming.folder)
    actions = actions_of(settings, incoming)
    page = build_chat(settings, actions, login=access.logins is not None)
    # Gradio remembers something of every name that a page calls itself by.
    page.state_session_capacity = _MOST_PAGES
    seeds = place(settings.seeds)

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
    server.include_router(api_routes(settings))
    server.include_router(upload_route(incoming))
    server.include_router(login_routes(access.logins, sessions))
    explain_faults(server)
    component = next(number for number, block in page.blocks.items() if isinstance(block, gr.HTML))
    server.add_middleware(PageCalls, component=component, actions=[action.__name__ for action in actions])
    server.add_middleware(Gate, address=address, access=access, sessions=sessions)
    if access.logins is not None or not is_loopback(address.host):
        server.add_middleware(ClientLimit)
    server.add_middleware(SafeHeaders, script=SCRIPT)
    # Outermost but for other origins: the page is packed once the hashes of its scripts are known.
    server.add_middleware(GZipMiddleware, minimum_size=1024)
    if access.origins:
        server.add_middleware(
            CORSMiddleware,
            allow_origins=access.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
        )
    gr.mount_gradio_app(
        server,
        page,
        "/",
        server_name=address.host,
        server_port=address.port,
        allowed_paths=[],
        blocked_paths=[] if incoming.folder.is_relative_to(seeds) else [str(seeds)],
        theme=theme(),
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
