"""The gate: the one place that every request passes, and where it is refused before anything reads its body."""

import logging
from base64 import b64decode
from binascii import Error as NoBase64

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui import texts
from ui.guard.access import Access
from ui.guard.origin import names_this_server, of_this_server
from ui.guard.place import place_of
from ui.guard.routes import ROUTES, Caller, Route, find_route
from ui.guard.sessions import Sessions
from ui.server.address import Address

log = logging.getLogger(f"citewire.{__name__}")

_API = "/api/"


class Gate:
    """Lets through what a known route, this server's name, its own page and a login allow, within the route's size."""

    def __init__(self, app: ASGIApp, *, address: Address, access: Access, sessions: Sessions) -> None:
        self._app = app
        self._address = address
        self._access = access
        self._sessions = sessions
        self._limited = {route.path: RequestBodyLimitMiddleware(app, max_body_size=route.largest) for route in ROUTES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            app = await self._answer(scope)
            await app(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope) -> ASGIApp:
        """Return what answers a request: the application behind the gate, or a refusal."""
        if not names_this_server(scope, self._address, self._access.origins):
            return refusal(400, texts.OTHER_HOST)
        if not of_this_server(scope, self._access.origins):
            return refusal(403, texts.OTHER_ORIGIN)
        route = find_route(scope["method"], scope["path"])
        if route is None:
            return refusal(404, texts.NO_ROUTE)
        if not await self._may(route, HTTPConnection(scope)):
            return _login_wanted(route, scope["query_string"])
        if route.path == "/":
            # Gradio would read a saved state of the page from the path that a query names.
            scope["query_string"] = b""
        return self._limited[route.path]

    async def _may(self, route: Route, request: HTTPConnection) -> bool:
        """Return whether the route is open, or asked for by somebody who is logged in."""
        logins = self._access.logins
        if logins is None or route.caller is Caller.ANYONE or self._sessions.holds(request):
            return True
        # Programs have no session; they bring name and password along.
        given = _basic(request.headers.get("authorization", "")) if route.path.startswith(_API) else None
        return given is not None and await logins.accept(*given)


def refusal(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    """Return a refusal in words; what is left of its request is not read, so the connection carries no other."""
    log.info("request refused with status %d: %s", status, words)
    return JSONResponse({"detail": words}, status, {"Connection": "close", **(headers or {})})


def _login_wanted(route: Route, query: bytes) -> Response:
    if route.path == "/":
        return RedirectResponse(f"/login{place_of(query)}", 303)
    asks = {"WWW-Authenticate": 'Basic realm="citewire", charset="UTF-8"'} if route.path.startswith(_API) else {}
    return refusal(401, texts.LOGIN_WANTED, asks)


def _basic(header: str) -> tuple[str, str] | None:
    """Return the name and password of an Authorization header of the kind Basic."""
    kind, _, value = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, colon, password = b64decode(value.strip(), validate=True).decode().partition(":")
    except (NoBase64, ValueError):
        return None
    return (name, password) if colon else None
