"""Fusion: the figures that chose how BM25 and dense search are joined: reciprocal ranks against scores, weight, depth.

The question sets are over all passages of a set, train and dev; the weight is chosen on train questions, which are no
part of what `benchmarks.retrieval` reports, and on the two collections, which have no other queries. Every figure is
nDCG@10.
"""

from collections.abc import Callable, Mapping, Sequence

from benchmarks.measuring.corpus import Corpus, built, sample
from benchmarks.measuring.datasets import Collection, load_collections
from benchmarks.measuring.report import Cell, arguments, counted, finish, run, show
from benchmarks.retrieval import OWN_PASSAGE_SETS, Ranking, measured, own_passage_questions, tasks
from embeddings import Archive, Hit
from rag.retrieval.fusion import convex_combination

DEPTHS = (50, 100, 200)
WEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7)
SHARE_WEIGHTS = (0.6, 0.7, 0.8)
LIMIT = 500
# Cormack, Clarke and Büttcher (SIGIR 2009) found 60 good over a wide range of collections.
RANK_CONSTANT = 60

Fuse = Callable[[Sequence[Hit], Sequence[Hit], Mapping[int, float]], list[int]]


def reciprocal_rank_fusion(lexical: Sequence[Hit], dense: Sequence[Hit], _cosine: Mapping[int, float]) -> list[int]:
    """Return ids, best first, by the sum over both rankings of 1 / (60 + rank)."""
    scores: dict[int, float] = {}
    for hits in (lexical, dense):
        for rank, hit in enumerate(hits, start=1):
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + 1 / (RANK_CONSTANT + rank)
    return sorted(scores, key=lambda identifier: -scores[identifier])


def by_share_of_best(weight: float) -> Fuse:
    """Return the fusion of the cosine, so weighted, with BM25 as a share of the best one."""

    def fuse(lexical: Sequence[Hit], _dense: Sequence[Hit], cosine: Mapping[int, float]) -> list[int]:
        best = max((hit.score for hit in lexical), default=0.0) or 1.0
        scores = {identifier: weight * score for identifier, score in cosine.items()}
        for hit in lexical:
            scores[hit.passage_id] += (1 - weight) * hit.score / best
        return sorted(scores, key=lambda identifier: -scores[identifier])

    return fuse


def by_scores(weight: float) -> Fuse:
    """Return the product's fusion with another weight of the cosine."""

    def fuse(lexical: Sequence[Hit], _dense: Sequence[Hit], cosine: Mapping[int, float]) -> list[int]:
        bm25 = {hit.passage_id: hit.score for hit in lexical}
        return [identifier for identifier, _ in convex_combination(bm25, cosine, weight=weight)]

    return fuse


FUSIONS: dict[str, Fuse] = {
    "BM25 alone": lambda lexical, _dense, _cosine: [hit.passage_id for hit in lexical],
    "dense alone": lambda _lexical, dense, _cosine: [hit.passage_id for hit in dense],
    "reciprocal ranks": reciprocal_rank_fusion,
    **{f"share of best, dense {weight}": by_share_of_best(weight) for weight in SHARE_WEIGHTS},
    **{f"equal spread, dense {weight}": by_scores(weight) for weight in WEIGHTS},
}


def sweep(task: Collection, limit: int | None) -> dict[tuple[str, int], float]:
    """Return (fusion, depth) -> nDCG@10 over one collection."""
    chosen = sample(sorted(task.queries), limit)
    with built(task.documents) as corpus:
        archive = Archive.open(corpus.settings)
        ranked: dict[tuple[str, int], dict[str, Ranking]] = {}
        for key in counted(chosen, "queries"):
            for setting, ranking in _rankings(archive, corpus, task.queries[key]).items():
                ranked.setdefault(setting, {})[key] = ranking
    return {setting: measured(task.judgments, rankings)["ndcg@10"] for setting, rankings in ranked.items()}


def _rankings(archive: Archive, corpus: Corpus, query: str) -> dict[tuple[str, int], Ranking]:
    with archive.snapshot() as snapshot:
        vector = archive.encoder.encode_query(query)
        deep_lexical, deep_dense = snapshot.search_text(query, DEPTHS[-1]), snapshot.search_dense(vector, DEPTHS[-1])
        ids = list({hit.passage_id for hit in (*deep_lexical, *deep_dense)})
        cosines = dict(zip(ids, (snapshot.vectors(ids) @ vector).tolist(), strict=True)) if ids else {}
        articles = {passage.id: passage.article_id for passage in snapshot.passages(ids)}
    found = {}
    for depth in DEPTHS:
        lexical, dense = deep_lexical[:depth], deep_dense[:depth]
        cosine = {hit.passage_id: cosines[hit.passage_id] for hit in (*dense, *lexical)}
        for name, fuse in FUSIONS.items():
            found[name, depth] = corpus.ranking([articles[identifier] for identifier in fuse(lexical, dense, cosine)])
    return found


def main() -> None:
    """Print one row a fusion and depth, one column a collection."""
    options = arguments(__doc__).parse_args()
    limit = options.limit or LIMIT
    own = [] if options.data else [own_passage_questions(name, "train") for name in OWN_PASSAGE_SETS]
    chosen = tasks(options.data) if options.data else [*load_collections(), *own]
    swept = {task.name: (min(limit, len(task.queries)), sweep(task, limit)) for task in chosen}
    rows: list[dict[str, Cell]] = [
        {"fusion": name, "candidates": depth, **{task: figures[name, depth] for task, (_, figures) in swept.items()}}
        for name in FUSIONS
        for depth in DEPTHS
    ]
    show("Fusion: nDCG@10 by way of joining, weight of the cosine and depth of both searches", rows)
    sets = [{"name": task, "n": n} for task, (n, _) in swept.items()]
    finish({"benchmark": "fusion", "sets": sets, "rows": rows}, as_json=options.json)


if __name__ == "__main__":
    run(main)
