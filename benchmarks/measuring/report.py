"""The report of a benchmark: common options, a Markdown table for people, one line of JSON for programs."""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from embeddings.errors import CitewireError

Cell = str | int | float | None
T = TypeVar("T")


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Return a parser with the options every benchmark takes: --data, --json, --limit."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a .jsonl or .jsonl.gz set, or a folder in BEIR's layout")
    parser.add_argument("--json", action="store_true", help="print one line of JSON last")
    parser.add_argument("--limit", type=int, help="take at most this many questions of each set")
    return parser


def table(rows: Sequence[Mapping[str, Cell]]) -> str:
    """Lay out rows as a Markdown table, the columns in order of first appearance, numbers to the right."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = [[_text(row.get(column)) for column in columns] for row in rows]
    numeric = [all(not isinstance(row.get(column), str) for row in rows) for column in columns]
    widths = [max(3, *(len(line[i]) for line in [columns, *cells])) for i in range(len(columns))]
    rule = [("-" * (width - 1) + ":") if right else "-" * width for width, right in zip(widths, numeric, strict=True)]

    def line(texts: Sequence[str]) -> str:
        padded = (
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(texts, widths, numeric, strict=True)
        )
        return f"| {' | '.join(padded)} |"

    return "\n".join(line(texts) for texts in [columns, rule, *cells])


def side_by_side(results: Sequence[Mapping[str, Any]]) -> list[dict[str, Cell]]:
    """Return one row for each system of each result, which has the keys `name`, `n`, `passages` and `systems`."""
    return [
        {"set": result["name"], "n": result["n"], "passages": result["passages"], "system": system, **figures}
        for result in results
        for system, figures in result["systems"].items()
    ]


def show(title: str, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Print one titled table."""
    print(f"\n{title}\n\n{table(rows)}", flush=True)


def finish(payload: Mapping[str, Any], *, as_json: bool) -> None:
    """Print the whole result as the last line, one JSON object, where it was asked for with --json."""
    if as_json:
        print(json.dumps(payload, ensure_ascii=False), flush=True)


def counted(items: Collection[T], what: str) -> Iterator[T]:
    """Yield the items, and keep one line of a terminal up to date with how many are done: "3/20 questions"."""
    for number, item in enumerate(items, start=1):
        yield item
        if number % 20 == 0 or number == len(items):
            print(f"\r{number}/{len(items)} {what}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def run(main: Callable[[], None]) -> None:
    """Run a benchmark's main; an error citewire raises on purpose is shown as its message, with exit status 1."""
    try:
        main()
    except CitewireError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
