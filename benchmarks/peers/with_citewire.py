"""citewire with its defaults: its own rebuild over article files, then the hybrid ranking of its retriever."""

import atexit
from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks.measuring.corpus import Corpus, built
from benchmarks.peers.job import Document, Job, main
from embeddings import Archive
from embeddings.encoding.encoder import Encoder
from rag import Filters
from rag.retrieval.retriever import retrieve


class Citewire:
    """An archive in a temporary folder, gone when the process ends."""

    corpus: Corpus

    def __init__(self, job: Job) -> None:
        self.depth = job.depth
        self._encoder = Encoder.load(None)

    def build(self, documents: Sequence[Document]) -> None:
        """Write the documents out as article files, rebuild, and open the index."""
        opened = ExitStack()
        atexit.register(opened.close)
        self.corpus = opened.enter_context(built({one.id: (one.title, one.text) for one in documents}))
        self._archive = Archive.open(self.corpus.settings)

    def search(self, question: str) -> Sequence[str]:
        """Return the documents that the retriever's passages are of."""
        with self._archive.snapshot() as snapshot:
            found = retrieve(
                snapshot,
                self._encoder.encode_query(question),
                question,
                filters=Filters(),
                candidates=self.corpus.settings.candidates,
                top_k=self.depth,
            )
        return self.corpus.ranking([source.article.id for source in found.sources])


if __name__ == "__main__":
    main(Citewire)
