"""Amendments: what a person says of an article in place of what its file says, kept by the file's path."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from embeddings.article import Article


def keep_amendments(connection: sqlite3.Connection, folder: str, path: str, fields: Mapping[str, str | None]) -> None:
    """Keep the fields of the article at `path`; None keeps that it has none."""
    connection.executemany(
        "INSERT OR REPLACE INTO amendments VALUES (?, ?, ?, ?)",
        ((folder, path, name, value) for name, value in fields.items()),
    )


def amended(connection: sqlite3.Connection, article: Article, folder: str, path: str) -> Article:
    """Return an article as it was amended."""
    rows = connection.execute("SELECT field, value FROM amendments WHERE folder = ? AND path = ?", [folder, path])
    said: dict[str, Any] = dict(rows.fetchall())
    if "published" in said:
        said["published"] = date.fromisoformat(said["published"]) if said["published"] else None
    return replace(article, **said)
