"""`python -m embeddings [FOLDER] [--dry-run] [--full]`: rebuild the index from the command line."""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from embeddings.errors import CitewireError
from embeddings.progress import Progress
from embeddings.rebuild import rebuild
from embeddings.report import RebuildReport

_STAGES = {
    "scan": "Looking through the folder",
    "read": "Reading files",
    "split": "Cutting passages",
    "embed": "Embedding passages",
    "commit": "Committing",
    "index": "Indexing vectors",
}


def main() -> int:
    """Run one rebuild and print its report; return the exit status: 1 where it failed or no article could be read."""
    options = _parser().parse_args()
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    columns = (TextColumn("{task.description:28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Bars(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bars:
            stages = {stage: bars.add_task(text, total=None, visible=False) for stage, text in _STAGES.items()}

            def draw(event: Progress) -> None:
                bars.update(stages[event.stage], completed=event.done, total=event.total, visible=event.total > 0)

            report = rebuild(options.folder, dry_run=options.dry_run, full=options.full, progress=draw)
    except CitewireError as error:
        errors.print(str(error), style="red", markup=False)
        return 1
    except KeyboardInterrupt:
        errors.print("Stopped; the index is as it was.")
        return 130
    print("\n".join(describe(report)))
    return 1 if report.failed and not report.articles_total else 0


def describe(report: RebuildReport) -> list[str]:
    """Return the report in plain words, one line a statement."""
    lines = [f"{report.folder}: {_sums(report)}"]
    lines += [f"  not read: {path} {reason}" for path, reason in report.failed]
    lines += [f"  skipped: {path} {reason}" for path, reason in report.skipped]
    lines += [f"  same text: {path} is {same}" for path, same in report.duplicates]
    lines += [f"  left out: {path}, removed by you; --full brings it back" for path in report.excluded]
    if report.set_aside:
        lines.append(f"  The earlier index was damaged and lies in {report.set_aside}; rebuild your other folders too.")
    done = "would be embedded" if report.dry_run else "embedded"
    lines.append(
        f"{report.articles_total} articles, {report.passages_total} passages, {report.passages_embedded} {done},"
        f" generation {report.generation}, {report.seconds:.1f} s"
    )
    if report.dry_run:
        lines.append("This was a dry run: nothing was written.")
    return lines


def _sums(report: RebuildReport) -> str:
    sums = {name: len(getattr(report, name)) for name in ("added", "changed", "removed", "unchanged")}
    return ", ".join(f"{number} {name}" for name, number in sums.items())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m embeddings", description="Rebuild the index over a folder of articles."
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, help="folder of articles; by default CITEWIRE_SEEDS, else seeds"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
    parser.add_argument("--full", action="store_true", help="read and embed every file again; mend a damaged index")
    return parser


if __name__ == "__main__":
    sys.exit(main())
