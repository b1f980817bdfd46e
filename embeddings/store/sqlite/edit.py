"""The SQLite edit: one write transaction, from the first file read to the commit."""

import json
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from embeddings.article import Article
from embeddings.chunking import Chunk, embedded_text
from embeddings.store.base import Counts, FileRecord, numbered, unnumbered
from embeddings.store.sqlite import digests
from embeddings.store.sqlite.amendments import amended, keep_amendments
from embeddings.store.sqlite.clusters import Clusters
from embeddings.store.sqlite.copies import Copies
from embeddings.store.sqlite.damage import mend, unread_folders
from embeddings.store.sqlite.digests import row_digest
from embeddings.store.sqlite.faults import sound
from embeddings.store.sqlite.migrations import SCHEMA_VERSION, name_generation
from embeddings.store.sqlite.rows import file_of, passage_row, read_article, read_counts


class SqliteEdit:
    """Writes through a connection that stands in a write transaction, rolled back by its owner unless committed."""

    @sound
    def __init__(
        self,
        connection: sqlite3.Connection,
        meta: dict[str, str],
        *,
        salvaged: Sequence[str] = (),
        then: Callable[[], None] | None = None,
    ) -> None:
        """Take a connection in a write transaction and its meta table, empty in a new store.

        `salvaged` are the folders that a damaged store held whose place this one takes; `then` follows the commit.
        """
        self._connection = connection
        self._salvaged, self._then = salvaged, then
        self._meta = meta
        self._dimension = meta.get("dimension")
        self._clusters = Clusters(connection)
        self._copies = Copies(connection)
        self._changed = self._mended = False
        # Every passage up to this one was committed with its vector.
        self._newest = newest_passage(connection)
        self.generation = int(meta.get("generation", 0))
        self.encoder = meta.get("encoder")
        self.chunking = meta.get("chunking")

    @sound
    def files(self, folder: str) -> dict[str, FileRecord]:
        """Return what is known of the files of `folder`, by path."""
        rows = self._connection.execute(
            "SELECT folder, path, size, mtime_ns, sha256, problems, losses FROM files WHERE folder = ?", [folder]
        )
        return {row[1]: file_of(row) for row in rows}

    def put_file(self, record: FileRecord, articles: Mapping[int, Article]) -> None:
        """Record a file and its articles in place of what it held before."""
        left = self._copies.articles(record.folder, record.path)
        ((file_id,),) = self._connection.execute(
            "INSERT INTO files (folder, path, size, mtime_ns, sha256, problems, losses)"
            " VALUES (:folder, :path, :size, :mtime_ns, :sha256, :problems, :losses)"
            " ON CONFLICT DO UPDATE SET size = :size, mtime_ns = :mtime_ns, sha256 = :sha256, problems = :problems,"
            " losses = :losses RETURNING id",
            asdict(record) | {"problems": json.dumps(dict(record.problems)), "losses": json.dumps(record.losses)},
        )
        self._connection.execute("DELETE FROM copies WHERE file_id = ?", [file_id])
        for n, article in articles.items():
            said = amended(self._connection, article, record.folder, numbered(record.path, n))
            self._copies.put(file_id, n, said)
            self._settle(article.id, article.text)
        for article_id in left.difference(article.id for article in articles.values()):
            self._settle(article_id)

    def amend(self, article_id: str, fields: Mapping[str, str | None]) -> Article | None:
        """Set what is said of an article by hand, kept whenever its file is put anew."""
        article = self.article(article_id)
        if article is None:
            return None
        keep_amendments(self._connection, article.folder, article.path, fields)
        path, n = unnumbered(article.path)
        ((file_id,),) = self._connection.execute(
            "SELECT id FROM files WHERE folder = ? AND path = ?", [article.folder, path]
        )
        said = amended(self._connection, article, article.folder, article.path)
        self._copies.put(file_id, n, said)
        self._settle(article_id)
        return self.article(article_id)

    def touch_file(self, record: FileRecord) -> None:
        """Record the new size and time of a file whose bytes are the same."""
        self._connection.execute(
            "UPDATE files SET size = ?, mtime_ns = ? WHERE folder = ? AND path = ?",
            [record.size, record.mtime_ns, record.folder, record.path],
        )

    def drop_file(self, folder: str, path: str) -> None:
        """Forget a file and the articles that stand in no other."""
        left = self._copies.articles(folder, path)
        self._connection.execute("DELETE FROM files WHERE folder = ? AND path = ?", [folder, path])
        for article_id in left:
            self._settle(article_id)

    def exclude(self, article_id: str) -> Article | None:
        """Take an article out until `include` brings it back."""
        article = self.article(article_id)
        if article:
            self._connection.execute("INSERT OR IGNORE INTO exclusions VALUES (?)", [article_id])
            self._settle(article_id)
        return article

    def include(self, article_ids: Iterable[str]) -> None:
        """Lift the exclusion of these articles; the caller puts their files anew."""
        self._connection.executemany("DELETE FROM exclusions WHERE article_id = ?", ([name] for name in article_ids))

    def forget_passages(self, folder: str | None = None) -> None:
        """Drop the passages and vectors of all articles, or of those in `folder`."""
        chosen = "" if folder is None else "WHERE article_id IN (SELECT id FROM articles WHERE folder = ?)"
        values = [] if folder is None else [folder]
        self._connection.execute(f"DELETE FROM vectors WHERE key IN (SELECT key FROM passages {chosen})", values)
        # A text that stands in other folders as well has lost its vector there too, so its passages are made anew.
        self._connection.execute("DELETE FROM passages WHERE key NOT IN (SELECT key FROM vectors)")
        self._changed = True

    def cut_anew(self) -> None:
        """Drop all passages, so that they are cut anew; texts that come again keep their vectors."""
        self._connection.execute("DELETE FROM passages")
        self._changed = True

    def folders(self) -> list[str]:
        """Return the folders whose files are known."""
        return [name for (name,) in self._connection.execute("SELECT DISTINCT folder FROM files ORDER BY folder")]

    def mend(self) -> list[str]:
        """Take out what is damaged; return the folders of which files have to be read again."""
        self._mended = mend(self._connection)
        self._changed |= self._mended
        return [*self._salvaged, *unread_folders(self._connection)]

    def refuse(self, article_id: str) -> None:
        """Take out an article that no passages can be made of; its files are read again the next time."""
        files = "SELECT file_id FROM copies WHERE article_id = ?"
        self._connection.execute(f"UPDATE files SET mtime_ns = 0, sha256 = '' WHERE id IN ({files})", [article_id])
        self._connection.execute("DELETE FROM copies WHERE article_id = ?", [article_id])
        self._settle(article_id)

    def unsplit(self) -> list[str]:
        """Return the ids of the articles without passages."""
        rows = self._connection.execute(
            "SELECT id FROM articles WHERE NOT EXISTS (SELECT 1 FROM passages WHERE article_id = articles.id)"
        )
        return [name for (name,) in rows]

    def article(self, article_id: str) -> Article | None:
        """Return an article as this edit leaves it."""
        return read_article(self._connection, article_id)

    def put_passages(self, article: Article, chunks: Sequence[Chunk]) -> None:
        """Store the passages of an article and the words they are found by."""
        for ordinal, chunk in enumerate(chunks):
            cluster, bands = self._clusters.find(article.text[chunk.start : chunk.end])
            row = passage_row(article, ordinal, chunk)
            marks = ", ".join("?" * (len(row) + 2))
            added = self._connection.execute(
                f"INSERT INTO passages ({digests.PASSAGE}, cluster, digest) VALUES ({marks})",
                [*row, cluster, row_digest(row)],
            )
            if cluster is None and added.lastrowid is not None:
                self._clusters.open(added.lastrowid, bands)

    def unembedded(self) -> list[bytes]:
        """Return the keys of texts without a vector, each once."""
        rows = self._connection.execute(
            "SELECT key FROM passages WHERE id > ? AND key NOT IN (SELECT key FROM vectors)"
            " GROUP BY key ORDER BY min(id)",
            [self._newest],
        )
        return [key for (key,) in rows]

    def texts(self, keys: Sequence[bytes]) -> list[str]:
        """Return what the encoder reads for each of `keys`."""
        read = "SELECT headline, body FROM passages WHERE key = ? LIMIT 1"
        return [embedded_text(*self._connection.execute(read, [key]).fetchone()) for key in keys]

    def put_vectors(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Store vectors as float16."""
        self._dimension = str(vectors.shape[1])
        rows = ((key, vector.tobytes()) for key, vector in zip(keys, vectors.astype(np.float16), strict=True))
        self._connection.executemany(
            f"INSERT INTO vectors ({digests.VECTOR}, digest) VALUES (?, ?, ?)",
            ((*row, row_digest(row)) for row in rows),
        )
        self._changed = True

    def duplicates(self, folder: str) -> list[tuple[str, str]]:
        """Return the copies in `folder` that are not the first of their text, each with the path of the first."""
        rows = self._connection.execute(
            "SELECT f.path, c.n, a.folder, a.path FROM copies AS c JOIN files AS f ON f.id = c.file_id"
            " JOIN articles AS a ON a.id = c.article_id WHERE f.folder = ? AND c.article_id IN"
            " (SELECT article_id FROM copies GROUP BY article_id HAVING count(*) > 1) ORDER BY f.path, c.n",
            [folder],
        )
        found = []
        for path, n, first_folder, first_path in rows:
            place = numbered(path, n)
            if (folder, place) != (first_folder, first_path):
                found.append((place, first_path if first_folder == folder else f"{first_folder}/{first_path}"))
        return found

    def excluded(self, folder: str) -> dict[str, str]:
        """Return the ids of the excluded articles in `folder` by their paths."""
        rows = self._connection.execute(
            "SELECT f.path, c.n, c.article_id FROM copies AS c JOIN files AS f ON f.id = c.file_id"
            " JOIN exclusions USING (article_id) WHERE f.folder = ? ORDER BY f.path, c.n",
            [folder],
        )
        return {numbered(path, n): article_id for path, n, article_id in rows}

    def counts(self) -> Counts:
        """Return how many articles and passages this edit leaves."""
        return read_counts(self._connection)

    def commit(self, *, encoder: str, chunking: str) -> int:
        """Commit, as a new generation if any article changed or none was ever committed."""
        if self._changed or not self._meta:
            self.generation += 1
            name_generation(self._connection, self.generation)
            self._drop_vectors()
        meta = {
            "traced_since": str(self._traced_since()),
            "schema": str(SCHEMA_VERSION),
            "store": self._meta.get("store", uuid.uuid4().hex),
            "generation": str(self.generation),
            "encoder": encoder,
            "chunking": chunking,
            "dimension": self._dimension or "0",
            **{name: str(number) for name, number in asdict(self.counts()).items()},
        }
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        self._connection.execute("COMMIT")
        if self._then:
            self._then()
        return self.generation

    def _drop_vectors(self) -> None:
        """Delete the vectors of texts that stood only in passages that are gone."""
        self._connection.execute(
            "DELETE FROM vectors WHERE key IN (SELECT key FROM dropped WHERE key IS NOT NULL)"
            " AND NOT EXISTS (SELECT 1 FROM passages WHERE passages.key = vectors.key)"
        )
        self._connection.execute("UPDATE dropped SET key = NULL WHERE key IS NOT NULL")

    def _traced_since(self) -> int:
        """Return since when all dropped passages are known, which are forgotten once they are as many as are left.

        After damage nobody knows what else is gone.
        """
        counted = "SELECT (SELECT count(*) FROM dropped) > (SELECT count(*) FROM passages)"
        ((many,),) = self._connection.execute(counted)
        if many or self._mended:
            self._connection.execute("DELETE FROM dropped")
            self._connection.execute("DELETE FROM generations WHERE number < ?", [self.generation])
            self._clusters.forget_empty()
            return self.generation
        return int(self._meta.get("traced_since", self.generation))

    def _settle(self, article_id: str, text: str | None = None) -> None:
        self._changed |= self._copies.settle(article_id, text)


def newest_passage(connection: sqlite3.Connection) -> int:
    """Return the highest id that a passage was ever given."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
    return row[0] if row else 0
