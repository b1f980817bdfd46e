"""Retrieval: BM25, dense and hybrid side by side, through the product's own build and retriever.

By default over the two collections in BEIR's layout, and over two question sets where each question's own passage is to
be found among all passages of the set, train and dev. A document ranks where the best of its passages does; ir-measures
computes the figures.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import ir_measures
from ir_measures import RR, R, nDCG

from benchmarks.measuring.corpus import Corpus, built, own_passages, sample
from benchmarks.measuring.datasets import (
    Collection,
    load_collection,
    load_collections,
    load_examples,
    load_split,
    set_name,
)
from benchmarks.measuring.report import arguments, counted, finish, run, show, side_by_side
from embeddings import Archive, InputError
from rag import Filters, RetrievedPassage, answer
from rag.retrieval.retriever import Retrieval, retrieve
from rag.settings import QUESTION_LIMIT

OWN_PASSAGE_SETS = ("squadshifts_newwiki", "squad2_half")
SYSTEMS = ("bm25", "dense", "hybrid", "hybrid+reader")
DEFAULT_SYSTEMS = SYSTEMS[:3]
MEASURES = {"ndcg@10": nDCG @ 10, "recall@5": R @ 5, "recall@10": R @ 10, "mrr@10": RR @ 10}
# As many as nDCG@10 looks at, were they all of different articles.
_READ = 10

Ranking = list[str]


def rankings(corpus: Corpus, queries: Mapping[str, str], systems: Sequence[str]) -> dict[str, dict[str, Ranking]]:
    """Return system -> query id -> document ids, best first, to the depth at which the product itself searches."""
    archive = Archive.open(corpus.settings)
    candidates = corpus.settings.candidates
    found: dict[str, dict[str, Ranking]] = {system: {} for system in systems}
    for key, query in counted(queries.items(), "queries"):
        with archive.snapshot() as snapshot:
            vector = archive.encoder.encode_query(query)
            # Every candidate of either search, so that one retrieval tells all three rankings.
            retrieval = retrieve(
                snapshot, vector, query, filters=Filters(), candidates=candidates, top_k=2 * candidates
            )
        for system in systems:
            sources = _SOURCES[system](retrieval, query, corpus)
            found[system][key] = corpus.ranking([source.article.id for source in sources])
    return found


def measured(judgments: Mapping[str, Mapping[str, int]], ranked: Mapping[str, Ranking]) -> dict[str, float]:
    """Return the mean of each measure over the ranked queries; one for which nothing was found counts as 0."""
    qrels = {query: dict(judgments[query]) for query in ranked}
    scores = {query: {key: -float(rank) for rank, key in enumerate(keys)} for query, keys in ranked.items()}
    values = ir_measures.calc_aggregate(MEASURES.values(), qrels, scores)
    return {name: float(values[measure]) for name, measure in MEASURES.items()}


def evaluate(task: Collection, systems: Sequence[str], limit: int | None) -> dict[str, Any]:
    """Build an index over a collection and measure the systems; the last one's figures stand at the top."""
    chosen = sample(sorted(task.queries), limit)
    with built(task.documents) as corpus:
        ranked = rankings(corpus, {key: task.queries[key] for key in chosen}, systems)
    figures = {system: measured(task.judgments, ranked[system]) for system in systems}
    return {
        "name": task.name,
        "n": len(chosen),
        "documents": len(task.documents),
        "passages": corpus.report.passages_total,
        **figures[systems[-1]],
        "system": systems[-1],
        "systems": figures,
    }


def tasks(data: Path | None) -> list[Collection]:
    """Return the collections to evaluate on: of `data` where it is given, else the default ones.

    Raises:
        InputError: there is nothing in `data` that could be looked for.
    """
    if data is not None and data.is_dir():
        chosen = [load_collection(data)]
    elif data is not None:
        chosen = [own_passages(set_name(data), [one for one in load_examples(data) if one.answerable])]
    else:
        chosen = [*load_collections(), *(own_passage_questions(name, "dev") for name in OWN_PASSAGE_SETS)]
    for task in chosen:
        if not task.queries:
            raise InputError(f"{task.name} holds no question with a judged document or an answer.")
    return chosen


def own_passage_questions(name: str, split: Literal["train", "dev"]) -> Collection:
    """Return the answerable questions of a set's split over all its passages, train and dev."""
    both = {part: load_split(part, [name])[name] for part in ("train", "dev")}
    asked = [one for one in both[split] if one.answerable]
    return own_passages(name, asked, [*both["train"], *both["dev"]])


def main() -> None:
    """Measure the chosen systems on every collection and print them side by side."""
    options = _options()
    systems = [name for name in SYSTEMS if name in options.systems]
    results = [evaluate(task, systems, options.limit) for task in tasks(options.data)]
    show("Retrieval: is what answers the question among the first ten documents?", side_by_side(results))
    finish({"benchmark": "retrieval", "sets": results}, as_json=options.json)


def _options() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=DEFAULT_SYSTEMS, help="systems to compare")
    return parser.parse_args()


def _bm25(retrieval: Retrieval, _query: str, _corpus: Corpus) -> Sequence[RetrievedPassage]:
    return sorted((item for item in _all(retrieval) if item.bm25_rank), key=lambda item: item.bm25_rank or 0)


def _dense(retrieval: Retrieval, _query: str, _corpus: Corpus) -> Sequence[RetrievedPassage]:
    return sorted((item for item in _all(retrieval) if item.dense_rank), key=lambda item: item.dense_rank or 0)


def _hybrid(retrieval: Retrieval, _query: str, _corpus: Corpus) -> Sequence[RetrievedPassage]:
    return retrieval.sources


def _hybrid_reader(_retrieval: Retrieval, query: str, corpus: Corpus) -> Sequence[RetrievedPassage]:
    """Return the sources in the order an answer shows them: what it cites first."""
    return answer(query[:QUESTION_LIMIT], settings=corpus.settings, top_k=_READ).passages


def _all(retrieval: Retrieval) -> list[RetrievedPassage]:
    """Return the candidates together with the near copies that only the fused ranking leaves out."""
    return [*retrieval.sources, *(copy for copies in retrieval.copies.values() for copy in copies)]


_SOURCES: Mapping[str, Callable[[Retrieval, str, Corpus], Sequence[RetrievedPassage]]] = {
    "bm25": _bm25,
    "dense": _dense,
    "hybrid": _hybrid,
    "hybrid+reader": _hybrid_reader,
}


if __name__ == "__main__":
    run(main)
