"""Restoring: removed articles come back alone, with their passages, or the index stays as it is."""

import json
from pathlib import Path

import pytest

from embeddings import Archive, IndexSettings, InputError, amend, rebuild, remove, restore


@pytest.fixture
def settings(tmp_path: Path) -> IndexSettings:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "weir.txt").write_text("Weir holds\n\nThe weir at Fenwick held on Tuesday.\n")
    records = [{"title": f"Title {n}", "text": f"Story number {n} of the day."} for n in range(3)]
    (folder / "many.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    settings = IndexSettings(seeds=folder, index=tmp_path / "index")
    rebuild(settings=settings)
    return settings


def held(settings: IndexSettings) -> dict[str, str]:
    with Archive.open(settings).snapshot() as snapshot:
        return {article.path: article.id for article in snapshot.articles()}


def test_a_removed_article_comes_back_with_its_passages_and_the_others_stay_out(settings: IndexSettings) -> None:
    before = held(settings)
    remove([before["many.jsonl#1"], before["many.jsonl#3"], before["weir.txt"]], settings=settings)
    (back,) = restore(["many.jsonl#3"], settings.seeds, settings=settings)
    assert back.id == before["many.jsonl#3"]
    assert held(settings).keys() == {"many.jsonl#2", "many.jsonl#3"}
    with Archive.open(settings).snapshot() as snapshot:
        assert snapshot.passages_of(back.id)
    assert set(rebuild(settings=settings).excluded) == {"many.jsonl#1", "weir.txt"}


@pytest.mark.parametrize("path", ["many.jsonl#2", "nowhere.txt"])
def test_what_was_not_removed_cannot_come_back_and_nothing_changes(settings: IndexSettings, path: str) -> None:
    remove([held(settings)["weir.txt"]], settings=settings)
    before = held(settings)
    with pytest.raises(InputError, match="citewire rebuild"):
        restore(["weir.txt", path], settings.seeds, settings=settings)
    assert held(settings) == before


def test_an_article_whose_file_is_gone_cannot_come_back(settings: IndexSettings) -> None:
    remove([held(settings)["weir.txt"]], settings=settings)
    (settings.seeds / "weir.txt").unlink()
    with pytest.raises(InputError, match=r"weir\.txt"):
        restore(["weir.txt"], settings.seeds, settings=settings)


def test_an_article_that_was_edited_meanwhile_is_not_buried_with_those_that_stay_out(settings: IndexSettings) -> None:
    before = held(settings)
    remove([before["many.jsonl#1"], before["many.jsonl#2"], before["weir.txt"]], settings=settings)
    records = [{"title": f"Title {n}", "text": f"Story number {n} of the {'night' if n else 'day'}."} for n in range(3)]
    (settings.seeds / "many.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    (back,) = restore(["many.jsonl#1"], settings.seeds, settings=settings)
    assert back.text == "Story number 0 of the day."
    assert held(settings).keys() == {"many.jsonl#1", "many.jsonl#2", "many.jsonl#3"}
    assert rebuild(settings=settings).excluded == ("weir.txt",)


def test_a_file_may_have_a_number_sign_in_its_name(settings: IndexSettings) -> None:
    (settings.seeds / "Issue #5 of 9.txt").write_text("Mill closes\n\nThe mill in Orvik closed on Monday.\n")
    (settings.seeds / "Nos. #1.jsonl").write_text('{"title": "Ferry", "text": "The ferry sails at nine."}\n')
    rebuild(settings=settings)
    before = held(settings)
    for path in ("Issue #5 of 9.txt", "Nos. #1.jsonl#1"):
        assert amend(before[path], {"source": "Isle Post"}, settings=settings).source == "Isle Post"
        remove([before[path]], settings=settings)
        (back,) = restore([path], settings.seeds, settings=settings)
        assert (back.id, back.source) == (before[path], "Isle Post")
