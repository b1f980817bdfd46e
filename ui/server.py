"""The server: the chat on its address, with its look, and nothing that reaches outside."""

import os
from importlib.resources import files

import gradio as gr

from rag import Settings
from ui.address import Address, check_address
from ui.app import build_chat
from ui.theme import CSS, HEAD, theme


def launch(
    settings: Settings | None = None, *, host: str = "127.0.0.1", port: int = 7860, auth: tuple[str, str] | None = None
) -> gr.Blocks:
    """Serve the chat in the background and return it; `.close()` ends it. Raises InputError for an unusable address."""
    check_address(Address(host, port), auth)
    # The server calls itself once while it starts; a proxy from the environment would carry that call outside.
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1,localhost,::1", host]))
    page = build_chat(settings or Settings())
    page.launch(
        server_name=f"[{host}]" if ":" in host else host,
        server_port=port,
        auth=auth,
        theme=theme(),
        css=CSS,
        head=HEAD,
        favicon_path=str(files("ui").joinpath("favicon.svg")),
        footer_links=[],
        prevent_thread_lock=True,
        quiet=True,
        show_error=False,
        share=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        run_history=False,
        enable_monitoring=False,
        max_file_size="20mb",
    )
    return page
