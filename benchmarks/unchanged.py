"""Unchanged: the same 400 questions over the same texts, answered in the same words as before a change.

The first run writes the answers with `--write FILE`; after the change, `--against FILE` lists those that differ. What
makes citewire faster must change none of them.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring.corpus import built, own_passages, sample
from benchmarks.measuring.datasets import load_split
from benchmarks.measuring.report import run
from rag import Answer, Settings, answer

SETS = ("squadshifts_newwiki", "squad2_half")
LIMIT = 400
_DIGITS = 3


def said(result: Answer) -> dict[str, Any]:
    """Return what a reader of the answer sees: words, kind, quotes, and confidence to three digits."""
    return {
        "kind": result.kind,
        "text": result.text,
        "short": result.short,
        "confidence": round(result.confidence, _DIGITS),
        "citations": [[one.title, one.start, one.end, one.quote] for one in result.citations],
    }


def differing(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return the questions whose answers differ by more than the last digit of their confidence."""
    return [question for question in now if not _same(before.get(question, {}), now[question])]


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    words = {**one, "confidence": None} == {**other, "confidence": None}
    return words and abs(one["confidence"] - other["confidence"]) <= 2 * 10**-_DIGITS


def ask_all(questions: Sequence[str], settings: Settings) -> dict[str, Any]:
    """Answer every question by itself."""
    return {question: said(answer(question, settings=settings)) for question in questions}


def main() -> None:
    """Answer, then write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the answers")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with answers that were kept")
    parser.add_argument("--limit", type=int, default=LIMIT, help="questions in all")
    options = parser.parse_args()
    sets = load_split("dev", SETS)
    task = own_passages("passage", [example for examples in sets.values() for example in examples])
    asked = [one.question for examples in sets.values() for one in sample(examples, options.limit // len(SETS))]
    with built(task.documents) as corpus:
        now = ask_all(list(dict.fromkeys(asked)), corpus.settings)
    if options.write:
        options.write.write_text(json.dumps(now, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.against:
        before = json.loads(options.against.read_text(encoding="utf-8"))
        changed = differing(before, now)
        for question in changed:
            print(f"\n{question}\n  before: {before.get(question)}\n  now:    {now[question]}")
        print(f"\n{len(changed)} of {len(now)} answers differ.")


if __name__ == "__main__":
    run(main)
