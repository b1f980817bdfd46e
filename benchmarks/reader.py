"""The reader alone: each question with its own passage, and whether it declines where that does not answer.

Exact match and F1 are over the questions that have an answer. Systems: `greedy` generation, the `pointer` of the span
head alone, `shipped` (pointer and likelihood as the model's profile combines them; `likelihood` alone where a model
has no span head), and the passage's best sentence by `embedding` and by `bm25`.
"""

import argparse
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import Any

import numpy as np

from benchmarks.measuring.abstention import auroc, expected_calibration_error, risk_at_coverage, threshold_declining
from benchmarks.measuring.best_sentence import Bm25Sentence, EmbeddingSentence
from benchmarks.measuring.corpus import sample
from benchmarks.measuring.datasets import Example, load_sets
from benchmarks.measuring.report import Cell, arguments, counted, finish, run, show
from benchmarks.measuring.sentence import sentence_around
from benchmarks.measuring.squad_metrics import exact_match, f1
from embeddings import Encoder
from embeddings.chunking import embedded_text
from embeddings.passage import Span
from rag.answering.evidence import Matter
from rag.reader import AnswerSpan, Reading, SpanWeights
from rag.reader.reader import Reader

SETS = (
    "squadshifts_newwiki",
    "nq_oracle",
    "squad2_half",
    "qed",
    "squadshifts_amazon",
    "squadshifts_reddit",
    "quoref_part",
)
SYSTEMS = ("greedy", "pointer", "shipped", "embedding", "bm25")
LIMIT = 300
_DECLINED = 0.8
_PASSAGE_WORDS = 120
_TIMED = 40
_BACKGROUND = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """The shipped system's outcome on one question; `f1` is 0 where the passage has no answer."""

    answerable: bool
    exact_match: float
    f1: float
    margin: float
    confidence: float


def systems(reader: Reader, encoder: Encoder, examples: Sequence[Example]) -> dict[str, Callable[[Example], str]]:
    """Return every system as a function from a question with its passage to the text it answers."""
    pointer = Reader(reader.checkpoint, replace(reader.profile, weights=SpanWeights()))
    sentence, lexical = EmbeddingSentence(encoder), Bm25Sentence(example.context for example in examples)
    return {
        "greedy": lambda example: greedy(reader, example),
        "pointer": lambda example: extracted(example, read(pointer, example)),
        "shipped": lambda example: extracted(example, read(reader, example)),
        "embedding": lambda example: sentence.answer(example.question, example.context),
        "bm25": lambda example: lexical.answer(example.question, example.context),
    }


def read(reader: Reader, example: Example) -> Reading:
    """Read the example's own passage."""
    return reader.read(example.question, [(example.title, example.context)])[0]


def extracted(example: Example, reading: Reading) -> str:
    """Return the words of a reading's best span."""
    return example.context[reading.spans[0].start : reading.spans[0].end] if reading.spans else ""


def greedy(reader: Reader, example: Example) -> str:
    """Generate an answer; where it stands in the passage but for case and spaces, take it as it stands there."""
    written = reader.generate(example.question, [(example.title, example.context)], max_new_tokens=30)
    pattern = r"\s*".join(map(re.escape, re.findall(r"\w+|[^\w\s]", written)))
    found = re.search(pattern, example.context, re.IGNORECASE)
    return found.group() if found else written


def judge(reader: Reader, encoder: Encoder, examples: Sequence[Example]) -> list[Judged]:
    """Read every example with the shipped system, with the confidence that its calibration gives."""
    contexts = {example.context: embedded_text(example.title, example.context) for example in examples}
    texts, vectors = list(contexts), encoder.encode(list(contexts.values()))
    judged = []
    for example in examples:
        reading = read(reader, example)
        similarities = vectors @ encoder.encode_query(example.question)
        similarity = float(similarities[texts.index(example.context)])
        background = [texts[index] for index in np.argsort(-similarities)[:_BACKGROUND]]
        text = extracted(example, reading)
        best = reading.spans[0] if reading.spans else AnswerSpan(0, 0, 0.0)
        signals = Matter.of(example.question, background).signals(
            Span(best.start, best.end),
            sentence_around(example.context, best.start, best.end),
            heading=example.title,
            passage=example.context,
            score=best.score,
            answerable=reading.answerable,
            written=reading.written,
            verified=best.verified,
            similarity=similarity,
        )
        judged.append(
            Judged(
                answerable=example.answerable,
                exact_match=exact_match(text, example.answers) if example.answerable else 0.0,
                f1=f1(text, example.answers) if example.answerable else 0.0,
                margin=reading.answerable,
                confidence=reader.calibration.confidence(signals),
            )
        )
    return judged


def abstention(judged: Sequence[Judged], threshold: float) -> dict[str, Cell]:
    """Return how well the confidence tells answerable questions apart, at 80% declined and at the shipped threshold."""
    answerable = [item for item in judged if item.answerable]
    hopeless = [item for item in judged if not item.answerable]
    strict = threshold_declining([item.confidence for item in hopeless], _DECLINED)
    labels = [item.answerable for item in judged]
    confidences = [item.confidence for item in judged]
    right = [item.f1 >= 0.5 for item in judged]
    (risk,) = risk_at_coverage(confidences, right, [0.5])
    return {
        "answerable": len(answerable),
        "unanswerable": len(hopeless),
        "auroc": auroc(confidences, labels),
        "auroc_margin": auroc([item.margin for item in judged], labels),
        "f1_at_80_declined": fmean(item.f1 * (item.confidence >= strict) for item in answerable),
        "answered_at_80_declined": fmean(float(item.confidence >= strict) for item in answerable),
        "f1_at_threshold": fmean(item.f1 * (item.confidence >= threshold) for item in answerable),
        "declined_at_threshold": fmean(float(item.confidence < threshold) for item in hopeless),
        "risk_at_half_coverage": risk,
        "ece": expected_calibration_error(confidences, right),
    }


def measure(name: str, examples: Sequence[Example], system: str, answer: Callable[[Example], str]) -> dict[str, Cell]:
    """Return exact match, F1 and the median time of one system over the questions that have an answer."""
    matches, scores, times = [], [], []
    for example in counted(examples, f"questions of {name}, {system}"):
        started = time.perf_counter()
        text = answer(example)
        times.append((time.perf_counter() - started) * 1000)
        matches.append(exact_match(text, example.answers))
        scores.append(f1(text, example.answers))
    return {"exact_match": fmean(matches), "f1": fmean(scores), "ms": round(median(times), 1)}


def five_passages(reader: Reader, examples: Sequence[Example]) -> float:
    """Return the median milliseconds for one question with five passages of 120 words, its own among them."""
    passages = [(example.title, " ".join(example.context.split()[:_PASSAGE_WORDS])) for example in examples]
    times = []
    for index, example in enumerate(examples[:_TIMED]):
        batch = [passages[(index + step) % len(passages)] for step in range(5)]
        started = time.perf_counter()
        reader.read(example.question, batch)
        times.append((time.perf_counter() - started) * 1000)
    return round(median(times), 1)


def evaluate(
    name: str, examples: Sequence[Example], reader: Reader, encoder: Encoder, chosen: Sequence[str]
) -> dict[str, Any]:
    """Return all figures of one set; the shipped system's stand at the top, and every system's under `systems`."""
    asked = [example for example in examples if example.answerable]
    available = systems(reader, encoder, asked)
    figures = {system: measure(name, asked, system, available[system]) for system in chosen} if asked else {}
    head = figures.get("shipped", {})
    result: dict[str, Any] = {
        "name": name,
        "n": len(asked),
        "exact_match": head.get("exact_match"),
        "f1": head.get("f1"),
        "ms_one_passage": head.get("ms"),
        "ms_five_passages": five_passages(reader, examples),
        "systems": figures,
    }
    if len(asked) < len(examples) and asked:
        result["abstention"] = abstention(judge(reader, encoder, examples), reader.calibration.answer_threshold)
    return result


def main() -> None:
    """Measure the chosen systems on every set and print the tables."""
    options = _options()
    limit = options.limit or LIMIT
    sets = load_sets(options.data, options.sets)
    reader, encoder = Reader.load(options.reader), Encoder.load(None)
    chosen = [name for name in SYSTEMS if name in options.systems]
    if reader.checkpoint.span_head is None and "pointer" in chosen:
        chosen.remove("pointer")
    reader.read("Which city?", [("", "The fair was held in Tula.")])
    results = [
        evaluate(name, sample(examples, limit), reader, encoder, chosen) for name, examples in sets.items() if examples
    ]
    seen = "qa/dev" in reader.profile.trained_on
    _show(results, seen=seen)
    finish(
        {"benchmark": "reader", "reader": reader.name, "trained_on_dev": seen, "sets": results}, as_json=options.json
    )


def _options() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--reader", help="model folder or hub name; the bundled reader where not given")
    parser.add_argument("--sets", nargs="+", default=SETS, help="names of sets in qa/dev")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=SYSTEMS, help="systems to compare")
    return parser.parse_args()


def _show(results: Sequence[Mapping[str, Any]], *, seen: bool) -> None:
    if seen:
        print("\nThis checkpoint was trained on qa/dev too: what it scores there says nothing of other questions.")
    rows = [
        {"set": result["name"], "n": result["n"], "system": system, **figures}
        for result in results
        for system, figures in result["systems"].items()
    ]
    show("Gold passage: exact match and F1 over answerable questions, milliseconds a question", rows)
    show(
        "One question with five passages of 120 words",
        [{"set": result["name"], "ms": result["ms_five_passages"]} for result in results],
    )
    declining = [{"set": result["name"], **result["abstention"]} for result in results if "abstention" in result]
    if declining:
        show("Declining: the passage is the question's own and does not always answer it", declining)


if __name__ == "__main__":
    run(main)
