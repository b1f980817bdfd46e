"""The command line put together: global options, its commands, and what an error looks like."""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from citewire import __version__
from citewire.cli import ask, cases, chat, check, folder, library, login, mcp
from citewire.cli.screen import complain, say
from embeddings.encoding.loading import own_process
from rag import CitewireError

_GLOBAL = ("--index", "--seeds", "--reader", "--encoder", "--store", "--config", "--log-level")

LogLevel = Literal["debug", "info", "warning", "error"]

COMMANDS: dict[str, Callable[..., None]] = {
    "ask": ask.ask,
    "rebuild": library.rebuild,
    "watch": folder.watch,
    "list": library.list_articles,
    "set": library.set_fields,
    "remove": library.remove,
    "forget": library.forget,
    "show": library.show,
    "verify": check.verify,
    "doctor": check.doctor,
    "chat": chat.chat,
    "login": login.login,
    "cases": cases.cases,
    "mcp": mcp.mcp,
}


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and exit: 0 done, 1 failed, 2 misused, 130 interrupted. No traceback reaches a user."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding, or a file name that is none, must not end a command.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    own_process()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        _application()(_globals_first(given), prog_name="citewire")
    except CitewireError as error:
        complain(str(error))
    except Exception as error:
        if os.environ.get("CITEWIRE_DEBUG"):
            raise
        complain(_unforeseen(error))
    sys.exit(1)


def _unforeseen(error: Exception) -> str:
    if isinstance(error, OSError):
        what = error.filename or "The output"
        return f"{what} cannot be read or written ({error.strerror or error}). Check its name, the rights and the room."
    detail = f"{type(error).__name__}: {error}".splitlines()[0]
    return f"Something unforeseen happened ({detail}). Set CITEWIRE_DEBUG=1 and run it again for the details."


def _application() -> typer.Typer:
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Ask a folder of news articles; every answer shows the exact sentence it rests on.",
    )
    app.callback()(_settings)
    for name, command in COMMANDS.items():
        app.command(name)(command)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        say(f"citewire {__version__}")
        raise typer.Exit


def _settings(
    context: typer.Context,
    index: Annotated[Path | None, typer.Option(help="Folder of the index.")] = None,
    seeds: Annotated[Path | None, typer.Option(help="Folder of articles.")] = None,
    reader: Annotated[str | None, typer.Option(help="Seq2seq model by path or hub name.")] = None,
    encoder: Annotated[str | None, typer.Option(help="sentence-transformers model by path or hub name.")] = None,
    store: Annotated[str | None, typer.Option(help="URL of an external store.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings file to use over citewire.toml.")] = None,
    log_level: Annotated[
        LogLevel, typer.Option(help="What of its work to tell on standard error, from which level on.")
    ] = "error",
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Show it.")
    ] = False,
) -> None:
    from rag import load_settings

    _log_to_stderr(log_level)
    options = {"index": index, "seeds": seeds, "reader": reader, "encoder": encoder, "store": store}
    context.obj = load_settings(config, {name: value for name, value in options.items() if value is not None})


def _log_to_stderr(level: str) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("citewire")
    logger.handlers[:] = [handler]
    logger.setLevel(level.upper())


def _globals_first(arguments: list[str]) -> list[str]:
    """Move the global options before the command, so that they may be written anywhere."""
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in _GLOBAL:
            first += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument.partition("=")[0] in _GLOBAL:
            first.append(argument)
        else:
            rest.append(argument)
    return first + rest
