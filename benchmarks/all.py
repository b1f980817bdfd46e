"""Run every benchmark in turn, each in a process of its own, and with --output keep all their figures in one file."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring.report import finish

NAMES = ("reader", "retrieval", "answers", "latency")


def main() -> int:
    """Print the tables as they come; return the number of benchmarks that failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the figures of all benchmarks as JSON")
    parser.add_argument("--json", action="store_true", help="print them as one line of JSON last")
    parser.add_argument("--limit", type=int, help="take at most this many questions of each set")
    options = parser.parse_args()
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
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps(payload, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    finish(payload, as_json=options.json)
    return len(NAMES) - len(results)


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


if __name__ == "__main__":
    sys.exit(min(main(), 1))
