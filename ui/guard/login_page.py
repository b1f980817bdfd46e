"""The login page: a form and nothing else, so that nothing of the chat is open to whoever has no name here."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ui import texts
from ui.guard.logins import Logins
from ui.guard.place import place_of
from ui.guard.sessions import Sessions

_STYLE: Final = (
    "body{font:16px system-ui,sans-serif;max-width:20rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}"
    "label,input,button{display:block;width:100%;box-sizing:border-box}label{margin-top:1rem}"
    "input,button{font:inherit;padding:.5rem;margin-top:.25rem}button{margin-top:1.5rem}"
)
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def login_routes(logins: Logins | None, sessions: Sessions) -> APIRouter:
    """Return the routes by which a session begins and ends."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/login")
    def login_page(request: Request) -> Response:
        if logins is None or sessions.holds(request):
            return _to_page(request)
        return _page(place_of(request.scope["query_string"]))

    @routes.post("/login")
    async def login(
        request: Request, username: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
    ) -> Response:
        if logins is not None and not await logins.accept(username, password):
            return _page(place_of(request.scope["query_string"]), texts.WRONG_LOGIN, 401)
        response = _to_page(request)
        if logins is not None:
            sessions.begin(response, secure=request.url.scheme == "https")
        return response

    @routes.post("/logout")
    def logout(request: Request) -> Response:
        response = RedirectResponse("/login", 303)
        sessions.end(request, response)
        return response

    return routes


def _to_page(request: Request) -> Response:
    """Lead on to the page, to where its reader wanted to go before the login."""
    return RedirectResponse(f"/{place_of(request.scope['query_string'])}", 303)


def _page(place: str, words: str = "", status: int = 200) -> Response:
    said = f'<p role="alert">{escape(words)}</p>' if words else ""
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{texts.TITLE}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f'<main><h1>{texts.TITLE}</h1>{said}<form method="post" action="/login{place}">'
        f'<label>{texts.NAME}<input name="username" autocomplete="username" required autofocus></label>'
        f'<label>{texts.PASSWORD}<input name="password" type="password" required'
        f' autocomplete="current-password"></label>'
        f"<button>{texts.LOG_IN}</button></form></main></body></html>",
        status,
        {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"},
    )
