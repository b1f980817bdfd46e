"""The routes: all that can be asked for here, by whom, and how large a request may be.

What Gradio mounts beyond these is never reached: it serves files, proxies other hosts and runs events for programs,
none of which the page needs.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from starlette.routing import compile_path

from ui.library.uploads import LARGEST_REQUEST

KILOBYTE: Final = 1024
# Of a request without a body, a few bytes are let through: some clients send an empty object.
_NO_BODY: Final = KILOBYTE


class Caller(Enum):
    """Who may ask for a route."""

    ANYONE = "anyone"
    VISITOR = "whoever is logged in, or anyone on this machine where no login is set"


@dataclass(frozen=True, slots=True)
class Route:
    """One route; `largest` counts the bytes of a body, `a_minute` the requests of one client where others reach us."""

    method: str
    path: str
    purpose: str
    caller: Caller = Caller.VISITOR
    largest: int = _NO_BODY
    a_minute: int = 1200
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compile_path(self.path)[0])


ROUTES: Final = (
    Route("GET", "/healthz", "whether the index can be read", Caller.ANYONE),
    Route("GET", "/login", "the login page", Caller.ANYONE),
    Route("POST", "/login", "name and password", Caller.ANYONE, 4 * KILOBYTE),
    Route("POST", "/logout", "ends one session"),
    Route("GET", "/", "the page"),
    Route("HEAD", "/", "the page"),
    Route("GET", "/favicon.ico", "the page's files"),
    Route("GET", "/theme.css", "the page's files"),
    # One that opens the page for the first time asks for some sixty of them.
    Route("GET", "/assets/{name:path}", "the page's files", a_minute=6000),
    Route("GET", "/static/{name:path}", "the page's files", a_minute=6000),
    Route("GET", "/gradio_api/app_id", "whether the server is still the one that served the page"),
    # A pasted article comes this way too. A question takes some ten calls, an open page thirty a minute at most, and
    # behind one address there may be an office.
    Route("POST", "/gradio_api/component_server/", "the page's calls", largest=6 * KILOBYTE * KILOBYTE, a_minute=3000),
    # Each file comes by itself.
    Route("POST", "/gradio_api/upload", "takes article files", largest=LARGEST_REQUEST, a_minute=600),
    Route("GET", "/api/openapi.json", "the API's description"),
    Route("POST", "/api/answer", "an answer", largest=256 * KILOBYTE, a_minute=60),
    Route("GET", "/api/articles", "the list of articles"),
    Route("GET", "/api/articles/{article_id}", "one article"),
    Route("GET", "/api/collections", "the list of collections"),
)


def find_route(method: str, path: str) -> Route | None:
    """Return the route of a request, None where there is none; no part of a path is empty or begins with a dot."""
    if re.search(r"[/\\][./\\]", path):
        return None
    return next((route for route in ROUTES if route.method == method and route.pattern.match(path)), None)
