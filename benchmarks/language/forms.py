"""Forms: whether a question is given the sort of answer that it asks for.

The questions are in benchmarks/questions/forms.tsv (another file with --data). Half of them, "test", were kept apart
from the making of the patterns and read once it was done.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring.report import arguments, finish, run, show
from rag.answering.question_form import asked_of

_QUESTIONS = Path(__file__).resolve().parents[1] / "questions" / "forms.tsv"


def main() -> None:
    """Print the share of each half that finds its form, and the questions that do not."""
    options = arguments(__doc__).parse_args()
    with (options.data or _QUESTIONS).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))[: options.limit]
    results = [figures(split, [row for row in rows if row["split"] == split]) for split in ("dev", "test")]
    show("Forms of questions", results)
    astray = [row for row in rows if asked_of(row["question"]).form != row["form"]]
    for row in astray:
        print(f"{row['form']} taken for {asked_of(row['question']).form}: {row['question']}")
    finish({"sets": results}, as_json=options.json)


def figures(split: str, rows: Sequence[dict[str, str]]) -> dict[str, str | int | float | None]:
    """Return how many questions there are and what share finds its form."""
    right = sum(asked_of(row["question"]).form == row["form"] for row in rows)
    return {"name": split, "n": len(rows), "accuracy": right / len(rows) if rows else None}


if __name__ == "__main__":
    run(main)
