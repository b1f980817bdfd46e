"""Stores: where articles, passages and vectors are kept and searched."""

from embeddings.settings import IndexSettings
from embeddings.store.base import Counts, Edit, FileRecord, Snapshot, Store, numbered, unnumbered
from embeddings.store.sqlite.store import SqliteStore


def open_store(settings: IndexSettings) -> Store:
    """Return the store that `settings` name; nothing is read or created before it is used."""
    if settings.store is not None:
        from embeddings.store.milvus import MilvusStore

        return MilvusStore(settings.store, settings.index)
    return SqliteStore(settings.index)


__all__ = ["Counts", "Edit", "FileRecord", "Snapshot", "SqliteStore", "Store", "numbered", "open_store", "unnumbered"]
