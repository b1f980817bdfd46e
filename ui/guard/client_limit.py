"""The client limit: how often one client may ask in a minute, and how often give a wrong password."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts
from ui.guard.gate import refusal
from ui.guard.routes import Route, find_route

WRONG_PASSWORDS: Final = RateLimitItemPerMinute(10)
# What asks for no route that there is.
_LOST: Final = Route("", "", "", a_minute=600)


class ClientLimit:
    """Refuses a client that asks too much in a minute with status 429; for a chat that others can reach."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = client_of(scope)
        route = find_route(scope["method"], scope["path"]) or _LOST
        brings_password = "authorization" in Headers(scope=scope) or (route.method, route.path) == ("POST", "/login")
        fast = not self._limiter.hit(RateLimitItemPerMinute(route.a_minute), client, route.method, route.path)
        if fast or (brings_password and not self._limiter.test(WRONG_PASSWORDS, client)):
            await refusal(429, texts.TOO_FAST, {"Retry-After": "60"})(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if brings_password and message["type"] == "http.response.start" and message["status"] == 401:
                self._limiter.hit(WRONG_PASSWORDS, client)
            await send(message)

        await self._app(scope, receive, counted)


def client_of(scope: Scope) -> str:
    """Return where a request came from: the other end of its connection, of IPv6 the network that one client owns.

    A header counts only where it was set by a proxy that the settings name; the server has put it in place by then.
    """
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else host
