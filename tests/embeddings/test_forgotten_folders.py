"""A folder that was renamed leaves no ghosts: they are told of, and forgotten when asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from embeddings import Archive, IndexSettings, InputError, forget, rebuild

Write = Callable[[str, str | bytes], Path]


def texts(settings: IndexSettings) -> dict[str, str]:
    with Archive.open(settings).snapshot() as snapshot:
        return {f"{Path(article.folder).name}/{article.path}": article.text for article in snapshot.articles()}


def test_what_a_renamed_folder_held_is_told_of_and_forgotten(settings: IndexSettings, write: Write) -> None:
    write("kept.txt", "Headline\n\nThe harbour of Velm opened.")
    gone = write("gone.txt", "Headline\n\nThe bridge over the Sill closed.")
    rebuild(settings=settings)
    gone.unlink()
    renamed = settings.seeds.rename(settings.seeds.with_name("archive"))
    report = rebuild(renamed, settings=settings)
    ((folder, why),) = report.failed
    assert folder == str(settings.seeds)
    assert f"citewire forget {settings.seeds}" in why
    assert set(texts(settings)) == {"news/kept.txt", "news/gone.txt"}
    assert set(forget(settings.seeds, settings=settings)) == {"kept.txt", "gone.txt"}
    assert texts(settings) == {"archive/kept.txt": "The harbour of Velm opened."}
    assert rebuild(renamed, settings=settings).failed == ()


def test_a_folder_of_which_nothing_is_held_is_said_with_those_that_are(settings: IndexSettings, write: Write) -> None:
    write("a.txt", "Headline\n\nThe harbour of Velm opened.")
    rebuild(settings=settings)
    with pytest.raises(InputError, match=str(settings.seeds)):
        forget("nowhere", settings=settings)


def test_settings_that_cannot_be_read_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "citewire.toml").write_text("passage_words = 'many'\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="passage_words"):
        forget("nowhere")


def test_the_command_forgets_a_folder(settings: IndexSettings, write: Write, citewire: Callable[..., Any]) -> None:
    write("a.txt", "Headline\n\nThe harbour of Velm opened.")
    rebuild(settings=settings)
    assert citewire("forget", str(settings.seeds), "--index", str(settings.index)).out.startswith("Forgot 1 files")
    assert texts(settings) == {}


def test_a_file_name_that_a_terminal_would_obey_is_skipped_and_shown_harmless(
    settings: IndexSettings, write: Write
) -> None:
    write("a.txt", "Headline\n\nThe harbour of Velm opened.")
    write("\x1b]0;taken over\x07.txt", "Headline\n\nThe bridge over the Sill closed.")
    report = rebuild(settings=settings)
    assert report.skipped == (("?]0;taken over?.txt", "has a name that is not valid text; rename it"),)
    assert report.articles_total == 1


def test_an_article_that_cannot_be_cut_ends_no_rebuild_and_is_tried_again(
    settings: IndexSettings, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from embeddings.chunking import Chunker

    cut = Chunker.cut

    def fail(self: Chunker, text: str, title: str) -> Any:
        if "Sill" in text:
            raise ValueError("no passage fits")
        return cut(self, text, title)

    write("a.txt", "Headline\n\nThe harbour of Velm opened.")
    write("b.txt", "Headline\n\nThe bridge over the Sill closed.")
    with monkeypatch.context() as patched:
        patched.setattr(Chunker, "cut", fail)
        for _ in range(2):
            report = rebuild(settings=settings)
            assert dict(report.failed)["b.txt"].startswith("cannot be cut into passages (ValueError")
            assert (report.articles_total, "b.txt" in report.added) == (1, False)
    assert rebuild(settings=settings).articles_total == 2


def test_a_headline_of_more_tokens_than_the_window_leaves_room_for_its_text(
    settings: IndexSettings, write: Write
) -> None:
    write("a.json", '{"title": "' + "각각각각 " * 24 + '", "text": "오조 원을 투자한다. 정부는 부산에서 발표했다."}')
    assert rebuild(settings=settings).failed == ()
    with Archive.open(settings).snapshot() as snapshot:
        (article,) = snapshot.articles()
        assert [passage.text for passage in snapshot.passages_of(article.id)] == [article.text]
