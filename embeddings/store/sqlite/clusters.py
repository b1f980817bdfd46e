"""The clusters of near-duplicates in the SQLite store."""

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from embeddings.store.near_duplicates import bands, near_duplicates


class Clusters:
    """Finds the cluster of each new passage, through the connection of the edit that adds it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection in a write transaction."""
        self._connection = connection

    def find(self, body: str) -> tuple[int | None, list[int]]:
        """Return the cluster of the passages that `body` nearly repeats, None where there are none, and its bands."""
        keys = bands(body)
        rows = self._connection.execute(
            "SELECT DISTINCT cluster FROM bands WHERE band IN (SELECT value FROM json_each(?))", [json.dumps(keys)]
        )
        for cluster in sorted(name for (name,) in rows.fetchall()):
            member = self._connection.execute(
                "SELECT body FROM passages WHERE id = :it"
                " UNION ALL SELECT body FROM passages WHERE cluster = :it LIMIT 1",
                {"it": cluster},
            ).fetchone()
            if member is None:
                # All passages of it are gone.
                self._connection.execute(
                    "DELETE FROM bands WHERE cluster = ? AND band IN (SELECT value FROM json_each(?))",
                    [cluster, json.dumps(keys)],
                )
            elif near_duplicates(member[0], body):
                return cluster, keys
        return None, keys

    def open(self, cluster: int, keys: Sequence[int]) -> None:
        """Make the passage with this id and these bands the first of a cluster of its own."""
        self._connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", ((key, cluster) for key in keys))

    def forget_empty(self) -> None:
        """Drop the bands of clusters whose passages are all gone."""
        self._connection.execute("DELETE FROM bands WHERE cluster NOT IN (SELECT ifnull(cluster, id) FROM passages)")


def copies(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return for each passage that has near-duplicates the ids of these, in ascending order."""
    rows = connection.execute(
        "WITH wanted AS (SELECT id, ifnull(cluster, id) AS it FROM passages"
        " WHERE id IN (SELECT value FROM json_each(?)))"
        " SELECT w.id, p.id FROM wanted AS w JOIN passages AS p ON p.cluster = w.it WHERE p.id != w.id"
        " UNION ALL SELECT w.id, p.id FROM wanted AS w JOIN passages AS p ON p.id = w.it WHERE p.id != w.id"
        " ORDER BY 1, 2",
        [json.dumps([int(one) for one in ids])],
    )
    return {one: tuple(other for _, other in pairs) for one, pairs in groupby(rows, itemgetter(0))}
