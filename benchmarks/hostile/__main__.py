"""Hostile files: what each pathological file costs to read, and what becomes of mutated ones.

`python -m benchmarks.hostile [--limit N]` reads each file in a new process; `--limit` is the number of mutated ones.
"""

import sys
from collections import Counter

from benchmarks.hostile.files import Cost, costs
from benchmarks.hostile.mutated import mutated
from benchmarks.hostile.pathological import pathological
from benchmarks.measuring.report import Cell, arguments, finish, run, show

# What a pathological file may cost, the process that reads it and its imports included.
SECONDS, MEMORY_MB = 10, 500
MUTATED = 1_000


def main() -> None:
    """Read the files, print the tables, and exit with 1 where one crashed or went over the limits."""
    options = arguments(__doc__).parse_args()
    made = {
        "pathological": costs((name, make()) for name, make in pathological()),
        "mutated": costs(mutated(options.limit or MUTATED)),
    }
    show("The dearest files", [_row(one) for one in sorted(made["pathological"], key=lambda one: -one.seconds)[:12]])
    sets = [{"name": name, **_summary(found)} for name, found in made.items()]
    show("Hostile files", sets)
    reasons = Counter(one.said.split(";")[0][:60] for one in made["mutated"] if not one.read)
    show("Why mutated files were not read", [{"reason": why, "files": n} for why, n in reasons.most_common(12)])
    finish({"sets": sets}, as_json=options.json)
    sys.exit(int(any(one["crashed"] or one["over"] for one in sets)))


def _row(cost: Cost) -> dict[str, Cell]:
    said = "read" if cost.read else cost.said[:50]
    return {"file": cost.name, "seconds": round(cost.seconds, 1), "MB": round(cost.memory_mb), "outcome": said}


def _summary(found: list[Cost]) -> dict[str, Cell]:
    over = [one for one in found if one.seconds > SECONDS or one.memory_mb > MEMORY_MB]
    return {
        "n": len(found),
        "read": sum(one.read for one in found),
        "crashed": sum(one.crashed for one in found),
        "over": len(over),
        "most seconds": round(max(one.seconds for one in found), 1),
        "most MB": round(max(one.memory_mb for one in found)),
    }


if __name__ == "__main__":
    run(main)
