"""Claims: how many right answers each claim of language doubts, over questions whose answer is marked in a passage.

A claim halves the confidence in an answer; what it costs is counted here without any model, in a minute.
"""

from collections import Counter
from collections.abc import Sequence

from benchmarks.measuring.datasets import Example, load_sets
from benchmarks.measuring.report import Cell, arguments, finish, run, show
from benchmarks.measuring.sentence import sentence_around
from embeddings.passage import Span
from rag.answering.claims import DOUBTS
from rag.answering.claims.identity import of_another

SETS = (
    "squadshifts_newwiki",
    "squad2_half",
    "nq_oracle",
    "qed",
    "qamr",
    "quoref_part",
    "timeqa_human",
    "qadiscourse_wikinews",
)


def doubted(example: Example) -> list[str]:
    """Return the names of the claims that doubt the first gold answer where it first stands in its passage."""
    start = example.context.find(example.answers[0])
    end = start + len(example.answers[0])
    sentence = sentence_around(example.context, start, end)
    place = Span(start - sentence.start, end - sentence.start)
    quote = example.context[sentence.start : sentence.end]
    names = [name for name, doubt in DOUBTS.items() if doubt(example.question, quote, place)]
    another = of_another(example.question, quote, place, example.title, example.context)
    return [*names, *(["another of nearly the same name"] if another else [])]


def figures(name: str, examples: Sequence[Example]) -> tuple[dict[str, Cell], Counter[str]]:
    """Return how many marked answers of a set are doubted by any claim, and by each."""
    marked = [one for one in examples if one.kind == "span" and one.answerable and one.answers[0] in one.context]
    found = [doubted(one) for one in marked]
    share = sum(map(bool, found)) / len(marked) if marked else None
    return {"name": name, "n": len(marked), "doubted": share}, Counter(one for names in found for one in names)


def main() -> None:
    """Print the share of right answers that is doubted in each set, and how many each claim doubts."""
    options = arguments(__doc__).parse_args()
    counts: Counter[str] = Counter()
    rows = []
    for name, examples in load_sets(options.data, SETS).items():
        row, each = figures(name, examples[: options.limit])
        rows.append(row)
        counts += each
    claims: list[dict[str, Cell]] = [{"claim": name, "right answers doubted": count} for name, count in counts.items()]
    show("Right answers that a claim doubts", rows)
    show("By claim", sorted(claims, key=lambda row: -int(row["right answers doubted"] or 0)))
    finish({"benchmark": "claims", "sets": rows, "claims": claims}, as_json=options.json)


if __name__ == "__main__":
    run(main)
