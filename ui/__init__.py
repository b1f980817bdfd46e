"""The chat: questions on the left, the sentences they rest on at the right."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.page.page import build_chat
    from ui.server.server import launch

__all__ = ["build_chat", "launch"]


def __getattr__(name: str) -> Any:
    """Load the page's libraries, which takes seconds, only for a caller that builds or serves the page."""
    if name == "build_chat":
        from ui.page.page import build_chat

        return build_chat
    if name == "launch":
        from ui.server.server import launch

        return launch
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
