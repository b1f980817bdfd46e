"""End to end: every passage of the sets in one index, every question asked of all of it, every citation re-read.

By default squadshifts_newwiki (questions that have an answer) and squad2_half (half of them have none), 400 of each.
"""

import time
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from benchmarks.measuring.corpus import Corpus, built, own_passages, sample
from benchmarks.measuring.datasets import Collection, Example, load_sets
from benchmarks.measuring.report import Cell, arguments, counted, finish, run, show
from benchmarks.measuring.squad_metrics import contains_answer, exact_match, f1
from embeddings import InputError
from rag import Answer, answer, verify
from rag.reader.reader import Reader

SETS = ("squadshifts_newwiki", "squad2_half")
LIMIT = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question; a source is right where it holds the question's own passage.

    `holds_answer` says of each citation whether its sentence holds a gold answer, `failures` how many citations did
    not verify against the store.
    """

    answerable: bool
    kind: str
    exact_match: float
    f1: float
    holds_answer: tuple[bool, ...]
    failures: int
    source_on_top: bool
    source_cited: bool
    milliseconds: float


def outcome(example: Example, result: Answer, corpus: Corpus, gold: Container[str], *, milliseconds: float) -> Outcome:
    """Score an answer against its example; `gold` are the documents of the corpus in which its passage stands."""
    short = result.short or ""
    sources = [citation.article_id for citation in result.citations]
    return Outcome(
        answerable=example.answerable,
        kind=result.kind,
        exact_match=exact_match(short, example.answers),
        f1=f1(short, example.answers),
        holds_answer=tuple(contains_answer(citation.quote, example.answers) for citation in result.citations),
        failures=len(verify(result, settings=corpus.settings).failures),
        source_on_top=_right(corpus, gold, [source.article.id for source in result.passages[:1]]),
        source_cited=_right(corpus, gold, sources[:1]),
        milliseconds=milliseconds,
    )


def summary(name: str, outcomes: Sequence[Outcome]) -> dict[str, Cell]:
    """Return the figures of one set; shares are in 0..1, None where nothing was there to be counted.

    `exact_match` and `f1` follow SQuAD 2.0: over all questions, where declining an unanswerable one scores 1.
    Quotes and abstentions count as an empty answer. What "answered" precedes is over kind "answer" alone.
    """
    asked = [item for item in outcomes if item.answerable]
    unanswerable = [item for item in outcomes if not item.answerable]
    answered = [item for item in asked if item.kind == "answer"]
    correct = [item for item in answered if item.exact_match == 1.0]
    return {
        "name": name,
        "n": len(outcomes),
        "exact_match": _mean([item.exact_match for item in outcomes]),
        "f1": _mean([item.f1 for item in outcomes]),
        "answerable": len(asked),
        "answerable_exact_match": _mean([item.exact_match for item in asked]),
        "answerable_f1": _mean([item.f1 for item in asked]),
        "answerable_answered": _share(asked, "answer"),
        "answerable_quotes": _share(asked, "quotes"),
        "answerable_abstained": _share(asked, "abstained"),
        "source_on_top": _mean([float(item.source_on_top) for item in asked]),
        "answered_exact_match": _mean([item.exact_match for item in answered]),
        "answered_f1": _mean([item.f1 for item in answered]),
        "answered_source_cited": _mean([float(item.source_cited) for item in answered]),
        "citations_hold_answer": _mean([float(holds) for item in answered for holds in item.holds_answer]),
        "correct_citations_hold_answer": _mean([float(holds) for item in correct for holds in item.holds_answer]),
        "unanswerable": len(unanswerable),
        "unanswerable_answered": _share(unanswerable, "answer"),
        "unanswerable_quotes": _share(unanswerable, "quotes"),
        "unanswerable_abstained": _share(unanswerable, "abstained"),
        "citations": (citations := sum(len(item.holds_answer) for item in outcomes)),
        "citations_verified": citations - sum(item.failures for item in outcomes),
        "median_ms": round(median(item.milliseconds for item in outcomes)),
    }


def ask(name: str, examples: Sequence[Example], corpus: Corpus, task: Collection) -> list[Outcome]:
    """Ask every question in turn, one at a time as a user would; `task` says where its passage stands."""
    outcomes = []
    for example in counted(examples, f"questions of {name}"):
        started = time.perf_counter()
        result = answer(example.question, settings=corpus.settings)
        elapsed = (time.perf_counter() - started) * 1000
        outcomes.append(outcome(example, result, corpus, task.judgments[example.id], milliseconds=elapsed))
    return outcomes


def main() -> None:
    """Ask, then print what was answered, what was declined, and how far the citations hold."""
    options = arguments(__doc__).parse_args()
    sets = load_sets(options.data, SETS)
    if not all(sets.values()):
        raise InputError(f"{options.data} holds no question.")
    pooled = own_passages("passage", [example for examples in sets.values() for example in examples])
    limit = options.limit or LIMIT
    with built(pooled.documents) as corpus:
        rows = [summary(name, ask(name, sample(examples, limit), corpus, pooled)) for name, examples in sets.items()]
        passages = corpus.report.passages_total
        seen = options.data is None and "qa/dev" in Reader.load(corpus.settings.reader).profile.trained_on
    if seen:
        print("\nThe reader was trained on these sets too: what it scores here says nothing of other questions.")
    _show(rows, passages)
    payload = {"benchmark": "answers", "passages": passages, "trained_on_dev": seen, "sets": rows}
    finish(payload, as_json=options.json)


def _show(rows: Sequence[Mapping[str, Cell]], passages: int) -> None:
    def columns(*names: str, strip: str = "") -> list[dict[str, Cell]]:
        return [{name.removeprefix(strip): row[name] for name in ("name", *names)} for row in rows]

    show(f"All questions, over {passages:,} passages (as SQuAD 2.0)", columns("n", "exact_match", "f1", "median_ms"))
    kinds = ("exact_match", "f1", "answered", "quotes", "abstained")
    show(
        "Questions that have an answer",
        columns("answerable", *(f"answerable_{kind}" for kind in kinds), "source_on_top", strip="answerable_"),
    )
    show(
        "Of those, the ones answered",
        columns(
            "answered_exact_match",
            "answered_f1",
            "answered_source_cited",
            "citations_hold_answer",
            "correct_citations_hold_answer",
            strip="answered_",
        ),
    )
    show(
        "Questions that have none",
        columns("unanswerable", *(f"unanswerable_{kind}" for kind in kinds[2:]), strip="unanswerable_"),
    )
    show("Citations re-read from the store", columns("citations", "citations_verified"))


def _right(corpus: Corpus, gold: Container[str], article_ids: Sequence[str]) -> bool:
    return any(key in gold for article_id in article_ids for key in corpus.documents[article_id])


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _share(outcomes: Sequence[Outcome], kind: str) -> float | None:
    return _mean([float(item.kind == kind) for item in outcomes])


if __name__ == "__main__":
    run(main)
