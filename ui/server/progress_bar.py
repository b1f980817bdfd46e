"""The progress bar: how far a rebuild has come and how long it still takes, on a terminal."""

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


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[Step], None]]:
    """Draw one bar for each stage, gone at the end; yield what a rebuild tells its progress to."""
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
