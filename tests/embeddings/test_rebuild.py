import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings import Archive, Article, IndexMissing, IndexSettings, InputError, Progress, rebuild, remove
from embeddings.store.derived import indexes, vector_index

Write = Callable[[str, str | bytes], Path]
LONG = "\n".join(
    f"Paragraph {n} of this report speaks of rubles, {'of funds and forums, ' * 12}at length." for n in range(20)
)


def story(subject: str) -> str:
    return f"Headline of {subject}\n\nThe first sentence is of {subject}. The second one is of chips."


def articles(settings: IndexSettings) -> dict[str, Article]:
    with Archive.open(settings).snapshot() as snapshot:
        return {article.path: article for article in snapshot.articles()}


def stored_vectors(settings: IndexSettings) -> int:
    with sqlite3.connect(settings.index / "store.sqlite3") as store:
        return int(store.execute("SELECT count(*) FROM vectors").fetchone()[0])


def found(settings: IndexSettings, query: str) -> list[str]:
    """Return the paths of the articles that a search for words finds, best first."""
    with Archive.open(settings).snapshot() as snapshot:
        passages = snapshot.passages([hit.passage_id for hit in snapshot.search_text(query, 10)])
        return list(dict.fromkeys(str(getattr(snapshot.article(p.article_id), "path", None)) for p in passages))


def test_articles_come_from_files_of_all_kinds_and_folders_below(settings: IndexSettings, write: Write) -> None:
    write("a.txt", story("Tula"))
    write("deep/er/b.md", "---\ntitle: B\n---\nWords of Moscow.")
    write("c.jsonl", '{"title": "C1", "text": "Words of Expo."}\n{"title": "C2", "text": "Words of Zelenograd."}')
    report = rebuild(settings=settings)
    assert report.added == ("a.txt", "c.jsonl", "deep/er/b.md")
    assert set(articles(settings)) == {"a.txt", "deep/er/b.md", "c.jsonl#1", "c.jsonl#2"}
    assert (report.articles_total, report.passages_total, report.passages_embedded, report.generation) == (4, 4, 4, 1)
    assert found(settings, "zelenograd") == ["c.jsonl#2"]


def test_every_passage_and_sentence_is_an_exact_part_of_its_article(settings: IndexSettings, write: Write) -> None:
    write(
        "a.txt",
        "\ufeffHead\r\n5 Apr 2023\r\n\r\nMOSCOW. April 5 (Interfax) - It\xa0is “deep”.\x00"
        " So e\u0301t\u00e9 😀 went.\r\n- one\r\n- two",
    )
    write("b.txt", story("Москва") + "\n" + "слово " * 900)
    write("c.txt", LONG)
    rebuild(settings=settings)
    with Archive.open(settings).snapshot() as snapshot:
        for article in snapshot.articles():
            passages = snapshot.passages_of(article.id)
            assert [passage.ordinal for passage in passages] == list(range(len(passages)))
            for passage in passages:
                assert article.text[passage.start : passage.end] == passage.text
                assert passage.sentences[0].start == passage.start
                assert passage.sentences[-1].end == passage.end
                assert all(article.text[s.start : s.end].strip() for s in passage.sentences)


def test_a_second_rebuild_does_nothing(settings: IndexSettings, write: Write) -> None:
    write("a.txt", story("Tula"))
    first = rebuild(settings=settings)
    again = rebuild(settings=settings)
    assert again.unchanged == ("a.txt",)
    assert (again.added, again.changed, again.passages_embedded) == ((), (), 0)
    assert again.generation == first.generation


def test_only_new_text_is_embedded(settings: IndexSettings, write: Write) -> None:
    write("a.txt", LONG)
    before = rebuild(settings=settings)
    write("b.txt", story("Expo"))
    report = rebuild(settings=settings)
    assert (report.added, report.unchanged, report.passages_embedded) == (("b.txt",), ("a.txt",), 1)
    assert report.passages_total == before.passages_total + 1 == stored_vectors(settings)
    assert report.generation == before.generation + 1
    assert found(settings, "Expo") == ["b.txt"]


def test_of_an_edited_article_only_the_changed_passages_are_embedded(settings: IndexSettings, write: Write) -> None:
    write("a.txt", "Headline\n\n" + LONG)
    before = rebuild(settings=settings)
    old = articles(settings)["a.txt"]
    write("a.txt", "Headline\n\n" + LONG.replace("Paragraph 15 of this", "Paragraph 15 of that"))
    report = rebuild(settings=settings)
    assert report.changed == ("a.txt",)
    assert 1 <= report.passages_embedded <= 3 < before.passages_total
    assert stored_vectors(settings) == report.passages_total
    assert articles(settings)["a.txt"].id != old.id


def test_the_same_bytes_with_another_time_are_unchanged(settings: IndexSettings, write: Write) -> None:
    os.utime(write("a.txt", story("Tula")), (10**9, 10**9))
    rebuild(settings=settings)
    os.utime(settings.seeds / "a.txt", (11**9, 11**9))
    assert rebuild(settings=settings).unchanged == ("a.txt",)


def test_an_edit_within_the_same_tick_and_of_the_same_size_is_seen(settings: IndexSettings, write: Write) -> None:
    path = write("a.txt", story("Tula"))
    now = path.stat().st_mtime_ns
    rebuild(settings=settings)
    write("a.txt", story("Omsk"))
    os.utime(path, ns=(now, now))
    assert rebuild(settings=settings).changed == ("a.txt",)


def test_a_new_headline_over_the_same_text_is_embedded_anew(settings: IndexSettings, write: Write) -> None:
    write("a.md", "---\ntitle: Old name\n---\nThe same words.")
    rebuild(settings=settings)
    write("a.md", "---\ntitle: New name\nsource: Gazeta\n---\nThe same words.")
    report = rebuild(settings=settings)
    assert (report.changed, report.passages_embedded, report.passages_total) == (("a.md",), 1, 1)
    assert (articles(settings)["a.md"].title, articles(settings)["a.md"].source) == ("New name", "Gazeta")
    assert (found(settings, "new"), found(settings, "old")) == (["a.md"], [])


def test_new_metadata_alone_embeds_nothing(settings: IndexSettings, write: Write) -> None:
    write("a.md", "---\ntitle: Name\n---\nThe same words.")
    rebuild(settings=settings)
    write("a.md", "---\ntitle: Name\nkind: background\n---\nThe same words.")
    report = rebuild(settings=settings)
    assert (report.passages_embedded, report.generation) == (0, 2)
    assert articles(settings)["a.md"].kind == "background"


def test_a_file_that_is_gone_takes_its_article_with_it(settings: IndexSettings, write: Write) -> None:
    write("a.txt", story("Tula"))
    write("b.txt", story("Expo"))
    rebuild(settings=settings)
    (settings.seeds / "b.txt").unlink()
    report = rebuild(settings=settings)
    assert (report.removed, report.passages_total, stored_vectors(settings)) == (("b.txt",), 1, 1)
    assert found(settings, "Expo") == []


def test_articles_of_other_folders_stay(settings: IndexSettings, write: Write, tmp_path: Path) -> None:
    write("a.txt", story("Tula"))
    rebuild(settings=settings)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(story("Expo"))
    report = rebuild(tmp_path / "more", settings=settings)
    assert (report.added, report.articles_total) == (("a.txt",), 2)
    assert (found(settings, "Tula"), found(settings, "Expo")) == (["a.txt"], ["a.txt"])


def test_the_same_text_is_stored_once_and_the_copy_is_said(
    settings: IndexSettings, write: Write, tmp_path: Path
) -> None:
    write("a.txt", story("Tula"))
    write("b.txt", story("Tula"))
    more = tmp_path / "more"
    more.mkdir()
    (more / "c.txt").write_text(story("Tula"))
    report = rebuild(settings=settings)
    assert report.duplicates == (("b.txt", "a.txt"),)
    assert rebuild(more, settings=settings).duplicates == (("c.txt", f"{settings.seeds}/a.txt"),)
    assert rebuild(settings=settings).duplicates == (("b.txt", "a.txt"),)
    assert (report.articles_total, stored_vectors(settings)) == (1, 1)


def test_a_copy_takes_over_when_the_first_file_goes(settings: IndexSettings, write: Write) -> None:
    write("a.md", "---\ntitle: First\n---\nThe same words.")
    write("b.md", "---\ntitle: Second\n---\nThe same words.")
    rebuild(settings=settings)
    (settings.seeds / "a.md").unlink()
    assert rebuild(settings=settings).removed == ("a.md",)
    assert [(path, article.title) for path, article in articles(settings).items()] == [("b.md", "Second")]


def test_a_removed_article_stays_out_until_full(settings: IndexSettings, write: Write) -> None:
    path = write("a.txt", story("Tula"))
    write("b.txt", story("Expo"))
    rebuild(settings=settings)
    removed = remove([articles(settings)["a.txt"].id], settings=settings)
    assert [article.path for article in removed] == ["a.txt"]
    assert path.exists()
    assert found(settings, "Tula") == []
    report = rebuild(settings=settings)
    assert (report.excluded, report.articles_total) == (("a.txt",), 1)
    os.utime(path, (1, 1))
    assert rebuild(settings=settings).excluded == ("a.txt",)
    assert rebuild(settings=settings, full=True).excluded == ()
    assert found(settings, "Tula") == ["a.txt"]


def test_a_removed_article_comes_back_when_its_text_changes(settings: IndexSettings, write: Write) -> None:
    write("a.txt", story("Tula"))
    rebuild(settings=settings)
    remove([articles(settings)["a.txt"].id], settings=settings)
    write("a.txt", story("Tula and Omsk"))
    assert rebuild(settings=settings).excluded == ()
    assert found(settings, "Omsk") == ["a.txt"]


def test_an_unknown_id_removes_nothing(settings: IndexSettings, write: Write) -> None:
    write("a.txt", story("Tula"))
    rebuild(settings=settings)
    with pytest.raises(InputError, match="citewire list"):
        remove([articles(settings)["a.txt"].id, "0123456789ab"], settings=settings)
    assert list(articles(settings)) == ["a.txt"]


def test_removing_without_an_index_makes_none(settings: IndexSettings) -> None:
    with pytest.raises(IndexMissing, match="citewire rebuild"):
        remove(["0123456789ab"], settings=settings)
    assert not settings.index.exists()


def test_full_reads_and_embeds_all_of_the_folder_again(settings: IndexSettings, write: Write, tmp_path: Path) -> None:
    write("a.txt", LONG)
    first = rebuild(settings=settings)
    shutil.copytree(settings.seeds, tmp_path / "more")
    (tmp_path / "more" / "a.txt").write_text(story("Expo"))
    rebuild(tmp_path / "more", settings=settings)
    report = rebuild(settings=settings, full=True)
    assert report.passages_embedded == first.passages_total == report.passages_total - 1
    assert report.generation == 3


def test_a_dry_run_says_the_same_and_writes_nothing(settings: IndexSettings, write: Write) -> None:
    write("a.txt", LONG)
    dry = rebuild(settings=settings, dry_run=True)
    assert not settings.index.exists()
    wet = rebuild(settings=settings)
    assert (dry.added, dry.passages_embedded, dry.passages_total) == (
        wet.added,
        wet.passages_embedded,
        wet.passages_total,
    )
    write("b.txt", story("Expo"))
    (settings.seeds / "a.txt").unlink()
    dry = rebuild(settings=settings, dry_run=True)
    assert (dry.added, dry.removed, dry.passages_embedded, dry.generation) == (("b.txt",), ("a.txt",), 1, 1)
    assert list(articles(settings)) == ["a.txt"]


def test_the_report_is_json(settings: IndexSettings, write: Write) -> None:
    write("новости.txt", story("Tula"))
    write("empty.txt", "")
    report = json.loads(rebuild(settings=settings).to_json())
    assert report["added"] == ["новости.txt"]
    assert report["failed"][0][0] == "empty.txt"


def test_progress_is_told_from_first_to_last_stage(settings: IndexSettings, write: Write) -> None:
    write("a.txt", LONG)
    events: list[Progress] = []
    rebuild(settings=settings, progress=events.append)
    assert list(dict.fromkeys(event.stage for event in events)) == ["scan", "read", "split", "embed", "commit", "index"]
    for stage in ("scan", "read", "split", "embed", "commit", "index"):
        steps = [event for event in events if event.stage == stage]
        assert [step.done for step in steps] == sorted(step.done for step in steps)
        assert steps[0].done == 0 < steps[-1].done == steps[-1].total


def test_one_article_more_neither_reads_nor_writes_the_search_index_of_all_others(
    settings: IndexSettings, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", story("Tula"))
    rebuild(settings=settings)
    file = settings.index / indexes.VECTORS_FILE
    before = file.stat()

    def read(_: Path) -> None:
        raise AssertionError("the search index was read")

    with monkeypatch.context() as patched:
        patched.setattr(vector_index, "read", read)
        write("b.txt", story("Expo"))
        rebuild(settings=settings)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    with Archive.open(settings).snapshot() as snapshot:
        (passage,) = snapshot.passages_of(articles(settings)["b.txt"].id)
        assert snapshot.search_dense(snapshot.vectors([passage.id])[0], 1)[0].passage_id == passage.id
