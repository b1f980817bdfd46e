"""The archive: an index opened for questions."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from embeddings.encoding.encoder import Encoder, encoder_name, same_encoder
from embeddings.errors import IndexMismatch
from embeddings.settings import IndexSettings
from embeddings.store import Snapshot, Store, open_store

log = logging.getLogger(f"citewire.{__name__}")


class Archive:
    """The articles of one index and the encoder that reads questions for it; safe to share between threads.

    Each snapshot is of the newest generation, so an archive that is kept open sees every rebuild.
    """

    def __init__(self, settings: IndexSettings, store: Store) -> None:
        """Take settings and a store; `Archive.open` also checks that they go together."""
        self._settings = settings
        self._store = store
        self._encoder_name = encoder_name(settings.encoder)
        self._encoder: Encoder | None = None
        self._lock = threading.Lock()

    @classmethod
    def open(cls, settings: IndexSettings) -> "Archive":
        """Open the index that `settings` name; raises `IndexMissing`, `IndexMismatch` or `IndexDamaged`."""
        archive = cls(settings, open_store(settings))
        with archive.snapshot() as snapshot:
            log.info("index %s opened: generation %d", settings.store or settings.index, snapshot.generation)
            return archive

    @property
    def encoder(self) -> Encoder:
        """Return the encoder, loaded at the first use."""
        with self._lock:
            if self._encoder is None:
                self._encoder = Encoder.load(self._settings.encoder)
            return self._encoder

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Open the newest generation: everything read through one snapshot is of the same moment."""
        with self._store.snapshot() as snapshot:
            if not same_encoder(snapshot.encoder, self._encoder_name):
                raise mismatch(snapshot.encoder, self._encoder_name)
            yield snapshot

    def close(self) -> None:
        """Close the files of the index."""
        self._store.close()


def mismatch(recorded: str, asked: str) -> IndexMismatch:
    """Return the error for an index whose vectors are of another encoder than the one asked for."""
    return IndexMismatch(
        f"The index was built with the embedding model {recorded}, and {asked} is asked for. Set CITEWIRE_ENCODER "
        "back, or embed every article with the new model: citewire rebuild --full"
    )
