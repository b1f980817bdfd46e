"""Passages: the figures that chose how long they are and how many sentences neighbours share.

The texts of two sets are joined to the articles they were cut from, so that it matters where a passage ends. A passage
is right where it holds the place of the answer. Questions are from the train split, which no other benchmark reports.
"""

import argparse
import sys
from collections.abc import Sequence

from benchmarks.measuring.corpus import Corpus, built, sample
from benchmarks.measuring.datasets import Example, load_examples, load_split, set_name
from benchmarks.measuring.report import Cell, arguments, finish, run, show
from benchmarks.retrieval import OWN_PASSAGE_SETS
from embeddings import Archive
from rag import Filters
from rag.retrieval.retriever import retrieve

# Words and shared sentences.
LAYOUTS = ((60, 1), (90, 1), (120, 0), (120, 1), (120, 2), (180, 1), (240, 1))
LIMIT = 300
_READ = 5
_RANKED = 10
# Code points on either side of an answer by which its place in the article is found.
_AROUND = 40

Question = tuple[str, str, str]


def joined(examples: Sequence[Example]) -> dict[str, tuple[str, str]]:
    """Return title -> (title, text) of the articles that the examples' texts were cut from."""
    texts: dict[str, dict[str, None]] = {}
    for example in examples:
        texts.setdefault(example.title, {})[example.context] = None
    return {title: (title, "\n\n".join(cut)) for title, cut in texts.items()}


def questions(examples: Sequence[Example], limit: int) -> list[Question]:
    """Return question, title of its article and the words around the answer."""
    asked = []
    for example in examples:
        at = example.context.find(example.answers[0]) if example.answerable else -1
        if at >= 0:
            around = example.context[max(0, at - _AROUND) : at + len(example.answers[0]) + _AROUND]
            asked.append((example.question, example.title, around))
    return sample(asked, limit)


def measured(corpus: Corpus, asked: Sequence[Question]) -> dict[str, Cell]:
    """Return how often a passage with the answer's place is found, and how much there is to read for it."""
    archive = Archive.open(corpus.settings)
    ranks: list[int | None] = []
    read = 0
    with archive.snapshot() as snapshot:
        articles = {article.title: article for article in snapshot.articles()}
        for question, title, around in asked:
            article = articles[title]
            place = article.text.find(around)
            if place < 0:
                # The text was normalised there.
                continue
            middle = place + len(around) // 2
            found = retrieve(
                snapshot,
                archive.encoder.encode_query(question),
                question,
                filters=Filters(),
                candidates=corpus.settings.candidates,
                top_k=_RANKED,
            ).sources
            right = (
                rank
                for rank, source in enumerate(found, start=1)
                if source.article.id == article.id and source.passage.start <= middle < source.passage.end
            )
            ranks.append(next(right, None))
            read += sum(len(source.passage.text.split()) for source in found[:_READ])
    return {
        "n": len(ranks),
        f"recall@{_READ}": sum(rank is not None and rank <= _READ for rank in ranks) / len(ranks),
        f"mrr@{_RANKED}": sum(1 / rank for rank in ranks if rank) / len(ranks),
        "words_read": round(read / len(ranks)),
    }


def swept(name: str, examples: Sequence[Example], asked: Sequence[Question]) -> list[dict[str, Cell]]:
    """Build the articles of a set in every layout and measure each."""
    rows: list[dict[str, Cell]] = []
    for words, overlap in LAYOUTS:
        with built(joined(examples), passage_words=words, passage_overlap=overlap) as corpus:
            figures = measured(corpus, asked)
            passages = corpus.report.passages_total
        layout: dict[str, Cell] = {"words": words, "overlap": overlap, "passages": passages}
        rows.append({"name": name, **layout, **figures})
        print(f"{name}: {words} words, {overlap} shared, measured", file=sys.stderr)
    return rows


def main() -> None:
    """Print one row for each set and layout."""
    options = arguments(__doc__).parse_args()
    rows = [row for name, among, asked in _sets(options) for row in swept(name, among, asked)]
    show("Passages: is the place of the answer in one of the first?", rows)
    finish({"benchmark": "passages", "sets": rows}, as_json=options.json)


def _sets(options: argparse.Namespace) -> list[tuple[str, Sequence[Example], list[Question]]]:
    limit = options.limit or LIMIT
    if options.data is not None:
        examples = load_examples(options.data)
        return [(set_name(options.data), examples, questions(examples, limit))]
    sets: list[tuple[str, Sequence[Example], list[Question]]] = []
    for name in OWN_PASSAGE_SETS:
        train, dev = load_split("train", [name])[name], load_split("dev", [name])[name]
        sets.append((f"{name}, train", (*train, *dev), questions(train, limit)))
    return sets


if __name__ == "__main__":
    run(main)
