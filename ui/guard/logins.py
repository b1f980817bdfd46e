"""The logins: the names that may use the chat, each with its password as a scrypt hash."""

import hmac
import re
import secrets
from collections import OrderedDict
from collections.abc import Iterable
from hashlib import scrypt, sha256
from pathlib import Path
from typing import Final, Self

from anyio import CapacityLimiter, to_thread

from rag import InputError
from ui import texts

# OWASP's parameters for 16 MB of memory: a fifth of a second for each guess.
_COST: Final = {"n": 2**14, "r": 8, "p": 5}
_MEMORY: Final = 64 * 1024 * 1024
_HASH: Final = re.compile(r"scrypt\$([0-9a-f]{32})\$([0-9a-f]{64})")
_LONGEST: Final = 1024
_MOST_KNOWN: Final = 1000


def hashed(password: str) -> str:
    """Return a password as it is kept: a random salt, and the hash of both."""
    salt = secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${_derived(password, salt).hex()}"


class Logins:
    """Names with hashed passwords; a check takes its time in a thread of its own, one at a time."""

    def __init__(self, hashes: dict[str, str]) -> None:
        self._hashes = hashes
        # A name that is none takes as long as one that is, so that the time tells nothing.
        self._nobody = hashed(secrets.token_hex(16))
        self._one = CapacityLimiter(1)
        # Programs send the password with every request; what was right once is known again by a keyed digest.
        self._key = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, None] = OrderedDict()

    @classmethod
    def parse(cls, lines: Iterable[str], *, plain: bool) -> Self:
        """Read one NAME:PASSWORD or NAME:HASH a line, with `plain` False hashes alone; InputError for anything else."""
        hashes: dict[str, str] = {}
        for line in filter(None, map(str.strip, lines)):
            name, _, password = line.partition(":")
            if not name or not password or len(password) > _LONGEST or name in hashes:
                raise InputError(texts.WRONG_AUTH)
            if not _HASH.fullmatch(password) and not plain:
                raise InputError(texts.not_hashed(name))
            hashes[name] = password if _HASH.fullmatch(password) else hashed(password)
        return cls(hashes)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read the logins of a file, one NAME:HASH a line; raises InputError where it cannot be read or holds none."""
        try:
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(texts.no_auth_file(str(file), str(error))) from error
        logins = cls.parse(lines, plain=False)
        if not logins._hashes:
            raise InputError(texts.no_auth_file(str(file), texts.NO_LOGINS))
        return logins

    def __or__(self, other: "Logins") -> "Logins":
        """Return the logins of both; where a name stands in both, the other's password counts."""
        return Logins(self._hashes | other._hashes)

    async def accept(self, name: str, password: str) -> bool:
        """Return whether the password belongs to the name."""
        digest = hmac.digest(self._key, f"{name}:{password}".encode(errors="surrogatepass"), "sha256")
        if digest in self._known:
            return True
        if not await to_thread.run_sync(self._matches, name, password[:_LONGEST], limiter=self._one):
            return False
        self._known[digest] = None
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
        return True

    def _matches(self, name: str, password: str) -> bool:
        found = _HASH.fullmatch(self._hashes.get(name, self._nobody))
        assert found is not None
        salt, key = map(bytes.fromhex, found.groups())
        return hmac.compare_digest(_derived(password, salt), key) and name in self._hashes


def _derived(password: str, salt: bytes) -> bytes:
    # Hashed first, so that a character that is none in UTF-8 needs no rule of its own.
    given = sha256(password.encode(errors="surrogatepass")).digest()
    return scrypt(given, salt=salt, maxmem=_MEMORY, dklen=32, **_COST)
