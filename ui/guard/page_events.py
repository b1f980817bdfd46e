"""The page's events: each is read here, strictly, and written anew before Gradio sees it.

Gradio takes any object with a path in it for a file, wherever it stands, and copies that file to where it serves from.
So nothing but plain values is let through, and a file only as what this server itself handed out for an upload.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts
from ui.guard.incoming import Incoming

QUICK: Final = "/gradio_api/run/predict"
QUEUED: Final = "/gradio_api/queue/join"
# Bytes of an event, but for the one that brings a pasted article.
LARGEST: Final = 64 * 1024
PASTE: Final = "paste"

Plain = str | int | float | bool | None
Particular = Plain | list[Plain] | dict[str, Plain | list[Plain]]


class _File(BaseModel):
    """A file as the page names it; what else it says of it is not believed."""

    path: str


class _Event(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    fn_index: int
    session_hash: str = Field(pattern=r"^[0-9a-z]{1,32}$")
    trigger_id: int | None = None
    data: list[Plain | list[_File] | list[Plain]] = Field(max_length=50)
    event_data: Plain | dict[str, Particular] = None


@dataclass(frozen=True, slots=True)
class _Action:
    """What an event of the page takes: of each input whether it is `plain`, a `file`, or `held` by the server."""

    inputs: tuple[str, ...]
    path: str
    pastes: bool

    @classmethod
    def all_of(cls, page: gr.Blocks) -> Mapping[int, Self]:
        """Return the actions of a page by their number; those that run in the browser alone are left out."""
        return {
            number: cls(
                tuple(map(_kind, action.inputs)),
                QUEUED if action.queue else QUICK,
                any(event == PASTE for _, event in action.targets),
            )
            for number, action in page.fns.items()
            if action.fn is not None
        }


class PageEvents:
    """Checks what the page's events bring along; everything else passes."""

    def __init__(self, app: ASGIApp, *, page: gr.Blocks, incoming: Incoming) -> None:
        self._app = app
        self._actions = _Action.all_of(page)
        self._incoming = incoming

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an event on in its checked form, or refuse it with status 422."""
        app = self._app
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"] in (QUICK, QUEUED):
            try:
                checked = self._checked(await Request(scope, receive).body(), scope["path"])
            except ValueError:
                app = JSONResponse({"detail": texts.NO_EVENT}, 422)
            else:
                scope, receive = _rewritten(scope, receive, checked)
        await app(scope, receive, send)

    def _checked(self, body: bytes, path: str) -> bytes:
        """Return the event as it was understood; raises ValueError for one that the page would not send."""
        event = _Event.model_validate_json(body)
        action = self._actions.get(event.fn_index)
        if action is None or action.path != path or len(event.data) != len(action.inputs):
            raise ValueError(event.fn_index)
        if not action.pastes and len(body) > LARGEST:
            raise ValueError(event.fn_index)
        data = [self._input(kind, value) for kind, value in zip(action.inputs, event.data, strict=True)]
        return json.dumps({**event.model_dump(), "data": data}).encode()

    def _input(self, kind: str, value: Any) -> Any:
        files = isinstance(value, list) and any(isinstance(item, _File) for item in value)
        if files != (kind == "file") or (kind == "held" and value is not None):
            raise ValueError(kind)
        return [self._incoming.file(item.path) for item in value] if files else value


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


def _kind(component: Any) -> str:
    if isinstance(component, gr.State):
        return "held"
    return "file" if isinstance(component, gr.UploadButton | gr.File) else "plain"
