import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from embeddings import Archive, IndexMissing, IndexSettings, rebuild
from embeddings.store.conditions import Conditions

Write = Callable[[str, str | bytes], Path]
Paths = Callable[..., list[str]]


def test_dense_search_finds_by_meaning(archive: Archive) -> None:
    with archive.snapshot() as snapshot:
        hits = snapshot.search_dense(archive.encoder.encode_query("goods that a company annihilated"), 3)
        (best,) = snapshot.passages([hits[0].passage_id])
        assert "Stocks" in best.text
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        vectors = snapshot.vectors([hit.passage_id for hit in hits])
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("Who hoped?", "tula"),
        ("1.86 billion", "cisco"),
        ("CISCO", "cisco"),
        ("kopeck", "ruble"),
        ("cafe in Cadca", "ruble"),
        ("café Čadca", "ruble"),
        ("МОСКВА", "moscow"),
        ("микроэлектроники", "moscow"),
    ],
)
def test_text_search_finds_by_stem_headline_and_without_accents(
    archive: Archive, paths: Paths, query: str, path: str
) -> None:
    assert paths(archive, query)[0] == path


def test_a_headline_counts_more_than_a_body(settings: IndexSettings, write: Write, paths: Paths) -> None:
    write("a.md", "---\ntitle: Expo\n---\nA fair was held there by many people in that year.")
    write("b.md", "---\ntitle: A fair\n---\nThe expo was held there by many people in that year.")
    write("c.md", "---\ntitle: Other\n---\nNothing of it.")
    rebuild(settings=settings)
    assert paths(Archive.open(settings), "expo") == ["a", "b"]


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", "a AND", "NEAR(", "body:x", "* OR *", "-x", "(", ")", "{a b}", "^x", "x*", "\\", "%", ";--", "\0",
        "\ud800", "😀", "AND OR NOT", "headline : y", "a" * 50_000, "word " * 10_000, "“”", "数 学", "", " ",
    ],
)  # fmt: skip
def test_any_text_is_a_safe_query(archive: Archive, query: str) -> None:
    with archive.snapshot() as snapshot:
        assert len(snapshot.search_text(query, 5)) <= 5


def test_filters_select_by_date_outlet_and_kind(archive: Archive) -> None:
    with archive.snapshot() as snapshot:

        def selected(**conditions: object) -> set[str]:
            chosen = snapshot.select(Conditions(**conditions))  # type: ignore[arg-type]
            return {article.path.removesuffix(".md") for article in snapshot.articles() if article.id in chosen}

        assert selected() == {"tula", "cisco", "ruble", "moscow"}
        assert selected(published_from=date(2023, 4, 5)) == {"tula", "cisco"}
        assert selected(published_to=date(2023, 4, 5)) == {"cisco", "ruble"}
        assert selected(sources=["gazeta", "INTERFAX"]) == {"tula", "cisco"}
        assert selected(kinds=["Background"]) == {"ruble"}
        assert selected(kinds=["news"], published_to=date(2023, 5, 1)) == {"cisco"}
        assert selected(sources=["Nobody"]) == set()


def test_both_searches_stay_within_the_articles_given(archive: Archive) -> None:
    with archive.snapshot() as snapshot:
        news = snapshot.select(Conditions(sources=("Gazeta",)))
        vector = archive.encoder.encode_query("rubles")
        hits = snapshot.search_dense(vector, 10, article_ids=news) + snapshot.search_text(
            "ruble of Borisov", 10, article_ids=news
        )
        assert {passage.article_id for passage in snapshot.passages([hit.passage_id for hit in hits])} == news
        assert snapshot.search_dense(vector, 10, article_ids=frozenset()) == []
        assert snapshot.search_text("rubles", 10, article_ids=frozenset()) == []


def test_articles_are_listed_newest_first_and_found_by_id(archive: Archive) -> None:
    with archive.snapshot() as snapshot:
        listed = snapshot.articles()
        assert [article.path for article in listed] == ["tula.md", "cisco.md", "ruble.md", "moscow.md"]
        assert snapshot.article(listed[0].id) == listed[0]
        assert snapshot.article("0123456789ab") is None
        assert snapshot.passages_of("0123456789ab") == []
        assert snapshot.counts().articles == 4


def test_passages_and_vectors_come_in_the_order_asked_for(archive: Archive) -> None:
    with archive.snapshot() as snapshot:
        ids = [hit.passage_id for hit in snapshot.search_dense(archive.encoder.encode_query("x"), 4)]
        twice = [*ids[::-1], *ids]
        assert [passage.id for passage in snapshot.passages(twice)] == twice
        assert np.array_equal(snapshot.vectors(twice)[:4][::-1], snapshot.vectors(twice)[4:])


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("fault", ["missing", "empty", "cut", "garbage", "of another store", "older"])
def test_vectors_are_derived_from_the_store_where_their_file_does_not_fit(
    settings: IndexSettings, write: Write, tmp_path: Path, fault: str
) -> None:
    path = settings.index / "vectors.faiss"
    match fault:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(path.read_bytes()[:-100])
        case "garbage":
            path.write_bytes(b"garbage" * 500)
        case "of another store":
            (tmp_path / "other").mkdir()
            (tmp_path / "other" / "x.txt").write_text("Other words.")
            rebuild(tmp_path / "other", settings=IndexSettings(index=tmp_path / "other-index"))
            shutil.copy(tmp_path / "other-index" / "vectors.faiss", path)
        case "older":
            older = path.read_bytes()
            write("new.txt", "Headline\n\nRubles and rubles.")
            rebuild(settings=settings)
            path.write_bytes(older)
    fresh = Archive.open(settings)
    with fresh.snapshot() as snapshot:
        hits = snapshot.search_dense(fresh.encoder.encode_query("company destroyed stocks"), 10)
        assert len(hits) == snapshot.counts().passages
        assert "Stocks" in snapshot.passages([hits[0].passage_id])[0].text
    rebuild(settings=settings)
    with Archive.open(settings).snapshot() as snapshot:
        assert len(snapshot.search_dense(fresh.encoder.encode_query("stocks"), 10)) == snapshot.counts().passages


@pytest.mark.parametrize(
    "state", ["no folder", "empty folder", "empty file", "no tables", "a file in place of the folder"]
)
def test_where_there_is_no_index_the_command_that_builds_one_is_named(settings: IndexSettings, state: str) -> None:
    if state == "a file in place of the folder":
        settings.index.touch()
    elif state != "no folder":
        settings.index.mkdir()
    if state == "empty file":
        (settings.index / "store.sqlite3").touch()
    elif state == "no tables":
        sqlite3.connect(settings.index / "store.sqlite3").execute("PRAGMA journal_mode = WAL").connection.close()
    with pytest.raises(IndexMissing, match="citewire rebuild"):
        Archive.open(settings)
