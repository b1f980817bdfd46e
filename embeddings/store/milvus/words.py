"""The words of a text as the store's BM25 function reads them: the same stems that the SQLite store searches."""

from functools import cache

from embeddings.store.derived.word_index import Stemmer
from embeddings.store.sqlite.query import query_terms


def indexed_words(headline: str, body: str, latin: str) -> str:
    """Return the stems of a passage; those of the headline stand twice, so that they count twice."""
    return _joined([headline, headline, body, latin])


def queried_words(query: str) -> str:
    """Return the stems of the telling words of a query, each once; empty where it holds no word."""
    return " ".join(dict.fromkeys(_joined(query_terms(query)).split()))


def _joined(texts: list[str]) -> str:
    return " ".join(stem for stems in _stemmer().stems(texts) for stem in stems)


@cache
def _stemmer() -> Stemmer:
    return Stemmer()
