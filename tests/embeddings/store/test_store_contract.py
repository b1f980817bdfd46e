"""What every store must do: each test runs over SQLite and over Milvus."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings import Article, IndexDamaged, IndexMissing, IndexSettings, article_id
from embeddings.chunking import Chunk
from embeddings.passage import Span
from embeddings.store import Counts, FileRecord, Snapshot, Store, open_store
from embeddings.store.conditions import Conditions
from embeddings.store.hit import Hit

FOLDER = "/news"
DIMENSION = 8
ENGINES = ["sqlite", "milvus"]


def story(title: str, text: str, **fields: object) -> Article:
    blank = Article(article_id(text), title, None, None, None, None, "news", text, FOLDER, "", "0" * 64)
    return replace(blank, **fields)  # type: ignore[arg-type]


RUBLE = story("The ruble falls", "One ruble has 100 kopecks. The café is in Čadca.", published=date(2022, 1, 1))
TULA = story("Forum in Tula", "Borisov spoke at a university.", published=date(2023, 7, 12), source="Gazeta")
CISCO = story("Cisco leaves", "Stocks worth 1.86 billion were destroyed.", source="Interfax", kind="report")
LONG = story("Long", "A sentence of many words – ещё и ещё. " * 2_000)


def vector(text: str) -> NDArray[np.float32]:
    """Return a unit vector that is the text's own."""
    drawn = np.random.default_rng(list(text.encode())).normal(size=DIMENSION)
    return (drawn / np.linalg.norm(drawn)).astype(np.float32)


def chunks(text: str) -> list[Chunk]:
    """Return one passage for each sentence of the first few."""
    ends = [at + 1 for at, letter in enumerate(text) if letter == "." and text[at + 1 : at + 2] in ("", " ")][:3]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [Chunk((Span(start, end),)) for start, end in zip(starts, ends, strict=True)]


def change(store: Store, put: dict[str, Article] | None = None, drop: Sequence[str] = ()) -> int:
    """Put articles by the path of their files and drop files, in one edit; return the generation."""
    with store.edit() as edit:
        for path, article in (put or {}).items():
            edit.put_file(FileRecord(FOLDER, path, 1, 1, article.id), {0: replace(article, path=path)})
        for path in drop:
            edit.drop_file(FOLDER, path)
        for name in edit.unsplit():
            unsplit = edit.article(name)
            assert unsplit is not None
            edit.put_passages(unsplit, chunks(unsplit.text))
        keys = edit.unembedded()
        if keys:
            edit.put_vectors(keys, np.stack([vector(text) for text in edit.texts(keys)]))
        return edit.commit(encoder="test", chunking="test")


def opened(folder: Path, engine: str) -> Store:
    """Return an empty store in SQLite, or one that publishes to a file of milvus-lite."""
    (folder / "index").mkdir()
    url = str(folder / "milvus" / "news.db") if engine == "milvus" else None
    return open_store(IndexSettings(index=folder / "index", store=url))


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path, request.param)
    yield store
    store.close()


@pytest.fixture(scope="module", params=ENGINES)
def news(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with articles, for tests that only read."""
    store = opened(tmp_path_factory.mktemp("news"), request.param)
    change(store, {"c.txt": CISCO, "r.txt": RUBLE, "t.txt": TULA, "l.txt": LONG})
    yield store
    store.close()


def found(snapshot: Snapshot, query: str, **filters: frozenset[str]) -> list[str]:
    """Return the titles of the articles in which a search for words finds passages, best first."""
    passages = snapshot.passages([hit.passage_id for hit in snapshot.search_text(query, 10, **filters)])
    articles = [snapshot.article(passage.article_id) for passage in passages]
    return [article.title for article in articles if article]


def titles(store: Store) -> list[str]:
    with store.snapshot() as snapshot:
        return [article.title for article in snapshot.articles()]


def test_a_store_nothing_was_committed_to_is_missing(store: Store) -> None:
    with pytest.raises(IndexMissing, match="citewire rebuild"), store.snapshot():
        pass


def test_an_edit_without_commit_leaves_nothing(store: Store) -> None:
    with store.edit() as edit:
        edit.put_file(FileRecord(FOLDER, "a.txt", 1, 1, ""), {0: TULA})
    with pytest.raises(IndexMissing), store.snapshot():
        pass


def test_an_empty_store_answers_every_question(store: Store) -> None:
    assert change(store) == 1
    with store.snapshot() as snapshot:
        assert snapshot.search_dense(vector("x"), 5) == []
        assert snapshot.search_text("anything", 5) == []
        assert (snapshot.articles(), snapshot.newest(date.max), snapshot.article("none")) == ([], None, None)
        assert (snapshot.select(), snapshot.counts(), snapshot.copies([])) == (frozenset(), Counts(0, 0), {})
    change(store, {"t.txt": TULA})
    assert titles(store) == ["Forum in Tula"]


def test_articles_and_passages_come_back_as_they_were_put(news: Store) -> None:
    with news.snapshot() as snapshot:
        assert titles(news) == ["Forum in Tula", "The ruble falls", "Cisco leaves", "Long"]
        for path, article in {"c.txt": CISCO, "r.txt": RUBLE, "l.txt": LONG}.items():
            kept = snapshot.article(article.id)
            assert kept == replace(article, path=path, sha256=article.id)
            passages = snapshot.passages_of(article.id)
            assert [one.ordinal for one in passages] == list(range(len(chunks(article.text))))
            assert all(article.text[one.start : one.end] == one.text for one in passages)
            assert snapshot.passages([one.id for one in passages[::-1]]) == passages[::-1]
        days = snapshot.published([snapshot.passages_of(one.id)[0].id for one in (TULA, CISCO)])
        assert list(days.values()) == [TULA.published]
        assert (snapshot.newest(date.max), snapshot.counts()) == (TULA.published, Counts(4, 7))
        assert snapshot.encoder == "test"
        with pytest.raises(IndexDamaged, match="citewire rebuild --full"):
            snapshot.passages([999])


def test_dense_search_ranks_by_inner_product(news: Store) -> None:
    asked = vector("a question")
    with news.snapshot() as snapshot:
        ids = [one.id for article in (CISCO, RUBLE, TULA) for one in snapshot.passages_of(article.id)]
        scores = dict(zip(ids, (snapshot.vectors(ids) @ asked).tolist(), strict=True))
        hits = snapshot.search_dense(asked, 3)
        assert [hit.passage_id for hit in hits] == sorted(ids, key=lambda one: -scores[one])[:3]
        assert [hit.score for hit in hits] == pytest.approx([scores[hit.passage_id] for hit in hits], abs=1e-3)
        assert snapshot.search_dense(asked, 0) == []


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Who was speaking of universities? Borisov", "Forum in Tula"),
        ("kopeck", "The ruble falls"),
        ("cafe in Cadca", "The ruble falls"),
        ("1.86 billion", "Cisco leaves"),
        ("CISCO", "Cisco leaves"),
        ('"worth 1.86"', "Cisco leaves"),
    ],
)
def test_text_search_finds_by_stem_headline_and_without_accents(news: Store, query: str, title: str) -> None:
    with news.snapshot() as snapshot:
        assert found(snapshot, query)[0] == title


@pytest.mark.parametrize("query", ["", "   ", '"', "zebra", "zebra AND (", "\0", "§ – !", "NOT"])
def test_any_text_is_a_safe_query(news: Store, query: str) -> None:
    with news.snapshot() as snapshot:
        assert found(snapshot, query) == []


def test_a_headline_counts_more_than_a_body(store: Store) -> None:
    body = story("Expo", "A fair was held there by many people in that year.")
    head = story("Fair", "An expo was held there by many people in that year.")
    change(store, {"b.txt": body, "h.txt": head, "t.txt": TULA, "c.txt": CISCO, "r.txt": RUBLE})
    with store.snapshot() as snapshot:
        assert found(snapshot, "fair") == ["Fair", "Expo"]
        scores = [hit.score for hit in snapshot.search_text("fair", 5)]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("conditions", "meeting"),
    [
        ({}, [RUBLE, TULA, CISCO, LONG]),
        ({"published_from": date(2022, 1, 1)}, [RUBLE, TULA]),
        ({"published_from": date(2022, 1, 2)}, [TULA]),
        ({"published_to": date(2022, 1, 1)}, [RUBLE]),
        ({"sources": ["gazeta", "INTERFAX"]}, [TULA, CISCO]),
        ({"kinds": ["Report"]}, [CISCO]),
        ({"sources": ["Gazeta"], "kinds": ["report"]}, []),
        ({"sources": ["no\"such' outlet"]}, []),
        ({"article_ids": [LONG.id, CISCO.id, "no\"such' id"]}, [CISCO, LONG]),
        ({"article_ids": [LONG.id, CISCO.id], "sources": ["Interfax"]}, [CISCO]),
        ({"article_ids": ["gone"]}, []),
    ],
)
def test_filters_select_exactly(news: Store, conditions: dict[str, object], meeting: list[Article]) -> None:
    with news.snapshot() as snapshot:
        selected = snapshot.select(Conditions(**conditions))  # type: ignore[arg-type]
        assert selected == {article.id for article in meeting}
        of = {one.id: one.article_id for article in meeting for one in snapshot.passages_of(article.id)}
        dense = snapshot.search_dense(vector("a question"), 10, article_ids=selected)
        assert {hit.passage_id for hit in dense} == set(of)
        worded = snapshot.search_text("ruble Borisov stocks sentence", 10, article_ids=selected)
        assert {of[hit.passage_id] for hit in worded} == selected


def test_a_replaced_article_is_found_by_its_new_words_only(store: Store) -> None:
    change(store, {"t.txt": TULA, "r.txt": RUBLE})
    later = story("Forum in Tula", "Ivanov spoke at a school.", published=date(2023, 7, 13))
    assert change(store, {"t.txt": later}) == 2
    with store.snapshot() as snapshot:
        assert found(snapshot, "Borisov") == []
        assert found(snapshot, "Ivanov") == ["Forum in Tula"]
        assert snapshot.article(TULA.id) is None
        assert snapshot.newest(date.max) == later.published
        assert snapshot.newest(date(2023, 7, 12)) == RUBLE.published
        assert snapshot.catalogue() == [replace(one, text="") for one in snapshot.articles()]
        assert snapshot.counts() == Counts(2, 3)
        (first,) = snapshot.search_dense(vector("a question"), 1)
        assert snapshot.passages([first.passage_id])


def test_what_is_said_of_an_article_changes_without_its_text(store: Store) -> None:
    change(store, {"t.txt": TULA})
    assert change(store, {"t.txt": replace(TULA, source="Interfax")}) == 2
    with store.snapshot() as snapshot:
        kept = snapshot.article(TULA.id)
        assert kept is not None
        assert kept.source == "Interfax"
        assert (snapshot.select(Conditions(sources=("Gazeta",))), len(snapshot.articles())) == (frozenset(), 1)


def test_a_removed_article_is_gone_and_can_come_back(store: Store) -> None:
    change(store, {"t.txt": TULA, "r.txt": RUBLE})
    for _ in range(2):
        change(store, drop=["t.txt"])
        with store.snapshot() as snapshot:
            assert found(snapshot, "Borisov") == []
            assert snapshot.passages_of(TULA.id) == []
            assert {one.article_id for one in snapshot.passages([hit.passage_id for hit in dense(snapshot)])} == {
                RUBLE.id
            }
            assert snapshot.counts() == Counts(1, 2)
        change(store, {"t.txt": TULA})
        assert titles(store) == ["Forum in Tula", "The ruble falls"]


def dense(snapshot: Snapshot) -> list[Hit]:
    return snapshot.search_dense(vector("a question"), 10)


def test_a_snapshot_sees_one_generation(store: Store) -> None:
    assert change(store, {"t.txt": TULA}) == 1
    with store.snapshot() as before:
        assert change(store, {"r.txt": RUBLE}, drop=["t.txt"]) == 2
        with store.snapshot() as after:
            for snapshot, generation, article, gone in ((before, 1, TULA, RUBLE), (after, 2, RUBLE, TULA)):
                assert snapshot.generation == generation
                assert [one.id for one in snapshot.articles()] == [article.id] == list(snapshot.select())
                assert snapshot.article(gone.id) is None
                assert {one.article_id for one in snapshot.passages([hit.passage_id for hit in dense(snapshot)])} == {
                    article.id
                }
                assert set(found(snapshot, "Borisov kopecks")) == {article.title}


def test_a_commit_that_changes_nothing_keeps_the_generation(store: Store) -> None:
    assert change(store, {"t.txt": TULA}) == change(store) == 1


def test_near_duplicates_are_known_of_each_other(store: Store) -> None:
    told = "The minister told reporters in the capital on Monday that the plan would go ahead as agreed"
    first, second = story("One", f"{told}."), story("Two", f"{told} then.")
    change(store, {"1.txt": first, "2.txt": second, "t.txt": TULA})
    with store.snapshot() as snapshot:
        one, two, other = (snapshot.passages_of(article.id)[0].id for article in (first, second, TULA))
        assert snapshot.copies([one, two, other]) == {one: (two,), two: (one,)}
    change(store, drop=["1.txt"])
    with store.snapshot() as snapshot:
        assert snapshot.copies([two]) == {}


def test_a_closed_store_opens_again(store: Store) -> None:
    change(store, {"t.txt": TULA})
    store.prepare()
    store.close()
    assert titles(store) == ["Forum in Tula"]
