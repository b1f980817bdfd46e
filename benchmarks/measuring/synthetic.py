"""A synthetic archive: real passages with other names, figures and vectors, as many as are asked for.

Each copy of a passage has its names exchanged for other names of the collection, the same name for the same one all
through a copy, and its digits moved on; the words around them stay, so that common words are as common as in life. Its
vector is the passage's, mixed with that of another passage and with noise: the copies of one passage are apart from
each other and lie among those of others, so that the ten nearest of a question are not the copies of one text.
"""

import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings import Article, Span, article_id
from embeddings.chunking import OVERLAP, WORDS, Chunk, embedded_text, recorded
from embeddings.encoding.encoder import encoder_name
from embeddings.store import FileRecord, SqliteStore
from embeddings.store.sqlite.rows import text_key
from rag import Settings

PASSAGES_AN_ARTICLE = 4
OUTLETS = tuple(f"Outlet {number}" for number in range(10))
_FIRST_DAY = date(2000, 1, 1)
_DAYS = 9_000
_MIXED = (0.3, 0.6)
_NOISE = 0.25
_PORTION = 8_192
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,}\b")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Original:
    """A passage to make copies of: its headline, its sentences, its vector."""

    title: str
    sentences: tuple[str, ...]
    vector: NDArray[np.float32]


class Copies:
    """Makes passages out of originals; passage n is always the same."""

    def __init__(self, originals: Sequence[Original]) -> None:
        self._originals = originals
        self._vectors = np.stack([original.vector for original in originals])
        names = sorted({name for original in originals for name in _NAME.findall(" ".join(original.sentences))})
        self._names, self._places = names, {name: place for place, name in enumerate(names)}

    def text(self, n: int) -> tuple[str, list[str]]:
        """Return the headline and the sentences of passage `n`."""
        turn, which = divmod(n, len(self._originals))
        original = self._originals[which]
        # The number keeps passages without a name or figure apart, which would else be one text and one vector.
        return f"{self._altered(original.title, turn)} {turn}", [self._altered(one, turn) for one in original.sentences]

    def vectors(self, first: int, after: int) -> NDArray[np.float32]:
        """Return the vectors, shape [after - first, dimension], of the passages from `first` on."""
        draw = np.random.default_rng(first)
        own = self._vectors[np.arange(first, after) % len(self._originals)]
        other = self._vectors[draw.integers(len(self._originals), size=after - first)]
        share = draw.uniform(*_MIXED, size=(after - first, 1)).astype(np.float32)
        noise = draw.normal(scale=_NOISE / own.shape[1] ** 0.5, size=own.shape).astype(np.float32)
        mixed = (1 - share) * own + share * other + noise
        vectors: NDArray[np.float32] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
        return vectors

    def _altered(self, text: str, turn: int) -> str:
        renamed = _NAME.sub(lambda name: self._name(name[0], turn), text)
        return _DIGIT.sub(lambda digit: str((int(digit[0]) + turn) % 10), renamed)

    def _name(self, name: str, turn: int) -> str:
        # A step that shares no factor with most numbers of names, so that copies differ in all their names.
        return self._names[(self._places[name] + 7919 * turn) % len(self._names)] if name in self._places else name


def fill(settings: Settings, copies: Copies, passages: int) -> dict[str, float]:
    """Write an index of so many passages beside stub files that stand for its articles; return the seconds it took.

    A later rebuild of the folder finds every file unchanged and reads none of them.
    """
    settings.seeds.mkdir(parents=True, exist_ok=True)
    settings.index.mkdir(parents=True, exist_ok=True)
    store = SqliteStore(settings.index)
    started = time.perf_counter()
    with store.edit() as edit:
        for at in range(0, passages, _PORTION):
            keys: list[bytes] = []
            for article, chunks in _articles(copies, settings.seeds, at, min(at + _PORTION, passages)):
                status = (settings.seeds / article.path).stat()
                folder = str(settings.seeds.resolve())
                edit.put_file(FileRecord(folder, article.path, status.st_size, status.st_mtime_ns, ""), {0: article})
                edit.put_passages(article, chunks)
                keys += [text_key(embedded_text(article.title, article.text[one.start : one.end])) for one in chunks]
            fresh = dict(zip(keys, copies.vectors(at, at + len(keys)), strict=True))
            wanted = edit.unembedded()
            edit.put_vectors(wanted, np.stack([fresh[key] for key in wanted]))
            spent = time.perf_counter() - started
            print(f"\r{at + len(keys)}/{passages} passages, {spent:.0f} s  ", end="", file=sys.stderr, flush=True)
        edit.commit(encoder=encoder_name(settings.encoder), chunking=recorded(WORDS, OVERLAP))
    committed = time.perf_counter()
    store.prepare()
    return {"store_s": committed - started, "index_s": time.perf_counter() - committed}


def _articles(copies: Copies, folder: Path, first: int, after: int) -> Iterator[tuple[Article, list[Chunk]]]:
    for start in range(first, after, PASSAGES_AN_ARTICLE):
        name = f"{start:09}.txt"
        (folder / name).write_text("x", encoding="utf-8")
        title, chunks, text = "", [], ""
        for n in range(start, min(start + PASSAGES_AN_ARTICLE, after)):
            headline, sentences = copies.text(n)
            title = title or headline
            spans = []
            for sentence in sentences:
                text = f"{text} {sentence}" if text else sentence
                spans.append(Span(len(text) - len(sentence), len(text)))
            chunks.append(Chunk(tuple(spans)))
        number = start // PASSAGES_AN_ARTICLE
        published, outlet = _FIRST_DAY + timedelta(days=number % _DAYS), OUTLETS[number % len(OUTLETS)]
        yield Article(article_id(text), title, published, outlet, None, None, "news", text, "", name, ""), chunks
