"""`citewire cases`: votes of the chat as evaluation cases."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag import InputError
from ui import texts

if TYPE_CHECKING:
    from rag import Settings


def cases(
    context: typer.Context,
    output: Annotated[Path | None, typer.Option(help="File to write, .jsonl; without it, standard output.")] = None,
) -> None:
    """Turn answers that were marked right or wrong in the chat into evaluation cases, one JSON object a line."""
    from ui.cases import cases as cases_of
    from ui.storage import Votes

    settings: Settings = context.obj
    if not settings.index.is_dir():
        raise InputError(texts.no_votes(str(settings.index)))
    votes = list(Votes(settings).all())
    lines = [json.dumps(case, ensure_ascii=False) for case in cases_of(votes)]
    text = "".join(f"{line}\n" for line in lines)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    print(texts.cases_made(len(lines), len(votes)), file=sys.stderr)
