"""A copy of the store that is put back under a running chat is searched by its own vectors, words and dates."""

import shutil
from collections.abc import Callable
from pathlib import Path

from embeddings import Archive, IndexSettings, rebuild
from embeddings.store.sqlite.store import STORE_FILE

Write = Callable[[str, str | bytes], Path]


def put_back(copy: Path, store: Path) -> None:
    """Put a copy in the place of a store, as whoever keeps copies does."""
    for suffix in ("-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)
    shutil.copy(copy, store.with_suffix(".coming"))
    store.with_suffix(".coming").replace(store)


def test_a_restored_store_is_not_searched_by_what_was_made_of_the_one_before(
    settings: IndexSettings, write: Write, tmp_path: Path
) -> None:
    store, copy = settings.index / STORE_FILE, tmp_path / "copy.sqlite3"
    write("kept.txt", "Headline\n\nThe harbour of Velm opened a second quay.")
    rebuild(settings=settings)
    shutil.copy(store, copy)
    before = write("before.txt", "Headline\n\nA bakery in the old town won a prize for its rye bread.")
    rebuild(settings=settings)
    archive = Archive.open(settings)
    with archive.snapshot() as snapshot:
        assert len(snapshot.search_dense(archive.encoder.encode_query("rye bread"), 5)) == 2
        assert len(snapshot.select()) == 2
    put_back(copy, store)
    before.unlink()
    write(
        "after.txt",
        "Headline\n\nThe orchestra plays two symphonies on Friday.",
    )
    # The same number of a generation, and of a passage, as the one that the copy knows nothing of.
    assert rebuild(settings=settings).generation == 2
    with archive.snapshot() as snapshot:
        vector = archive.encoder.encode_query("Which symphonies does the orchestra play?")
        best = snapshot.search_dense(vector, 5)[0]
        (passage,) = snapshot.passages([best.passage_id])
        assert "orchestra" in passage.text
        assert best.score > 0.5
        assert snapshot.select() == {article.id for article in snapshot.articles()}
