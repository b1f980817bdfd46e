"""The sessions: who is logged in, known by a random cookie, until they log out, stay away or the chat ends."""

import secrets
import time
from collections import OrderedDict
from hashlib import sha256
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import Response

# Seconds without a request after which a session ends.
LONGEST_PAUSE: Final = 12 * 3600
MOST: Final = 10_000


class Sessions:
    """The sessions of one server; of the cookies only digests are held."""

    def __init__(self, port: int) -> None:
        # Browsers send a cookie to all ports of a host.
        self._cookie = f"citewire-{port}"
        self._seen: OrderedDict[str, float] = OrderedDict()

    def begin(self, response: Response, *, secure: bool) -> None:
        """Begin a session with whoever gets the response."""
        token = secrets.token_urlsafe(32)
        self._seen[_digest(token)] = time.monotonic()
        while len(self._seen) > MOST:
            self._seen.popitem(last=False)
        response.set_cookie(self._cookie, token, httponly=True, samesite="lax", secure=secure)

    def holds(self, request: HTTPConnection) -> bool:
        """Return whether a request belongs to a session, which goes on by that."""
        key, now = _digest(request.cookies.get(self._cookie, "")), time.monotonic()
        seen = self._seen.get(key)
        if seen is None or now - seen > LONGEST_PAUSE:
            self._seen.pop(key, None)
            return False
        self._seen[key] = now
        self._seen.move_to_end(key)
        return True

    def end(self, request: HTTPConnection, response: Response) -> None:
        """End the session of this request alone."""
        self._seen.pop(_digest(request.cookies.get(self._cookie, "")), None)
        response.delete_cookie(self._cookie)


def _digest(token: str) -> str:
    return sha256(token.encode(errors="surrogatepass")).hexdigest()
