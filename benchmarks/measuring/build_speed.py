"""Build speed: a rebuild, and the encoder alone, against plain `SentenceTransformer.encode` of the same passages."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from benchmarks.measuring.report import Cell
from embeddings import Archive, Encoder, rebuild
from embeddings.chunking import embedded_text
from embeddings.encoding.bundled import bundled_model
from rag import Settings

ROUNDS = 3


def build_speed(articles: Sequence[tuple[str, str]]) -> dict[str, Cell]:
    """Return passages per second, medians over `ROUNDS` rounds that take a share of the (title, text) articles each.

    In every round all three work on the same passages one after the other; models are loaded before. `least_cosine`
    is the lowest agreement of any passage's two vectors, `to_plain` the median of the rounds' ratios.
    """
    encoder = Encoder.load(None)
    plain = SentenceTransformer(str(bundled_model()), local_files_only=True)
    rounds = []
    _rebuilt(articles[:1])
    for number in range(ROUNDS):
        texts, rebuild_speed = _rebuilt(articles[number::ROUNDS])
        # Whoever goes first in one round goes second in the next.
        if number % 2:
            reference, plain_speed = _timed(plain, texts)
            vectors, encoder_speed = _timed(encoder, texts)
        else:
            vectors, encoder_speed = _timed(encoder, texts)
            reference, plain_speed = _timed(plain, texts)
        cosine = float((vectors * reference).sum(axis=1).min())
        rounds.append((len(texts), rebuild_speed, encoder_speed, plain_speed, cosine))
    counts, rebuild_speeds, encoder_speeds, plain_speeds, cosines = zip(*rounds, strict=True)
    return {
        "name": "build",
        "n": sum(counts),
        "rebuild_passages_s": median(rebuild_speeds),
        "encoder_passages_s": median(encoder_speeds),
        "plain_passages_s": median(plain_speeds),
        "rebuild_to_plain": median(ours / theirs for ours, theirs in zip(rebuild_speeds, plain_speeds, strict=True)),
        "encoder_to_plain": median(ours / theirs for ours, theirs in zip(encoder_speeds, plain_speeds, strict=True)),
        "least_cosine": min(cosines),
    }


def write_articles(folder: Path, articles: Sequence[tuple[str, str]]) -> None:
    """Write each (title, text) as a .json file of its own into a new folder."""
    folder.mkdir(parents=True)
    for number, (title, text) in enumerate(articles):
        (folder / f"{number:06}.json").write_text(json.dumps({"title": title, "text": text}), encoding="utf-8")


def _rebuilt(articles: Sequence[tuple[str, str]]) -> tuple[list[str], float]:
    """Build a fresh index; return the texts that were embedded and how many passages a second were."""
    with TemporaryDirectory(prefix="citewire-benchmark-") as name:
        settings = Settings(seeds=Path(name) / "seeds", index=Path(name) / "index")
        write_articles(settings.seeds, articles)
        started = time.perf_counter()
        embedded = rebuild(settings=settings).passages_embedded
        seconds = time.perf_counter() - started
        with Archive.open(settings).snapshot() as snapshot:
            texts = [
                embedded_text(article.title, passage.text)
                for article in snapshot.articles()
                for passage in snapshot.passages_of(article.id)
            ]
    return texts, embedded / seconds


def _timed(system: SentenceTransformer | Encoder, texts: Sequence[str]) -> tuple[NDArray[np.float32], float]:
    started = time.perf_counter()
    vectors = np.asarray(system.encode(list(texts)), dtype=np.float32)
    return vectors, len(texts) / (time.perf_counter() - started)
