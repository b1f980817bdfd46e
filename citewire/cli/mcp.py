"""`citewire mcp`: the articles as tools for an assistant, over standard input and output."""

import typer

from rag import InputError
from ui import texts


def mcp(context: typer.Context) -> None:
    """Serve the tools ask, search and read_article to an assistant that speaks the Model Context Protocol."""
    try:
        from ui.api.mcp_server import build_mcp
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise InputError(texts.NO_MCP) from error
    build_mcp(context.obj).run("stdio")
