"""`citewire login`: makes a line for the file that `citewire chat --auth-file` reads."""

from typing import Annotated

import typer

from citewire.cli.screen import say
from rag import InputError
from ui import texts
from ui.guard.logins import hashed


def login(name: Annotated[str, typer.Argument(help="Name of a visitor.")]) -> None:
    """Ask for a visitor's password and print the line that lets them log in; add it to the file of --auth-file."""
    if not name.strip() or ":" in name:
        raise InputError(texts.WRONG_NAME)
    password = typer.prompt(texts.PASSWORD, hide_input=True, confirmation_prompt=True, err=True)
    say(f"{name.strip()}:{hashed(password)}")
