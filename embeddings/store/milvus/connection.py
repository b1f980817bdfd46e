"""The connection to Milvus: what URLs name, the client for them, and what its errors mean."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.errors import CitewireError, IndexBusy, InputError, StoreUnavailable

if TYPE_CHECKING:
    from pymilvus import MilvusClient

_SCHEMES = ("milvus://", "http://", "https://")
_PORT = 19530
_TIMEOUT_S = 10
_LOCAL = ".db"
_PACKAGES = "'milvus-lite>=3.2,<4' 'pymilvus>=3.0,<4'"
# The code of the client for a server that does not answer.
_UNREACHABLE = 2


class Connection:
    """Names a server by `milvus://HOST[:PORT]`, `http://` or `https://`, or a file of milvus-lite by a path to .db.

    The client is made at the first use and shared between threads.
    """

    def __init__(self, url: str) -> None:
        """Take the URL; raises `InputError` for one that names no Milvus store."""
        self.url = url
        self._file = Path(url) if "://" not in url and url.endswith(_LOCAL) else None
        if self._file is None and not url.startswith(_SCHEMES):
            raise InputError(
                f"{url!r} names no store. Set CITEWIRE_STORE to milvus://HOST:PORT, an http:// or https:// URL or a "
                "path that ends in .db, or unset it to use SQLite."
            )
        self._lock = threading.Lock()
        self._client: MilvusClient | None = None

    @property
    def absent(self) -> bool:
        """Whether the store is a file that is not there; asking for it does not make it."""
        return self._file is not None and not self._file.exists()

    def client(self) -> "MilvusClient":
        """Return the client, connected; raises `StoreUnavailable` without pymilvus or a server that answers."""
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def close(self) -> None:
        """Disconnect; the next use connects again."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn errors of Milvus into errors that name what mends them."""
        with importable():
            from pymilvus import MilvusException

        try:
            yield
        except MilvusException as error:
            if error.code == _UNREACHABLE or "unavailable" in str(error).lower():
                raise StoreUnavailable(
                    f"The Milvus store {self.url} cannot be reached. Check that it runs and that CITEWIRE_STORE names "
                    "it, or unset CITEWIRE_STORE to use SQLite."
                ) from error
            if self._file is not None and self._client is None:
                raise IndexBusy(
                    f"The store {self.url} cannot be opened ({error.message}). A file serves one program at a time: "
                    "try again when no other has it open, or run a Milvus server."
                ) from error
            raise CitewireError(
                f"The Milvus store {self.url} refused ({error.message}). Try again; where that does not help, "
                "publish it anew: citewire rebuild --full"
            ) from error

    def _connect(self) -> "MilvusClient":
        with importable():
            from pymilvus import MilvusClient
        # Its errors are explained here; its own log would print a traceback for each.
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
        if self._file is None:
            return MilvusClient(_address(self.url), timeout=_TIMEOUT_S)
        with importable():
            import milvus_lite  # noqa: F401
        self._file.parent.mkdir(parents=True, exist_ok=True)
        return MilvusClient(str(self._file), timeout=_TIMEOUT_S)


@contextmanager
def importable() -> Iterator[None]:
    """Turn a missing pymilvus into an error that names the command to install it."""
    try:
        yield
    except ImportError as error:
        raise StoreUnavailable(
            f"CITEWIRE_STORE names a Milvus store, and {error.name} is not installed: pip install {_PACKAGES}"
        ) from error


def _address(url: str) -> str:
    if not url.startswith("milvus://"):
        return url
    host = url.removeprefix("milvus://").rstrip("/")
    return f"http://{host}" if ":" in host.rsplit("@", 1)[-1] else f"http://{host}:{_PORT}"
