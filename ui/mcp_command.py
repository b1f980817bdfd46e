"""`citewire mcp`: the articles as tools for an assistant, over standard input and output."""

from pathlib import Path
from typing import Annotated

import typer

from rag import InputError, Settings, load_settings
from ui import texts


def mcp(
    context: typer.Context,
    index: Annotated[Path | None, typer.Option(help="Folder of the index.")] = None,
) -> None:
    """Serve the tools ask, search and read_article to an assistant that speaks the Model Context Protocol."""
    try:
        from ui.mcp_server import build_mcp
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise InputError(texts.NO_MCP) from error
    given = context.obj if isinstance(context.obj, Settings) else load_settings()
    build_mcp(given.model_copy(update={"index": index} if index else {})).run("stdio")
