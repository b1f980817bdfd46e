"""The guard: what every request passes before it is served."""

from typing import Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts

# The page is made of its own files and of scripts in its own markup; nothing may come from, or go to, another host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none';"
    " base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# For each client, by what a request asks for; the first that fits counts. Opening the page takes some thirty requests.
LIMITS: Final = (
    ("POST", "/login", "10/minute"),
    ("POST", "/api/", "60/minute"),
    ("POST", "/gradio_api/queue/join", "60/minute"),
    ("POST", "/gradio_api/upload", "60/minute"),
    ("", "/", "1200/minute"),
)
# For each client, requests that bring a wrong password along.
WRONG_PASSWORDS: Final = "10/minute"


class SafeHeaders:
    """Tells the browser to load nothing from elsewhere, so that no article could make it, even by a fault of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back gets the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class ClientLimit:
    """Refuses a client that asks too much in a minute with status 429; for a chat that others can reach."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limits = [(method, path, parse(limit)) for method, path, limit in LIMITS]
        self._wrong = parse(WRONG_PASSWORDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        path, limit = self._limit(scope)
        client = scope["client"][0] if scope.get("client") else ""
        if not self._limiter.hit(limit, client, path):
            return await _refusal(limit)(scope, receive, send)
        if "authorization" not in Headers(scope=scope):
            return await self._app(scope, receive, send)
        if not self._limiter.test(self._wrong, client):
            return await _refusal(self._wrong)(scope, receive, send)

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 401:
                self._limiter.hit(self._wrong, client)
            await send(message)

        return await self._app(scope, receive, counted)

    def _limit(self, scope: Scope) -> tuple[str, RateLimitItem]:
        fitting = (
            (path, limit)
            for method, path, limit in self._limits
            if method in ("", scope["method"]) and scope["path"].startswith(path)
        )
        return next(fitting)


def _refusal(limit: RateLimitItem) -> JSONResponse:
    return JSONResponse({"detail": texts.TOO_FAST}, 429, {"Retry-After": str(limit.get_expiry())})
