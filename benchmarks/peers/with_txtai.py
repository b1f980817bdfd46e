"""txtai, as its documentation sets up hybrid search: `hybrid=True`, its own BM25 and an exact index of this size.

Dense and sparse scores weigh one half each, as by default; it reads ten times as many candidates as are asked for.
"""

from collections.abc import Sequence

from job import Document, Job, main
from txtai import Embeddings


class Txtai:
    """An embeddings database of txtai."""

    def __init__(self, job: Job) -> None:
        self._depth = job.depth
        self._embeddings = Embeddings(path=job.model, hybrid=True)

    def build(self, documents: Sequence[Document]) -> None:
        """Index title and text as one."""
        self._embeddings.index((one.id, f"{one.title}\n\n{one.text}", None) for one in documents)

    def search(self, question: str) -> Sequence[str]:
        """Return the ids of a hybrid search."""
        return [key for key, _ in self._embeddings.search(question, self._depth)]


if __name__ == "__main__":
    main(Txtai)
