"""The Milvus store: what one machine publishes, any number of others search."""

from embeddings.store.milvus.store import MilvusStore

__all__ = ["MilvusStore"]
