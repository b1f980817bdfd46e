"""Haystack, as its tutorial on hybrid retrieval sets it up, without the cross-encoder that reranks there.

A pipeline over the in-memory store: a BM25 and an embedding retriever, joined by reciprocal rank fusion.
"""

from collections.abc import Sequence

from haystack import Document as Text
from haystack import Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from job import Document, Job, main


class Haystack:
    """A hybrid retrieval pipeline of Haystack."""

    def __init__(self, job: Job) -> None:
        self._store = InMemoryDocumentStore()
        self._documents = SentenceTransformersDocumentEmbedder(model=job.model, progress_bar=False)
        self._documents.warm_up()
        pipeline = Pipeline()
        pipeline.add_component("embedder", SentenceTransformersTextEmbedder(model=job.model, progress_bar=False))
        pipeline.add_component("dense", InMemoryEmbeddingRetriever(self._store, top_k=job.depth))
        pipeline.add_component("bm25", InMemoryBM25Retriever(self._store, top_k=job.depth))
        pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=job.depth))
        pipeline.connect("embedder", "dense")
        pipeline.connect("dense", "joiner")
        pipeline.connect("bm25", "joiner")
        pipeline.warm_up()
        self._pipeline = pipeline

    def build(self, documents: Sequence[Document]) -> None:
        """Embed title and text as one, and write them to the store."""
        texts = [Text(id=one.id, content=f"{one.title}\n\n{one.text}") for one in documents]
        self._store.write_documents(self._documents.run(documents=texts)["documents"])

    def search(self, question: str) -> Sequence[str]:
        """Return the ids that the pipeline's joiner ranks."""
        answer = self._pipeline.run({"embedder": {"text": question}, "bm25": {"query": question}})
        return [text.id for text in answer["joiner"]["documents"]]


if __name__ == "__main__":
    main(Haystack)
