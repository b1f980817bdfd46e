"""The schema of the SQLite store, and its connections."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

TEXT_COLUMNS = "headline, body, latin"
TOKENIZER = "tokenize = 'porter unicode61 remove_diacritics 2'"
# Views of the full-text index: each stem with how many passages hold it, and each place of it.
VOCABULARY = (
    "CREATE VIRTUAL TABLE stems USING fts5vocab (words, row)",
    "CREATE VIRTUAL TABLE places USING fts5vocab (words, instance)",
)
# The schema of version 3, with which every store begins; `migrations` adds what came later. A passage's id names its
# words and its vector for good: whatever changes them makes a new passage.
SCHEMA = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """
    CREATE TABLE files (
        id INTEGER PRIMARY KEY AUTOINCREMENT, folder TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, problems TEXT NOT NULL, UNIQUE (folder, path)
    )
    """,
    """
    CREATE TABLE copies (
        file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE, n INTEGER NOT NULL, article_id TEXT NOT NULL,
        title TEXT NOT NULL, published TEXT, source TEXT, url TEXT, author TEXT, kind TEXT NOT NULL,
        PRIMARY KEY (file_id, n)
    )
    """,
    "CREATE INDEX copies_article ON copies (article_id, file_id, n)",
    "CREATE TABLE exclusions (article_id TEXT PRIMARY KEY)",
    """
    CREATE TABLE articles (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, published TEXT, source TEXT, url TEXT, author TEXT,
        kind TEXT NOT NULL, folder TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, text TEXT NOT NULL
    )
    """,
    # All that filters ask of an article, so that no text is read for it.
    "CREATE INDEX articles_published ON articles (published, source, kind, id)",
    """
    CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences TEXT NOT NULL,
        headline TEXT NOT NULL, body TEXT NOT NULL, latin TEXT NOT NULL, key BLOB NOT NULL,
        cluster INTEGER
    )
    """,
    "CREATE INDEX passages_article ON passages (article_id, ordinal)",
    "CREATE INDEX passages_key ON passages (key)",
    # A cluster of near-duplicates bears the id of its first passage, which has none of its own.
    "CREATE INDEX passages_cluster ON passages (cluster) WHERE cluster IS NOT NULL",
    # Bands of MinHash, each with the cluster that it leads to.
    "CREATE TABLE bands (band INTEGER PRIMARY KEY, cluster INTEGER NOT NULL)",
    "CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)",
    f"CREATE VIRTUAL TABLE words USING fts5 ({TEXT_COLUMNS}, content = 'passages', content_rowid = 'id', {TOKENIZER})",
    *VOCABULARY,
    # What an index derived from an earlier generation still holds and must not find any more.
    "CREATE TABLE dropped (id INTEGER PRIMARY KEY, key BLOB)",
    """
    CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
        INSERT INTO words (rowid, headline, body, latin) VALUES (new.id, new.headline, new.body, new.latin);
    END
    """,
    """
    CREATE TRIGGER passage_dropped AFTER DELETE ON passages BEGIN
        INSERT INTO words (words, rowid, headline, body, latin)
            VALUES ('delete', old.id, old.headline, old.body, old.latin);
        INSERT INTO dropped VALUES (old.id, old.key);
    END
    """,
    "INSERT INTO words (words, rank) VALUES ('rank', 'bm25(2.0, 1.0, 1.0)')",
)


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the database; transactions are begun and ended by hand."""
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=30, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open the database to read only, also where the disk or its owner lets nothing be written."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        connection = connect(path)
    else:
        # A write-ahead log cannot be read without a file beside it, unless nothing is in it and nothing changes.
        log = path.with_name(f"{path.name}-wal")
        whole = not log.exists() or not log.stat().st_size
        mode = "mode=ro&immutable=1" if whole else "mode=ro"
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?{mode}", uri=True, timeout=30, isolation_level=None, check_same_thread=False
        )
    connection.execute("PRAGMA query_only = ON")
    return connection


def read_meta(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the meta table, empty where nothing was ever committed."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return {}
    return dict(connection.execute("SELECT name, value FROM meta"))
