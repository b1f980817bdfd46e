"""`citewire ask`: one question from the command line, or many from standard input."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, cast

import typer

from citewire.cli.screen import complain, say, say_json
from rag import Answer, CitewireError, Filters, InputError

if TYPE_CHECKING:
    from rag import Settings
    from rag.settings import Style


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="The question; without it, one a line from stdin.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    style: Annotated[str | None, typer.Option(help="extract (read out of sentences) or free (generated).")] = None,
    published_from: Annotated[str | None, typer.Option("--from", help="First date, YYYY-MM-DD.")] = None,
    published_to: Annotated[str | None, typer.Option("--to", help="Last date, YYYY-MM-DD.")] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="Only this outlet; may be repeated.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only this kind of article; may be repeated.")] = None,
    article: Annotated[list[str] | None, typer.Option(help="Only this article, by its id; may be repeated.")] = None,
    collection: Annotated[
        str | None, typer.Option(help="Only the articles of this collection of the chat, in place of other bounds.")
    ] = None,
    top_k: Annotated[int | None, typer.Option(help="Passages to read.")] = None,
) -> None:
    """Answer a question from the articles, with the sentences it rests on."""
    settings: Settings = context.obj
    if style is not None:
        if style not in ("extract", "free"):
            raise InputError(f"There is no style '{style}'. Use extract or free.")
        settings = settings.model_copy(update={"style": cast("Style", style)})
    filters = Filters.parse(published_from, published_to, outlet or (), kind or (), article or ())
    if collection is not None:
        from ui.library.collected import collected

        filters = collected(collection, filters, settings)

    from rag.engine import Engine

    def respond(asked: str) -> Answer:
        *_, last = Engine.of(settings).stream(asked, filters=filters, top_k=top_k, settings=settings)
        return cast(Answer, last)

    if question is not None:
        result = respond(question)
        say_json(result.to_json()) if as_json else say(str(result))
        return
    # An index that is not there fails once, not once a line.
    Engine.of(settings)
    if sys.stdin.isatty():
        complain("One question a line, please; Ctrl-D ends.")
    failed = 0
    for line in _lines():
        try:
            result = respond(line)
            say_json(result.to_json()) if as_json else say(f"{result}\n")
        except CitewireError as error:
            failed += 1
            say_json({"question": line, "error": str(error)}) if as_json else complain(str(error))
    if failed:
        raise typer.Exit(1)


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")
