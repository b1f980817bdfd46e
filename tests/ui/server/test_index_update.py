"""The look at the articles before the chat opens: whatever goes wrong, an index that is there is served."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from rag import CitewireError, Settings
from ui.server import index_update


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
