"""Fit what a reader's scores are worth, on dev questions only, and store it beside the weights as reading.json.

First the weights of a span's score (pointer, verifier, likelihood, length), by F1 on own passages and over five
passages. Then a logistic model of "the best span is right" on what speaks for it, calibrated per question over its
passages; and the confidences from which an answer, or else quotes, are given. Last, the same for yes and no.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import astuple, fields, replace
from itertools import product
from pathlib import Path
from statistics import fmean, pstdev

import numpy as np

from benchmarks.measuring.abstention import auroc, expected_calibration_error, risk_at_coverage, threshold_declining
from benchmarks.measuring.datasets import Example, load_examples
from benchmarks.measuring.report import Cell, run, show
from embeddings import Encoder, InputError
from rag.reader import Calibration, ReadingProfile, SpanWeights
from rag.reader.reader import Reader
from training.fitting.confidence import Case, cases, fit_confidence, with_thresholds
from training.fitting.judged_questions import JudgedQuestion, judge
from training.fitting.pool import Pool
from training.fitting.verdicts import fit_verdicts

ANSWERABLE_SETS = ("squadshifts_newwiki", "nq_oracle", "qed")
MIXED_SETS = ("squad2_half", "timeqa_human")
# Passages of these stand among the others, as those of a foreign archive would.
FURTHER_SETS = ("boolq", "clapnq", "quoref_part", "selqa", "covidqa")
VERDICT_SET = "boolq"
VERDICT_QUESTIONS = 400
VERIFIED = (0.0, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0)
LIKELIHOODS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
LENGTHS = (-0.3, -0.2, -0.1, -0.05, 0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)


def fit_span_weights(questions: Sequence[JudgedQuestion], *, with_pointer: bool) -> SpanWeights:
    """Return the weights with the best F1, own passage alone and all passages together counting the same.

    The verifier is weighed beside the pointer; where it has no say, likelihood and length are: they cost more time than
    all the rest and bring next to nothing beside it. The pointer alone stands where they gain less over it than one
    standard error (Breiman et al. 1984): on a few hundred questions the best of a grid is partly luck.
    """
    if not with_pointer:
        return _best(questions, [SpanWeights(0.0, 1.0, length) for length in LENGTHS])
    weights = _gaining(questions, SpanWeights(), [SpanWeights(verified=one) for one in VERIFIED])
    if weights.verified:
        return weights
    return _gaining(questions, weights, [SpanWeights(1.0, one, more) for one, more in product(LIKELIHOODS, LENGTHS)])


def _gaining(questions: Sequence[JudgedQuestion], before: SpanWeights, grid: Sequence[SpanWeights]) -> SpanWeights:
    best = _best(questions, grid)
    answerable = [question for question in questions if question.answers]
    gains = [sum(_f1s(question, best)) - sum(_f1s(question, before)) for question in answerable]
    return best if fmean(gains) > pstdev(gains) / len(gains) ** 0.5 else before


def _best(questions: Sequence[JudgedQuestion], grid: Sequence[SpanWeights]) -> SpanWeights:
    """Return the weights with the highest F1; of those that do equally well, the smallest."""
    size = {weights: sum(map(abs, astuple(weights))) for weights in grid}
    return max(grid, key=lambda weights: (sum(span_f1(questions, weights)), -size[weights]))


def span_f1(questions: Sequence[JudgedQuestion], weights: SpanWeights) -> tuple[float, float]:
    """Return mean F1, over sets, of the best span of the own passage, and of the best one over all passages."""
    own: dict[str, list[float]] = {}
    together: dict[str, list[float]] = {}
    for question in questions:
        if question.answers:
            alone, among = _f1s(question, weights)
            own.setdefault(question.source, []).append(alone)
            together.setdefault(question.source, []).append(among)
    return fmean(map(fmean, own.values())), fmean(map(fmean, together.values()))


def _f1s(question: JudgedQuestion, weights: SpanWeights) -> tuple[float, float]:
    """Return the F1 of the best span of the question's own passage, and of the best one over all passages."""
    spans = [(passage, passage.best(weights)) for passage in question.passages]
    best = max(spans, key=lambda pair: pair[1].score(weights) if pair[1] else -np.inf)
    return question.f1(*spans[0]), question.f1(*best)


def _sampled(folder: Path, names: Sequence[str], count: int, seed: int) -> dict[str, list[Example]]:
    rng = random.Random(seed)
    sets: dict[str, list[Example]] = {}
    for name in names:
        examples = load_examples(folder / "qa" / "dev" / f"{name}.jsonl.gz")
        for kind in (True, False):
            members = [example for example in examples if example.answerable is kind]
            sets.setdefault(name, []).extend(rng.sample(members, min(count, len(members))))
    return sets


def _pool(folder: Path, encoder: Encoder, kept: Path) -> Pool:
    names = (*ANSWERABLE_SETS, *MIXED_SETS, *FURTHER_SETS)
    examples = [one for name in names for one in load_examples(folder / "qa" / "dev" / f"{name}.jsonl.gz")]
    return Pool(examples, encoder, kept)


def _report(fitted: Sequence[Case], calibration: Calibration) -> None:
    """Show the final thresholds, and figures in which no case is judged by a model fitted on it."""
    held: list[tuple[Case, float, bool, float]] = []
    for part in (0, 1):
        model = fit_confidence([case for index, case in enumerate(fitted) if index % 2 != part])
        held += [(case, *case.best(model)) for index, case in enumerate(fitted) if index % 2 == part]
    confidences, right = [item[1] for item in held], [item[2] for item in held]
    answerable = [item for item in held if item[0].kind == "answerable"]
    near = [item for item in held if item[0].source == MIXED_SETS[0] and item[0].kind != "far"]
    rows: list[dict[str, Cell]] = [
        {
            "questions": len(held),
            "auroc_right": auroc(confidences, right),
            "auroc_answerable": auroc([item[1] for item in near], [item[0].kind == "answerable" for item in near]),
            "ece": expected_calibration_error(confidences, right),
        }
    ]
    show("Confidence, each half judged by the other's fit (auroc_answerable: squad2_half)", rows)
    coverages = (0.2, 0.4, 0.6, 0.8, 1.0)
    risks = risk_at_coverage([item[1] for item in answerable], [item[2] for item in answerable], coverages)
    show(
        "Risk and coverage over answerable questions",
        [{"answered": coverage, "wrong": risk} for coverage, risk in zip(coverages, risks, strict=True)],
    )
    finals = [(case, *case.best(calibration)) for case in fitted]
    trade: list[dict[str, Cell]] = []
    for label, threshold in [
        *[(f"declines {share:.0%} of near misses", _declining(finals, share)) for share in (0.5, 0.6, 0.7, 0.8, 0.9)],
        ("answer_threshold", calibration.answer_threshold),
        ("quotes_threshold", calibration.quotes_threshold),
    ]:
        passed: dict[str, Cell] = {
            kind: fmean(float(item[1] >= threshold) for item in finals if item[0].kind == kind)
            for kind in ("answerable", "near", "far")
        }
        gained = fmean(item[3] * (item[1] >= threshold) for item in finals if item[0].kind == "answerable")
        trade.append({"threshold": label, "confidence": threshold, **passed, "f1_answerable": gained})
    show("What passes a threshold, by kind of question", trade)


def _report_verdicts(judged: Sequence[Case], calibration: Calibration) -> None:
    """Show what verdicts are worth, those of each half judged by the other's fit, at the final threshold."""
    held: list[tuple[str, float, bool]] = []
    half = len(judged) // 2
    for part in (0, 1):
        model = fit_confidence([case for index, case in enumerate(judged) if index % half % 2 != part])
        held += [(case.kind, *case.best(model)[:2]) for index, case in enumerate(judged) if index % half % 2 == part]
    own = [item for item in held if item[0] == "answerable"]
    given = [item for item in own if item[1] >= calibration.answer_threshold]
    row: dict[str, Cell] = {
        "questions": len(own),
        "right": fmean(item[2] for item in own),
        "threshold": calibration.answer_threshold,
        "given": len(given) / len(own),
        "right_given": fmean(item[2] for item in given) if given else None,
        "given_without_own": fmean(float(item[1] >= calibration.answer_threshold) for item in held if item[0] == "far"),
    }
    show("Verdicts, each half judged by the other's fit", [row])


def _declining(finals: Sequence[tuple[Case, float, bool, float]], share: float) -> float:
    return threshold_declining([item[1] for item in finals if item[0].kind == "near"], share)


def _profile(reader: Reader, options: argparse.Namespace) -> ReadingProfile:
    given = {field.name: getattr(options, field.name, None) for field in fields(ReadingProfile)}
    return replace(reader.profile, **{name: value for name, value in given.items() if value is not None})


def main() -> None:
    """Fit, report and store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=Path, required=True, help="folder of the checkpoint")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder that holds qa/dev")
    parser.add_argument("--questions", type=int, default=80, help="questions of each set and kind")
    parser.add_argument("--seed", type=int, default=0, help="which questions are drawn")
    parser.add_argument("--dry-run", action="store_true", help="report without storing")
    # Not "--no-answer": argparse would take that for the denial of an option "--answer".
    for option, name, text in (
        ("--titles", "titles", "titles stand in its input"),
        ("--declining", "no_answer", "it was taught to point at the first position where a passage does not answer"),
    ):
        parser.add_argument(
            option, dest=name, action=argparse.BooleanOptionalAction, help=f"{text}; kept where not given"
        )
    parser.add_argument(
        "--verified-from", type=float, help="log-odds of an answer from which the verifier reads; kept where not given"
    )
    parser.add_argument("--trained-on", nargs="+", help="data the checkpoint has seen; kept where not given")
    options = parser.parse_args()
    if not options.reader.is_dir():
        raise InputError(f"No folder {options.reader}: --reader takes the folder of a checkpoint.")
    loaded = Reader.load(str(options.reader))
    reader = Reader(loaded.checkpoint, _profile(loaded, options))
    encoder = Encoder.load(None)
    pool = _pool(options.data, encoder, options.reader.parent / "pool.npy")
    sets = _sampled(options.data, (*ANSWERABLE_SETS, *MIXED_SETS), options.questions, options.seed)
    questions = judge(reader, encoder, sets, pool)
    weights = fit_span_weights(questions, with_pointer=reader.checkpoint.span_head is not None)
    compared = {"as stored": reader.profile.weights, "pointer alone": SpanWeights(), "fitted": weights}
    rows: list[dict[str, Cell]] = []
    for label, tried in compared.items():
        own, together = span_f1(questions, tried)
        parts = {field.name: float(getattr(tried, field.name)) for field in fields(tried)}
        rows.append({"weights": label, **parts, "f1_own_passage": own, "f1_five_passages": together})
    show("Span scores", rows)
    fitted = cases(questions, weights)
    calibration = with_thresholds(fit_confidence(fitted), fitted)
    _report(fitted, calibration)
    verdicts = None
    if reader.checkpoint.knows_verdicts:
        asked = judge(reader, encoder, _sampled(options.data, (VERDICT_SET,), VERDICT_QUESTIONS, options.seed), pool)
        verdicts, judged = fit_verdicts(asked, weights)
        _report_verdicts(judged, verdicts)
    profile = replace(reader.profile, weights=weights, calibration=calibration, verdicts=verdicts)
    if options.dry_run:
        print(json.dumps({field.name: getattr(calibration, field.name) for field in fields(calibration)}))
    else:
        print(f"\nstored in {profile.save(options.reader)}")


if __name__ == "__main__":
    run(main)
