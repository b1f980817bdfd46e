"""citewire answering: the same index, its passages ordered by the reader's scores as an answer shows them.

A question's time is that of the whole answer, reading included.
"""

from collections.abc import Sequence

from benchmarks.peers.job import main
from benchmarks.peers.with_citewire import Citewire
from rag import answer
from rag.settings import QUESTION_LIMIT


class CitewireReader(Citewire):
    """Citewire's ranking once its reader has read the passages."""

    def search(self, question: str) -> Sequence[str]:
        """Return the documents in the order an answer shows them."""
        read = answer(question[:QUESTION_LIMIT], settings=self.corpus.settings, top_k=self.depth)
        return self.corpus.ranking([source.article.id for source in read.passages])


if __name__ == "__main__":
    main(CitewireReader)
