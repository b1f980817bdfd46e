"""The vector cache: what an unfinished rebuild has embedded, by the hash of each text, so that the next one goes on."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoding.encoder import Encoder

CACHE_FILE = "unfinished.sqlite3"


class VectorCache:
    """Keeps vectors of one encoder in a file of its own beside the store, whose one transaction a kill rolls back.

    The file is there to save time only: one that cannot be read is made anew.
    """

    def __init__(self, folder: Path, encoder: str) -> None:
        """Name folder and encoder; nothing is read or made yet."""
        self._path = folder / CACHE_FILE
        self._encoder = encoder

    def encode(self, keys: Sequence[bytes], texts: Sequence[str], encoder: Encoder) -> tuple[NDArray[np.float32], int]:
        """Return the vectors, shape [len(texts), dimension], of texts by their keys, and how many of them are new.

        New ones are on the disk before this returns.
        """
        with closing(self._open()) as connection:
            known = self._known(connection, keys)
            missing = [place for place, key in enumerate(keys) if key not in known]
            if missing:
                vectors = encoder.encode([texts[place] for place in missing])
                fresh = {keys[place]: vector for place, vector in zip(missing, vectors, strict=True)}
                connection.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                    ((key, self._encoder, vector.tobytes()) for key, vector in fresh.items()),
                )
                connection.commit()
                known |= fresh
        return np.stack([known[key] for key in keys]), len(missing)

    def clear(self) -> None:
        """Delete the file: what it held has been committed."""
        for suffix in ("", "-journal"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _known(self, connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        marks = ", ".join("?" * len(keys))
        rows = connection.execute(
            f"SELECT key, vector FROM vectors WHERE encoder = ? AND key IN ({marks})", [self._encoder, *keys]
        )
        return {key: np.frombuffer(vector, np.float32) for key, vector in rows}

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError:
            self.clear()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        try:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB, encoder TEXT, vector BLOB, PRIMARY KEY (key, encoder))"
            )
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection
