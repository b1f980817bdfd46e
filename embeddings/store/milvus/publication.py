"""The publication: a generation of the SQLite store brought into Milvus, as what differs from the one before."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from embeddings.store.milvus import schema
from embeddings.store.milvus.record import to_record
from embeddings.store.milvus.schema import BATCH, MANY, NO_VECTOR, OPEN, PART, Row, State, all_rows, seen_in
from embeddings.store.milvus.words import indexed_words
from embeddings.store.sqlite.digests import ARTICLE
from embeddings.store.sqlite.snapshot import SqliteSnapshot

if TYPE_CHECKING:
    from pymilvus import MilvusClient

_CLUSTER = "ifnull(cluster, id)"
T = TypeVar("T", int, str)


def publish(client: "MilvusClient", snapshot: SqliteSnapshot, *, anew: bool = False) -> None:
    """Make the generation of `snapshot` the one that readers of the Milvus store see.

    Rows are added that hold from this generation on, and rows that it lacks are ended with it; one write then makes
    it the generation to read. Killed before that, a publication leaves the old one whole and is mended by the next.
    With `anew`, or where another store was published, every row is added, to collections of their own.
    """
    state = schema.read_state(client)
    kept = None if anew or state is None or not _continues(state, snapshot) else state
    if kept and (kept.generation, kept.encoder) == (snapshot.generation, snapshot.encoder):
        return
    edition = kept.edition if kept else uuid.uuid4().hex[:12]
    if kept is None:
        schema.create_edition(client, edition, snapshot.dimension)
    if kept is None or kept.generation < snapshot.generation:
        step = _Step(client, kept.generation if kept else 0, snapshot.generation)
        articles = _article_keys(snapshot)
        key_of = {article: key for key, article in articles.items()}
        step.run(schema.article_rows(edition), articles, lambda ids: _article_rows(snapshot, key_of, ids))
        step.run(schema.passage_rows(edition), _passage_keys(snapshot), lambda ids: _passage_rows(snapshot, ids))
    schema.write_state(client, _state(snapshot, edition, state.number + 1 if state else 0))
    # The edition that was replaced goes with the next publication: a question may be under way in it.
    schema.drop_editions(client, but=[edition, *([state.edition] if state else [])])


def _continues(state: State, snapshot: SqliteSnapshot) -> bool:
    """Tell whether `snapshot` is of the store that was published, and not older, so that the difference is enough."""
    of_store = (state.store, state.dimension) == (snapshot.store, snapshot.dimension)
    return of_store and state.generation <= snapshot.generation


def _state(snapshot: SqliteSnapshot, edition: str, number: int) -> State:
    return State(
        number=number,
        store=snapshot.store,
        edition=edition,
        generation=snapshot.generation,
        encoder=snapshot.encoder,
        dimension=snapshot.dimension,
        **asdict(snapshot.counts()),
    )


class _Step:
    """Takes collections from one generation to a later one."""

    def __init__(self, client: "MilvusClient", before: int, after: int) -> None:
        self._client = client
        self._before, self._after = before, after

    def run(self, collection: str, wanted: Mapping[str, T], rows: Callable[[Sequence[T]], Iterable[Row]]) -> None:
        """Add the rows of `wanted` that the collection lacks, and end those that are not wanted."""
        self._client.load_collection(collection)
        self._mend(collection)
        held = self._rows(collection, seen_in(self._before))
        missing = [name for key, name in wanted.items() if key not in held]
        for portion in _portions(missing):
            added = [self._from_now(row) for row in rows(portion)]
            self._client.insert(collection, added)
        self._end(collection, [row for key, rows in held.items() if key not in wanted for row in rows], self._after)

    def _from_now(self, row: Row) -> Row:
        name = f"{row['key']}@{self._after}#{row.get('part', 0)}"
        return {**row, "row": name, "since": self._after, "until": OPEN}

    def _mend(self, collection: str) -> None:
        """Undo what a killed publication began, and delete what only generations before the last one held."""
        self._client.delete(collection, filter=f"since > {self._before}")
        ended = self._rows(collection, f"until > {self._before} and until < {OPEN}")
        self._end(collection, [row for rows in ended.values() for row in rows], OPEN)
        self._client.delete(collection, filter=f"until <= {self._before}")

    def _end(self, collection: str, rows: Sequence[str], until: int) -> None:
        for portion in _portions(rows):
            self._client.upsert(collection, [{"row": row, "until": until} for row in portion], partial_update=True)

    def _rows(self, collection: str, condition: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in all_rows(self._client, collection, condition, ["key", "row"], MANY):
            found.setdefault(row["key"], []).append(row["row"])
        return found


def _article_keys(snapshot: SqliteSnapshot) -> dict[str, str]:
    """Return the ids of all articles by a key that changes with anything that is said of one."""
    described = ARTICLE.replace(", text", "")
    keys = {}
    for row in snapshot.connection.execute(f"SELECT {described} FROM articles"):
        keys[f"{row[0]}:{hashlib.sha256(repr(row).encode()).hexdigest()[:32]}"] = row[0]
    return keys


def _passage_keys(snapshot: SqliteSnapshot) -> dict[str, int]:
    """Return the ids of all passages by a key that changes with the cluster of one."""
    return {f"{row[0]}:{row[1]}": row[0] for row in snapshot.connection.execute(f"SELECT id, {_CLUSTER} FROM passages")}


def _article_rows(snapshot: SqliteSnapshot, key_of: Mapping[str, str], ids: Sequence[str]) -> Iterator[Row]:
    for article in filter(None, map(snapshot.article, ids)):
        record = to_record(article)
        for part, start in enumerate(range(0, max(1, len(article.text)), PART)):
            text = article.text[start : start + PART]
            place = {"key": key_of[article.id], "article_id": article.id, "part": part}
            yield {**place, "record": record, "text": text, "vector": NO_VECTOR}


def _passage_rows(snapshot: SqliteSnapshot, ids: Sequence[int]) -> Iterator[Row]:
    columns = f"id, article_id, ordinal, sentences, headline, body, latin, {_CLUSTER}"
    sql = f"SELECT {columns} FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    rows = snapshot.connection.execute(sql, [json.dumps(list(ids))]).fetchall()
    vectors = snapshot.vectors([row[0] for row in rows])
    for (number, article, ordinal, sentences, headline, body, latin, cluster), vector in zip(
        rows, vectors, strict=True
    ):
        place = {"key": f"{number}:{cluster}", "article_id": article, "id": number, "ordinal": ordinal}
        said = {"body": body, "sentences": sentences, "words": indexed_words(headline, body, latin)}
        yield {**place, **said, "cluster": cluster, "vector": vector.tolist()}


def _portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))
