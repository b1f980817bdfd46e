"""Hostile input: files that are made to cost much, files changed at random, damaged stores, and full disks.

`python -m benchmarks.hostile [PART ...] [--limit N]`: the parts are pathological, mutated, stores and disks, by default
all; `--limit` is the number of mutated files. Full disks are small file systems in memory, which only root can mount.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict

from benchmarks.hostile.disk import filled
from benchmarks.hostile.files import Cost, costs, outcomes
from benchmarks.hostile.mutated import mutated
from benchmarks.hostile.pathological import pathological
from benchmarks.hostile.stores import damaged_stores
from benchmarks.measuring.report import Cell, arguments, finish, run, show

# What a pathological file may cost, the process that reads it and its imports included.
SECONDS, MEMORY_MB = 10, 500
MUTATED = 1_000

Summary = dict[str, Cell]


def main() -> None:
    """Measure the parts asked for, print the tables, and exit with 1 where something did not hold."""
    parser = arguments(__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(_PARTS)}")
    options = parser.parse_args()
    sets = [{"name": name, **_PARTS[name](options.limit or MUTATED)} for name in options.parts or _PARTS]
    for one in sets:
        show(str(one["name"]), [one])
    finish({"sets": sets}, as_json=options.json)
    if any(one["failed"] for one in sets):
        sys.exit(1)


def _pathological(_limit: int) -> Summary:
    found = costs(pathological())
    show("The dearest files", [_row(one) for one in sorted(found, key=lambda one: -one.seconds)[:15]])
    show("The largest files", [_row(one) for one in sorted(found, key=lambda one: -one.memory_mb)[:15]])
    over = [one for one in found if one.seconds > SECONDS or one.memory_mb > MEMORY_MB]
    crashed = [one for one in found if one.crashed]
    return {
        **_counted([one.read for one in found], len(over) + len(crashed)),
        "crashed": len(crashed),
        "over": len(over),
        "most seconds": round(max(one.seconds for one in found), 1),
        "most MB": round(max(one.memory_mb for one in found)),
    }


def _mutated(limit: int) -> Summary:
    said = outcomes(mutated(limit))
    crashed = sum("ends the process" in one for one in said)
    over = sum("takes more than" in one for one in said)
    return {**_counted([not one for one in said], crashed + over), "crashed": crashed, "over": over}


def _stores(_limit: int) -> Summary:
    found = list(damaged_stores())
    show("What did not hold", [asdict(one) for one in found if not one.held])
    names = ("found", "true_answers", "mended")
    held = {name: sum(getattr(one, name) for one in found) for name in names}
    return {**_counted([one.held for one in found], sum(not one.held for one in found)), **held}


def _disks(_limit: int) -> Summary:
    found = list(filled())
    show("Full disks", [{**asdict(one), "said": one.said[:60]} for one in found])
    lost = sum(not one.held for one in found)
    return {**_counted([not one.said for one in found], lost), "refused": sum(bool(one.said) for one in found)}


def _counted(done: Sequence[bool], failed: int) -> Summary:
    return {"n": len(done), "done": sum(done), "failed": failed}


def _row(cost: Cost) -> dict[str, Cell]:
    said = "read" if cost.read else cost.said[:50]
    return {"file": cost.name, "seconds": round(cost.seconds, 1), "MB": round(cost.memory_mb), "outcome": said}


_PARTS: dict[str, Callable[[int], Summary]] = {
    "pathological": _pathological,
    "mutated": _mutated,
    "stores": _stores,
    "disks": _disks,
}


if __name__ == "__main__":
    run(main)
