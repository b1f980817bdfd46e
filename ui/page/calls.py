"""Calls: how the page asks the server, by name and with plain strings and numbers alone."""

import inspect
import logging
from collections.abc import Callable
from typing import Annotated, Any, NotRequired

from pydantic import ConfigDict, StringConstraints, ValidationError, validate_call
from typing_extensions import TypedDict

from rag import CitewireError
from ui import texts

log = logging.getLogger(f"citewire.{__name__}")

Told = dict[str, Any]
# A browser is known by a long random name of its own making, a conversation by one that the server made.
Visitor = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{0,64}$")]
# Of a page that stood open while the chat was brought up to date, `articles` and `collection` may be missing.
Bounds = TypedDict(
    "Bounds",
    {
        "from": str,
        "to": str,
        "outlets": list[str],
        "kinds": list[str],
        "articles": NotRequired[list[str]],
        "collection": NotRequired[Key],
    },
)
_STRICT = ConfigDict(strict=True)


def call(action: Callable[..., Any]) -> Callable[[Any], Any]:
    """Return `action` as Gradio's `server_functions` take it: one object of named fields in, one object out.

    Fields that the action does not have, or of other types, are refused. What goes wrong comes back as `trouble`, in
    words for the reader.
    """
    checked = validate_call(config=_STRICT)(action)
    # The page says with every call who it is, and most actions do not ask.
    asks_who = "visitor" in inspect.signature(action).parameters

    def known(fields: Any) -> dict[str, Any]:
        return {name: value for name, value in fields.items() if asks_who or name != "visitor"}

    def run(fields: Any) -> Any:
        try:
            return checked(**known(fields))
        except Exception as error:
            return _told(error)

    async def wait(fields: Any) -> Any:
        try:
            return await checked(**known(fields))
        except Exception as error:
            return _told(error)

    chosen = wait if inspect.iscoroutinefunction(action) else run
    chosen.__name__ = action.__name__
    return chosen


def _told(error: Exception) -> Told:
    if isinstance(error, CitewireError):
        return {"trouble": str(error)}
    if not isinstance(error, ValidationError | TypeError | AttributeError):
        log.error("the page could not be served", exc_info=error)
    return {"trouble": texts.UNEXPECTED_HERE}
