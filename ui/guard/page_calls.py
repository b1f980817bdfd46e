"""The page's calls: each is read here, strictly, and written anew before Gradio sees it.

Gradio takes a call as a form with files in it too, and hands to an action whatever JSON it finds. So a call is let
through only as one object of plain values, for an action that the page has.
"""

import json
from collections.abc import Collection
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts

CALL: Final = "/gradio_api/component_server/"
# Bytes of a call, but for the one that brings a pasted article.
LARGEST: Final = 64 * 1024
PASTE: Final = "paste"

# A number that is too large for a browser is none of the page's, and none for the storage.
Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]
Plain = str | Whole | float | bool
Particular = Plain | list[str] | dict[str, Plain | list[str]]


class _Call(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    component_id: int
    fn_name: str
    session_hash: str = Field(pattern=r"^[0-9a-z]{1,32}$")
    data: dict[str, Particular] = Field(max_length=20)


class PageCalls:
    """Checks what the page's calls bring along; everything else passes."""

    def __init__(self, app: ASGIApp, *, component: int, actions: Collection[str]) -> None:
        """Take the number of the component that the page is, and the names of the actions that it has."""
        self._app = app
        self._component = component
        self._actions = frozenset(actions)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on in its checked form, or refuse it with status 422."""
        app = self._app
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == CALL:
            try:
                checked = self._checked(await Request(scope, receive).body())
            except ValueError:
                app = JSONResponse({"detail": texts.NO_EVENT}, 422)
            else:
                scope, receive = _rewritten(scope, receive, checked)
        await app(scope, receive, send)

    def _checked(self, body: bytes) -> bytes:
        """Return the call as it was understood; raises ValueError for one that the page would not send."""
        call = _Call.model_validate_json(body)
        if (
            call.component_id != self._component
            or call.fn_name not in self._actions
            or (call.fn_name != PASTE and len(body) > LARGEST)
        ):
            raise ValueError(call.fn_name)
        return json.dumps(call.model_dump()).encode()


def _rewritten(scope: Scope, receive: Receive, body: bytes) -> tuple[Scope, Receive]:
    """Return a request with another body."""
    told = False
    headers = MutableHeaders(raw=list(scope["headers"]))
    headers["content-length"], headers["content-type"] = str(len(body)), "application/json"

    async def receive_rewritten() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return {**scope, "headers": headers.raw}, receive_rewritten
