"""The frames of suggested questions that no sentence gives."""

from typing import Final

FOLLOW_UPS: Final = "Ask next"


def ask_said(name: str, *, again: bool) -> str:
    """Ask what somebody said, or what else."""
    return f"What else did {name} say?" if again else f"What did {name} say?"


def ask_who(name: str) -> str:
    """Ask who somebody is."""
    return f"Who is {name}?"


def ask_known(name: str) -> str:
    """Ask what the articles know of a name."""
    return f"What is known about {name}?"
