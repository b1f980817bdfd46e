"""The access: who may use the chat, and what is believed of the way a request came."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from rag import InputError
from ui import texts
from ui.guard.logins import Logins


@dataclass(frozen=True, slots=True)
class Access:
    """Without `logins`, everyone whom the address lets in may use the chat.

    `proxies` are the addresses of proxies whose word is taken for where a request came from and whether it came by
    TLS. `origins` ("https://news.example.org") are those under which the chat is reached beside its own address, or
    whose pages may call it.
    """

    logins: Logins | None = None
    proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for origin in self.origins:
            parts = urlsplit(origin)
            if (
                parts.scheme not in ("http", "https")
                or not parts.hostname
                or origin != f"{parts.scheme}://{parts.netloc}"
            ):
                raise InputError(texts.no_origin(origin))
