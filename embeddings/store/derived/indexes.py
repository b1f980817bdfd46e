"""The derived indexes of a store: made of one generation, kept in files, brought up to later ones as these come."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from embeddings.store.derived import register, vector_index, word_index
from embeddings.store.derived.origin import Generation, Ids, Origin, places
from embeddings.store.derived.postings import derive as derive_postings
from embeddings.store.derived.register import Register
from embeddings.store.derived.vector_index import VectorIndex
from embeddings.store.derived.word_index import LEAST_PASSAGES, WordIndex
from embeddings.store.sqlite.snapshot import SqliteSnapshot

VECTORS_FILE = "vectors.faiss"
WORDS_FILE = "words.postings"


class _Base(Protocol):
    @property
    def origin(self) -> Origin: ...


class _Index(Protocol):
    @property
    def generation(self) -> Generation: ...

    @property
    def outgrown(self) -> bool: ...


B = TypeVar("B", bound=_Base)
I = TypeVar("I", bound=_Index)  # noqa: E741


class Derived(Generic[B, I]):
    """One kind of index: a base in a file, and the index of the newest generation that was asked for."""

    def __init__(
        self,
        path: Path,
        *,
        read: Callable[[Path], B | None],
        write: Callable[[B, Path], None],
        derive: Callable[[SqliteSnapshot], B],
        bring_up: Callable[[B, SqliteSnapshot], I],
    ) -> None:
        self._path = path
        self._read, self._write, self._derive, self._bring_up = read, write, derive, bring_up
        self._lock = threading.Lock()
        self._held: tuple[B, I] | None = None

    def of(self, snapshot: SqliteSnapshot) -> I:
        """Return the index of the snapshot's own generation: at hand, from its file, or derived now."""
        with self._lock:
            if self._held and _serves(self._held[0].origin, snapshot):
                base, index = self._held
                if index.generation == snapshot.moment:
                    return index
                index = self._bring_up(base, snapshot)
                if not index.outgrown:
                    return self._keep(base, index, snapshot)
            read = self._read(self._path)
            base = read if read and _serves(read.origin, snapshot) else self._derive(snapshot)
            return self._keep(base, self._bring_up(base, snapshot), snapshot)

    def prepare(self, snapshot: SqliteSnapshot) -> None:
        """Write the base to its file, unless the one there serves the snapshot well."""
        origin = Origin.read(self._path)
        if origin and _serves(origin, snapshot) and not origin.outgrown_by(_changed(origin, snapshot)):
            return
        base = self._derive(snapshot)
        try:
            self._write(base, self._path)
        except OSError as error:
            # The store is whole; without this file the next start takes a little longer.
            logging.getLogger(f"citewire.{__name__}").warning("%s could not be written: %s", self._path, error)

    def clear(self) -> None:
        """Let go of the index at hand."""
        self._held = None

    def _keep(self, base: B, index: I, snapshot: SqliteSnapshot) -> I:
        # A snapshot may be older than what another thread has loaded since; the newest stays at hand.
        held = self._held[1].generation if self._held else None
        if held is None or held.number <= index.generation.number or not snapshot.knows(held):
            self._held = (base, index)
        return index


class DerivedIndexes:
    """The vector index, the register and, where there are passages enough, the word index of the store in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._register: Register | None = None
        self._reading = threading.Lock()
        self._vectors = Derived(
            folder / VECTORS_FILE,
            read=vector_index.read,
            write=vector_index.write,
            derive=_vector_base,
            bring_up=_vectors_brought_up,
        )
        self._words = Derived(
            folder / WORDS_FILE,
            read=word_index.read,
            write=word_index.write,
            derive=_word_base,
            bring_up=_words_brought_up,
        )

    def vectors(self, snapshot: SqliteSnapshot) -> VectorIndex:
        """Return the vector index of the snapshot's generation."""
        return self._vectors.of(snapshot)

    def words(self, snapshot: SqliteSnapshot) -> WordIndex | None:
        """Return the word index of the snapshot's generation, None for an archive that FTS5 searches as fast."""
        return self._words.of(snapshot) if snapshot.counts().passages >= LEAST_PASSAGES else None

    def register(self, snapshot: SqliteSnapshot) -> Register:
        """Return the register of the snapshot's generation, read at the first filter that is set."""
        with self._reading:
            held = self._register
            if held is None or (held.store, held.generation) != (snapshot.store, snapshot.moment):
                held = self._register = register.read(snapshot.connection, snapshot.moment, snapshot.store)
            return held

    def prepare(self, snapshot: SqliteSnapshot) -> None:
        """Write what makes opening this generation quick."""
        self._vectors.prepare(snapshot)
        if snapshot.counts().passages >= LEAST_PASSAGES:
            self._words.prepare(snapshot)

    def clear(self) -> None:
        """Let go of the indexes at hand."""
        self._register = None
        self._vectors.clear()
        self._words.clear()


def _serves(origin: Origin, snapshot: SqliteSnapshot) -> bool:
    """Tell whether all that changed between a base and a snapshot is on record."""
    of_store = (origin.store, origin.dimension) == (snapshot.store, snapshot.dimension)
    return of_store and origin.generation.number >= snapshot.traced_since and snapshot.knows(origin.generation)


def _changed(origin: Origin, snapshot: SqliteSnapshot) -> int:
    """Return how many passages came or went since, without reading what is held of them."""
    added = len(snapshot.passage_ids(after=origin.newest))
    return added + origin.passages - (snapshot.counts().passages - added)


def _origin(snapshot: SqliteSnapshot, ids: Ids) -> Origin:
    newest = int(ids[-1]) if len(ids) else 0
    return Origin(snapshot.store, snapshot.moment, snapshot.dimension, len(ids), newest)


def _vector_base(snapshot: SqliteSnapshot) -> vector_index.Base:
    ids = snapshot.passage_ids()
    index = vector_index.build(snapshot.dimension, ids, lambda wanted: snapshot.vectors(wanted.tolist()))
    return vector_index.Base(_origin(snapshot, ids), ids, index)


def _vectors_brought_up(base: vector_index.Base, snapshot: SqliteSnapshot) -> VectorIndex:
    newest = base.origin.newest
    added, gone = snapshot.passage_ids(after=newest), places(base.ids, snapshot.dropped_ids(up_to=newest))
    return VectorIndex(snapshot.moment, base, gone, added, snapshot.vectors(added.tolist()))


def _word_base(snapshot: SqliteSnapshot) -> word_index.WordBase:
    ids = snapshot.passage_ids()
    return word_index.WordBase(_origin(snapshot, ids), derive_postings(snapshot.connection, ids))


def _words_brought_up(base: word_index.WordBase, snapshot: SqliteSnapshot) -> WordIndex:
    newest = base.origin.newest
    rows = snapshot.texts(after=newest)
    return word_index.bring_up(base, snapshot.moment, snapshot.dropped_ids(up_to=newest), rows)
