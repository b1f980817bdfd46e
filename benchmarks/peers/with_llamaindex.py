"""LlamaIndex, as its documentation sets up hybrid search: a vector and a BM25 retriever under a fusion retriever.

The question is asked as it stands (`num_queries=1`: a language model would word others), the ranks are fused by
reciprocal rank, and BM25 stems English words. Titles are metadata, which LlamaIndex embeds with the text.
"""

from collections.abc import Sequence

import Stemmer
from job import Document, Job, main
from llama_index.core import VectorStoreIndex
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever


class LlamaIndex:
    """A fusion retriever of LlamaIndex over its in-memory vector store."""

    def __init__(self, job: Job) -> None:
        self._depth = job.depth
        self._encoder = HuggingFaceEmbedding(model_name=job.model)

    def build(self, documents: Sequence[Document]) -> None:
        """Embed one node for each document, and count its words for BM25."""
        nodes = [TextNode(id_=one.id, text=one.text, metadata={"title": one.title}) for one in documents]
        index = VectorStoreIndex(nodes, embed_model=self._encoder)
        candidates = min(self._depth, len(nodes))
        bm25 = BM25Retriever.from_defaults(
            nodes=nodes, similarity_top_k=candidates, stemmer=Stemmer.Stemmer("english"), language="english"
        )
        self._retriever = QueryFusionRetriever(
            [index.as_retriever(similarity_top_k=candidates), bm25],
            llm=MockLLM(),
            mode="reciprocal_rerank",
            similarity_top_k=self._depth,
            num_queries=1,
            use_async=False,
        )

    def search(self, question: str) -> Sequence[str]:
        """Return the ids that the fusion retriever ranks."""
        return [found.node.node_id for found in self._retriever.retrieve(question)]


if __name__ == "__main__":
    main(LlamaIndex)
