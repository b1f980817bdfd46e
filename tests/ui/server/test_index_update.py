"""The look at the articles before the chat opens: whatever goes wrong, an index that is there is served."""

import io
import time
from pathlib import Path

import pytest
from rich.console import Console

from rag import CitewireError, Progress, Settings
from ui.server import index_update
from ui.server.progress_bar import progress_bar


def test_a_log_gets_a_line_now_and_then_with_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter(range(0, 1000, 10))
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds))
    console = Console(file=io.StringIO(), width=1000)
    with progress_bar(console) as tell:
        for stage in ("read", "embed"):
            for done in range(7):
                tell(Progress(stage, done * 100, 1_000))
    assert console.file.getvalue().splitlines() == [  # type: ignore[attr-defined]
        "Reading articles: 300 of 1,000, about 1 minute left",
        "Reading articles: 600 of 1,000, about 1 minute left",
        "Embedding passages: 300 of 1,000, about 1 minute left",
        "Embedding passages: 600 of 1,000, about 1 minute left",
    ]


@pytest.mark.parametrize("fault", [OverflowError("a headline of 96 syllables"), CitewireError("no disk")])
def test_the_chat_starts_on_the_index_that_is_there_and_says_what_went_wrong(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(index_update, "rebuild", fail)
    console = Console(file=io.StringIO(), width=1000)
    index_update.update_index(settings, console)
    assert str(fault) in console.file.getvalue()  # type: ignore[attr-defined]
    with pytest.raises(type(fault)):
        index_update.update_index(Settings(index=tmp_path / "none", seeds=settings.seeds), console)
