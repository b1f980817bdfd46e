"""Damaged stores: one sound index over two folders, and some fifty ways to damage a copy of its store."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from embeddings import Archive, CitewireError, rebuild
from embeddings.store.sqlite.store import STORE_FILE
from rag import Settings, answer
from rag.integrity import check_store

ARTICLES = {
    "news/harbour.md": "---\ntitle: Harbour opens its second quay\ndate: 2023-04-05\nsource: Coast Courier\n---\n"
    "The harbour of Velm opened its second quay on Wednesday. Mayor Dana Orlov said it had cost 14 million euros.\n",
    "news/bridge.md": "---\ntitle: Bridge closed for repair\ndate: 2023-05-01\nsource: Coast Courier\n---\n"
    "The old bridge over the Sill is closed until October. Traffic is sent round by the motorway.\n",
    "news/Шпак.md": "---\ntitle: Шпак о локализации\ndate: 2023-05-02\nsource: Газета\n---\n"
    "Василий Шпак говорил о глубокой локализации производства.\n",
    "more/orchestra.md": "---\ntitle: Orchestra plays two symphonies\ndate: 2023-06-09\nsource: Sill Gazette\n---\n"
    "The orchestra of Velm plays two symphonies on Friday. Tickets cost 25 euros.\n",
}
QUESTIONS = (
    "How much did the second quay of the harbour cost?",
    "Until when is the old bridge over the Sill closed?",
    "How much do tickets for the orchestra cost?",
)
_HARBOUR = "id IN (SELECT id FROM articles WHERE path = 'harbour.md')"
_OF_HARBOUR = "article_id IN (SELECT id FROM articles WHERE path = 'harbour.md')"
_OF_ORCHESTRA = "article_id IN (SELECT id FROM articles WHERE path = 'orchestra.md')"
_KEY = f"key IN (SELECT key FROM passages WHERE {_OF_HARBOUR})"


def sound_index(folder: Path) -> Settings:
    """Make a sound index of two folders of articles below `folder`, and return its settings."""
    for name, text in ARTICLES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = Settings(seeds=folder / "news", index=folder / "index")
    for part in ("more", "news"):
        rebuild(folder / part, settings=settings)
    return settings


@dataclass(frozen=True, slots=True)
class Damaged:
    """What became of a damaged store: whether the damage was found, no answer was another, and it was mended."""

    name: str
    found: bool
    true_answers: bool
    mended: bool

    @property
    def held(self) -> bool:
        """Whether all is as it should be."""
        return self.found and self.true_answers and self.mended


def damaged_stores() -> Iterator[Damaged]:
    """Damage a store in each way, and yield what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = sound_index(Path(folder))
        right = answers(settings)
        for number, (name, damage) in enumerate(damages().items()):
            copy = settings.model_copy(update={"index": Path(folder) / f"copy-{number}"})
            shutil.copytree(settings.index, copy.index)
            damage(copy.index)
            found, given = bool(faults(copy)), answers(copy)
            true = all(one == other or "citewire rebuild" in one for one, other in zip(given, right, strict=True))
            rebuild(settings=copy, full=True)
            yield Damaged(name, found, true, not faults(copy) and answers(copy) == right)


def faults(settings: Settings) -> list[str]:
    """Return what `citewire verify` finds wrong with a store, or says instead of looking at it."""
    try:
        with Archive.open(settings).snapshot() as snapshot:
            return list(check_store(snapshot).faults)
    except CitewireError as error:
        return [str(error)]


def answers(settings: Settings) -> list[str]:
    """Return the answers to the questions, or for each what was said instead of one."""
    given = []
    for question in QUESTIONS:
        try:
            given.append(answer(question, settings=settings).text)
        except CitewireError as error:
            given.append(str(error))
    return given


def damages() -> Mapping[str, Callable[[Path], None]]:
    """Return by name what damages the store in an index folder."""
    return {**{name: _statement(sql) for name, sql in _STATEMENTS.items()}, **_BYTES}


# Each is carried out behind the back of the store's triggers.
_STATEMENTS = {
    "a figure in a text": f"UPDATE articles SET text = replace(text, '14', '19') WHERE {_HARBOUR}",
    "a figure in a passage": f"UPDATE passages SET body = replace(body, '14', '19') WHERE {_OF_HARBOUR}",
    "a figure in text and passage": (
        f"UPDATE articles SET text = replace(text, '14', '19') WHERE {_HARBOUR};"
        f"UPDATE passages SET body = replace(body, '14', '19') WHERE {_OF_HARBOUR}"
    ),
    "a figure of another folder": (
        "UPDATE articles SET text = replace(text, '25', '95') WHERE path = 'orchestra.md';"
        f"UPDATE passages SET body = replace(body, '25', '95') WHERE {_OF_ORCHESTRA}"
    ),
    "a headline": f"UPDATE articles SET title = 'Harbour closes' WHERE {_HARBOUR}",
    "a date": f"UPDATE articles SET published = '2001-01-01' WHERE {_HARBOUR}",
    "no date": f"UPDATE articles SET published = 'yesterday' WHERE {_HARBOUR}",
    "an outlet": f"UPDATE articles SET source = 'Other' WHERE {_HARBOUR}",
    "an address": f"UPDATE articles SET url = 'http://example.org' WHERE {_HARBOUR}",
    "a text of bytes": f"UPDATE articles SET text = x'00ff' WHERE {_HARBOUR}",
    "a text that is no UTF-8": f"UPDATE articles SET text = CAST(x'ff' || text AS TEXT) WHERE {_HARBOUR}",
    "a headline that is no UTF-8": f"UPDATE articles SET title = CAST(x'ff' || title AS TEXT) WHERE {_HARBOUR}",
    "a passage that is no UTF-8": f"UPDATE passages SET body = CAST(x'ff' || body AS TEXT) WHERE {_OF_HARBOUR}",
    "sentences that are no JSON": f"UPDATE passages SET sentences = '[[' WHERE {_OF_HARBOUR}",
    "sentences that are shifted": f"UPDATE passages SET sentences = '[[3, 9]]' WHERE {_OF_HARBOUR}",
    "a passage's start": f'UPDATE passages SET "start" = "start" + 5 WHERE {_OF_HARBOUR}',
    "a passage's end": f'UPDATE passages SET "end" = "end" - 5 WHERE {_OF_HARBOUR}',
    "a passage's headline": f"UPDATE passages SET headline = 'Other' WHERE {_OF_HARBOUR}",
    "a passage's spelling": f"UPDATE passages SET latin = 'other' WHERE {_OF_HARBOUR}",
    "a passage's key": f"UPDATE passages SET key = x'00' WHERE {_OF_HARBOUR}",
    "a passage's place": f"UPDATE passages SET ordinal = 7 WHERE {_OF_HARBOUR}",
    "a passage's article": (
        "UPDATE passages SET article_id = (SELECT id FROM articles WHERE path = 'bridge.md'), ordinal = 1"
        f" WHERE {_OF_HARBOUR}"
    ),
    "a passage that is gone": f"DELETE FROM passages WHERE {_OF_HARBOUR}",
    "no passage": "DELETE FROM passages",
    "a vector of other numbers": f"UPDATE vectors SET vector = (SELECT max(vector) FROM vectors) WHERE {_KEY}",
    "a vector of no numbers": f"UPDATE vectors SET vector = zeroblob(0) || x'007e007e' WHERE {_KEY}",
    "a vector of nothing": f"UPDATE vectors SET vector = zeroblob(length(vector)) WHERE {_KEY}",
    "a vector that is gone": f"DELETE FROM vectors WHERE {_KEY}",
    "no vector": "DELETE FROM vectors",
    "an article that is gone": f"DELETE FROM articles WHERE {_HARBOUR}",
    "an article and its passages that are gone": (
        f"DELETE FROM passages WHERE {_OF_HARBOUR}; DELETE FROM articles WHERE {_HARBOUR}"
    ),
    "a copy that is gone": f"DELETE FROM copies WHERE {_OF_HARBOUR}",
    "a copy's headline": f"UPDATE copies SET title = 'Other' WHERE {_OF_HARBOUR}",
    "a file that is gone": "DELETE FROM files WHERE path = 'harbour.md'",
    "problems that are no JSON": "UPDATE files SET problems = '{' WHERE path = 'harbour.md'",
    "a path that is no UTF-8": "UPDATE files SET path = CAST(x'ff' AS TEXT) WHERE path = 'harbour.md'",
    "a generation that is no number": "UPDATE meta SET value = 'x' WHERE name = 'generation'",
    "a schema that is no number": "UPDATE meta SET value = 'x' WHERE name = 'schema'",
    "another dimension": "UPDATE meta SET value = '7' WHERE name = 'dimension'",
    "no encoder": "DELETE FROM meta WHERE name = 'encoder'",
    "other counts": "UPDATE meta SET value = '9' WHERE name = 'passages'",
    "no table of vectors": "DROP TABLE vectors",
    "no table of copies": "DROP TABLE copies",
    "no full-text index": "DROP TABLE words",
    "no words": "DELETE FROM words_data WHERE id > 10",
    "words of nothing": "UPDATE words_data SET block = zeroblob(length(block)) WHERE id > 10",
}


def _statement(sql: str) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        with closing(sqlite3.connect(index / STORE_FILE)) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.executescript(sql)
            for _, trigger in triggers:
                connection.execute(trigger)
            connection.commit()

    return damage


def _cut(index: Path) -> None:
    path = index / STORE_FILE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _head(index: Path) -> None:
    with (index / STORE_FILE).open("r+b") as stream:
        stream.write(b"garbage" * 20)


def _pages(index: Path) -> None:
    """Overwrite every page but the first few with nothing."""
    with (index / STORE_FILE).open("r+b") as stream:
        size = stream.seek(0, 2)
        stream.seek(size // 4)
        stream.write(bytes(size - size // 4))


def _leaf(index: Path) -> None:
    """Turn over bytes of the page where an article's text stands."""
    path = index / STORE_FILE
    data = bytearray(path.read_bytes())
    at = data.find(b"The harbour of Velm") // 4096 * 4096
    data[at : at + 64] = bytes(byte ^ 0xFF for byte in data[at : at + 64])
    path.write_bytes(data)


_BYTES: dict[str, Callable[[Path], None]] = {
    "half a file": _cut,
    "a head of garbage": _head,
    "pages of nothing": _pages,
    "a page turned over": _leaf,
}
