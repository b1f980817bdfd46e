"""The gate: the one place that every request passes, and where it is refused before anything reads its body."""

from collections.abc import Collection

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui import texts
from ui.guard.origin import names_this_server, of_this_server
from ui.guard.routes import ROUTES, find_route
from ui.server.address import Address


class Gate:
    """Lets through what a known route, this server's own name and its own page ask for, within the route's size."""

    def __init__(self, app: ASGIApp, *, address: Address, origins: Collection[str] = ()) -> None:
        self._app = app
        self._address = address
        self._origins = frozenset(origins)
        self._limited = {route.path: RequestBodyLimitMiddleware(app, max_body_size=route.largest) for route in ROUTES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            await self._answer(scope)(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _answer(self, scope: Scope) -> ASGIApp:
        """Return what answers a request: the application behind the gate, or a refusal."""
        if not names_this_server(scope, self._address, self._origins):
            return _refusal(400, texts.OTHER_HOST)
        if not of_this_server(scope, self._origins):
            return _refusal(403, texts.OTHER_ORIGIN)
        route = find_route(scope["method"], scope["path"])
        if route is None:
            return _refusal(404, texts.NO_ROUTE)
        if route.path == "/":
            # Gradio would read a saved state of the page from the path that a query names.
            scope["query_string"] = b""
        return self._limited[route.path]


def _refusal(status: int, words: str) -> Response:
    # What is left of the request is not read, so the connection cannot carry another.
    return JSONResponse({"detail": words}, status, {"Connection": "close"})
