"""The screen: what goes to standard output, what to standard error."""

import json
import sys
from typing import Any

from rich.console import Console


def console(*, to_errors: bool = False) -> Console:
    """Return a console on standard output or error; markup in article text is shown, not obeyed."""
    console = Console(stderr=to_errors, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        # Where a program reads along, a headline stays on its line.
        console.width = 1000
    return console


def say(text: str) -> None:
    """Print a line to standard output at once."""
    print(text, flush=True)


def say_json(value: Any) -> None:
    """Print a value as one line of JSON at once."""
    say(json.dumps(value, ensure_ascii=False))


def complain(text: str) -> None:
    """Print a message to standard error."""
    print(text, file=sys.stderr, flush=True)
