"""Run the benchmarks of answers, retrieval and speed, each in a process of its own, and keep their figures in a file.

Those that need further data, a browser, hours or root are run by themselves.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring.machine import machine
from benchmarks.measuring.report import finish, show
from benchmarks.measuring.row import Row, compared
from benchmarks.quick import quick

NAMES = ("reader", "retrieval", "answers", "latency")


def main() -> int:
    """Print the tables as they come; return the number of benchmarks that failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write their figures as JSON")
    parser.add_argument("--json", action="store_true", help="print them as one line of JSON last")
    parser.add_argument("--limit", type=int, help="take at most this many questions of each set")
    parser.add_argument("--quick", action="store_true", help="take only the figures of speed and memory, in minutes")
    parser.add_argument("--against", type=Path, metavar="FILE", help="with --quick: mark what is worse than in FILE")
    options = parser.parse_args()
    if options.quick:
        return run_quick(options)
    limits = [] if options.limit is None else ["--limit", str(options.limit)]
    results: dict[str, Any] = {}
    for name in NAMES:
        print(f"\n## {name}", flush=True)
        result = measured(name, limits)
        if result is not None:
            results[name] = result
    sets = [{"benchmark": name, **row} for name, result in results.items() for row in result["sets"]]
    payload = {"sets": sets, "benchmarks": results}
    if options.output:
        _write(options.output, payload)
    finish(payload, as_json=options.json)
    return len(NAMES) - len(results)


def run_quick(options: argparse.Namespace) -> int:
    """Print the rows of `benchmarks.quick` with their targets, beside those of an earlier run where one is named."""
    before = json.loads(options.against.read_text(encoding="utf-8")) if options.against else None
    here, rows = machine(), list[Row]()
    payload: dict[str, Any] = {"machine": here, "rows": []}
    for part in quick():
        rows += part
        payload["rows"] += [row.to_json() for row in part]
        # A run that is ended before its time leaves what it has.
        if options.output:
            _write(options.output, payload)
    show("Machine", [here])
    show("Speed and memory", compared(rows, before))
    finish(payload, as_json=options.json)
    return 0


def measured(name: str, options: Sequence[str] = ()) -> dict[str, Any] | None:
    """Run one benchmark, pass its tables through and return its JSON object; None where it failed."""
    command = [sys.executable, "-m", f"benchmarks.{name}", "--json", *options]
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(last, end="", flush=True)
            last = line
    if process.returncode != 0:
        print(last, end="", flush=True)
        return None
    result: dict[str, Any] = json.loads(last)
    return result


def _write(path: Path, payload: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(payload, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(min(main(), 1))
