"""The safe headers: what a browser is told it may load, and that it shows the page to nobody else."""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The page is made of its own files and of scripts in its own markup, each named by its hash; nothing may come from,
# or go to, another host. Gradio builds its own scripts for the page from text, and sets styles on single elements.
_POLICY: Final = (
    "default-src 'self'; script-src 'self' {scripts} 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; object-src 'none';"
    " base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    # A form that is sent without a referrer would not say which page it stands on either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_SCRIPT: Final = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


class SafeHeaders:
    """Tells the browser to load nothing from elsewhere, so that no article could make it, even by a fault of ours."""

    def __init__(self, app: ASGIApp, *, script: str) -> None:
        """Take the script that the page adds to its own markup while it loads."""
        self._app = app
        self._script = f"<script>{script}</script>".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back gets the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == "/":
            # A packed page could not be read for its scripts.
            scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        started: Message = {}
        page = bytearray()

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name in [name for name in headers if name.startswith("access-control-")]:
                    del headers[name]
                for name, value in HEADERS.items():
                    headers[name] = value
                if headers.get("content-type", "").startswith("text/html") and "content-security-policy" not in headers:
                    # The hashes of its scripts are known once all of the page is here.
                    started = message
                    return
                headers.setdefault("content-security-policy", _POLICY.format(scripts=""))
            elif started:
                page.extend(message.get("body", b""))
                if message.get("more_body"):
                    return
                MutableHeaders(scope=started)["content-security-policy"] = _POLICY.format(
                    scripts=_hashes(bytes(page) + self._script)
                )
                await send(started)
                message = {"type": "http.response.body", "body": bytes(page)}
            await send(message)

        await self._app(scope, receive, with_headers)


def _hashes(page: bytes) -> str:
    """Return the hashes of the scripts in a page's own markup, as a policy names them."""
    digests = (b64encode(sha256(script).digest()).decode() for script in _SCRIPT.findall(page))
    return " ".join(f"'sha256-{digest}'" for digest in dict.fromkeys(digests))
