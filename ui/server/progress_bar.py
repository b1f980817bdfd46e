"""The progress bar: how far a rebuild has come and how long it still takes; in a log, a line now and then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from embeddings.progress import Progress as Step
from ui import texts

_SECONDS_A_LINE = 30.0


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[Step], None]]:
    """Draw one bar for each stage, gone at the end; yield what a rebuild tells its progress to.

    Where the console is no terminal, a stage that takes long prints a line each half minute instead.
    """
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def draw(step: Step) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bar.add_task(texts.STAGES.get(step.stage, step.stage))
            bar.update(tasks[step.stage], completed=step.done, total=step.total)

        yield draw


def _lines(console: Console) -> Callable[[Step], None]:
    stage, began, printed = "", 0.0, 0.0

    def tell(step: Step) -> None:
        nonlocal stage, began, printed
        now = time.monotonic()
        if step.stage != stage:
            stage, began, printed = step.stage, now, now
        elif step.done and now - printed >= _SECONDS_A_LINE:
            printed = now
            left = (now - began) / step.done * (step.total - step.done)
            line = texts.progress(texts.STAGES.get(stage, stage), step.done, step.total, left)
            console.print(line, markup=False, highlight=False, soft_wrap=True)

    return tell
