"""The collections of a Milvus store, and the state that names the ones to read."""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pymilvus import CollectionSchema, MilvusClient

# A change of the collections gets another prefix: versions of citewire that differ in them do not see each other.
_PREFIX = "citewire1_"
STATE = f"{_PREFIX}state"
# The generation in which a row ends that has not ended.
OPEN = 2**62
BATCH = 200
# Of rows of which little is read.
MANY = 5_000
# Milvus holds at most so many bytes in a string; a code point takes four at most.
LONGEST = 65_535
PART = LONGEST // 4
# Milvus wants a vector in every collection.
NO_VECTOR = [0.0, 0.0]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """What readers see: the newest generation published, from which store, and in which edition's collections.

    Every generation of an edition adds rows to its collections and ends others; an edition is begun where that
    cannot be done. `number` rises with each state.
    """

    number: int
    store: str
    edition: str
    generation: int
    encoder: str
    dimension: int
    articles: int
    passages: int

    @property
    def article_rows(self) -> str:
        """Return the name of the collection of articles."""
        return article_rows(self.edition)

    @property
    def passage_rows(self) -> str:
        """Return the name of the collection of passages."""
        return passage_rows(self.edition)


def article_rows(edition: str) -> str:
    """Return the name of the collection of articles of an edition."""
    return f"{_PREFIX}articles_{edition}"


def passage_rows(edition: str) -> str:
    """Return the name of the collection of passages of an edition."""
    return f"{_PREFIX}passages_{edition}"


def read_state(client: "MilvusClient") -> State | None:
    """Return the newest state, None where nothing was ever published."""
    if not client.has_collection(STATE):
        return None
    # After a restart a server may hold a collection on its disk only.
    client.load_collection(STATE)
    rows = client.query(STATE, filter="number >= 0", output_fields=["number", "state"])
    newest = max(rows, key=lambda row: row["number"], default=None)
    return State(**json.loads(newest["state"])) if newest else None


def write_state(client: "MilvusClient", state: State) -> None:
    """Make `state` the newest: from the one insertion on, readers see its generation."""
    if not client.has_collection(STATE):
        _create(client, STATE, _state_schema(), "vector")
    client.insert(STATE, [{"number": state.number, "state": json.dumps(asdict(state)), "vector": NO_VECTOR}])
    client.delete(STATE, filter=f"number < {state.number}")


def create_edition(client: "MilvusClient", edition: str, dimension: int) -> None:
    """Create the empty collections of an edition."""
    _create(client, article_rows(edition), _article_schema(), "vector")
    _create(client, passage_rows(edition), _passage_schema(dimension), "vector", "sparse")


def drop_editions(client: "MilvusClient", *, but: Collection[str]) -> None:
    """Drop the collections of editions that were replaced or never completed."""
    kept = {STATE, *map(article_rows, but), *map(passage_rows, but)}
    for name in client.list_collections():
        if name.startswith(_PREFIX) and name not in kept:
            client.drop_collection(name)


def seen_in(generation: int) -> str:
    """Return the filter of the rows that a generation holds."""
    return f"since <= {generation} and until > {generation}"


def all_rows(
    client: "MilvusClient", collection: str, condition: str, fields: list[str], batch: int = BATCH
) -> Iterator[Row]:
    """Yield every row that meets a condition, however many there are, `batch` of them at a time."""
    rows = client.query_iterator(collection, filter=condition, output_fields=fields, batch_size=batch)
    try:
        while portion := rows.next():
            yield from portion
    finally:
        rows.close()


def _create(client: "MilvusClient", name: str, schema: "CollectionSchema", *vectors: str) -> None:
    indexes = client.prepare_index_params()
    for field in vectors:
        if field == "sparse":
            # The constants of FTS5.
            params = {"bm25_k1": 1.2, "bm25_b": 0.75}
            indexes.add_index(field, index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=params)
        else:
            indexes.add_index(field, index_type="AUTOINDEX", metric_type="IP")
    client.create_collection(name, schema=schema, consistency_level="Strong")
    # There is nothing to index yet, so nothing to wait for.
    client.create_index(name, indexes, sync=False)
    client.load_collection(name)


def _state_schema() -> "CollectionSchema":
    from pymilvus import DataType

    schema = _empty_schema()
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("state", DataType.VARCHAR, max_length=LONGEST)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(NO_VECTOR))
    return schema


def _article_schema() -> "CollectionSchema":
    """An article whose text is longer than a string may be takes several rows, its parts."""
    from pymilvus import DataType

    schema = _versioned_schema()
    schema.add_field("part", DataType.INT64)
    schema.add_field("record", DataType.VARCHAR, max_length=LONGEST)
    schema.add_field("text", DataType.VARCHAR, max_length=LONGEST)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(NO_VECTOR))
    return schema


def _passage_schema(dimension: int) -> "CollectionSchema":
    from pymilvus import DataType, Function, FunctionType

    schema = _versioned_schema()
    for name in ("id", "ordinal", "cluster"):
        schema.add_field(name, DataType.INT64)
    for name in ("body", "sentences"):
        schema.add_field(name, DataType.VARCHAR, max_length=LONGEST)
    # The words come as stems already, so that both stores match alike.
    analyzer: dict[str, Any] = {"tokenizer": "standard", "filter": ["lowercase"]}
    schema.add_field("words", DataType.VARCHAR, max_length=LONGEST, enable_analyzer=True, analyzer_params=analyzer)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=max(dimension, len(NO_VECTOR)))
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    bm25 = Function(
        name="bm25", function_type=FunctionType.BM25, input_field_names=["words"], output_field_names=["sparse"]
    )
    schema.add_function(bm25)
    return schema


def _versioned_schema() -> "CollectionSchema":
    """Rows that hold from the generation `since` until before `until`; `key` tells what a row says."""
    from pymilvus import DataType

    schema = _empty_schema()
    schema.add_field("row", DataType.VARCHAR, max_length=256, is_primary=True)
    schema.add_field("key", DataType.VARCHAR, max_length=256)
    schema.add_field("since", DataType.INT64)
    schema.add_field("until", DataType.INT64)
    schema.add_field("article_id", DataType.VARCHAR, max_length=64)
    return schema


def _empty_schema() -> "CollectionSchema":
    from pymilvus import MilvusClient

    return MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
