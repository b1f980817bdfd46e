"""The origin: whether a request comes from this server's own page or from no page at all."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from ui.server.address import Address, is_loopback


def of_this_server(scope: Scope, origins: Collection[str]) -> bool:
    """Return whether a request may be served, by what browsers say of the page it comes from.

    A page of another site, or of another port of this machine, may link to the chat and do nothing else, unless
    `origins` names it. A program that is no browser sends neither header and passes.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin in origins:
        return True
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and not _follows_link(scope, headers):
        return False
    return origin is None or origin == f"{scope['scheme']}://{headers.get('host', '')}"


def names_this_server(scope: Scope, address: Address, origins: Collection[str]) -> bool:
    """Return whether the host that a request names is one of this server's names.

    A page elsewhere whose name is made to point here must not read the articles. An open host has names that only its
    network knows; there the login stands in the way.
    """
    if not is_loopback(address.host):
        return True
    named = _host(f"//{Headers(scope=scope).get('host', '')}")
    return is_loopback(named) or named == address.host or named in map(_host, origins)


def _follows_link(scope: Scope, headers: Headers) -> bool:
    opens_page = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return opens_page and scope["method"] == "GET" and scope["path"] == "/"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
