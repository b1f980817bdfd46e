"""`python -m ui` is `citewire chat`."""

import typer

from ui.command import chat


def main() -> None:
    """Run the chat with the options of the command line."""
    typer.run(chat)


if __name__ == "__main__":
    main()
