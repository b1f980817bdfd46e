"""`citewire watch`: the index kept up to date with a folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citewire.cli.library import complain_of, summary
from citewire.cli.screen import complain, say
from rag import CitewireError

if TYPE_CHECKING:
    from rag import Settings


def watch(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Folder of articles; by default the one in force.")] = None,
) -> None:
    """Keep the index up to date: rebuild whenever files of the folder change, until you press Ctrl-C."""
    from embeddings.intake.watching import watch as reports

    settings: Settings = context.obj
    say("Watching; press Ctrl-C to end.")
    for report in reports(folder, settings=settings):
        if isinstance(report, CitewireError):
            complain(str(report))
        elif report.added or report.changed or report.removed:
            complain_of(report)
            say(summary(report))
