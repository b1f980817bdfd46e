"""The engine: archive and models, loaded once in a process and asked by any number of threads."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from embeddings import Archive, InputError, Snapshot
from rag.answering.composing import compose, compose_free
from rag.answering.evidence import Matter
from rag.answering.finding import weigh, weigh_verdicts
from rag.answering.free_text import check
from rag.answering.question_form import form_of
from rag.answering.tiers import answers_from, tier
from rag.answering.wording import NO_ARTICLES, NOTHING_PASSES
from rag.filters import Filters
from rag.follow_up.understand import understand
from rag.result import Answer
from rag.retrieval.question import normalise_question
from rag.retrieval.reranking import reranked
from rag.retrieval.retriever import Retrieval, retrieve
from rag.retrieved_passage import RetrievedPassage
from rag.settings import MOST_PASSAGES, Settings
from rag.stopwatch import Stopwatch
from rag.turn import Turn

if TYPE_CHECKING:
    from rag.reader import Reader, Reading


log = logging.getLogger(f"citewire.{__name__}")

# Milliseconds from which a question is slow.
_SLOW_MS = 2_000


class Engine:
    """Answers questions over one index with one reader. `Engine.of(settings)` gives the one this process shares."""

    def __init__(self, archive: Archive, reader: str | None = None) -> None:
        """Take an open archive and the reader's name, as in `Settings.reader`."""
        self.archive = archive
        self._reader_name = reader
        self._reader: Reader | None = None
        self._loading = Lock()
        # One question at a time uses the processor: torch spreads a single one over all cores already, and tokenizers
        # are not safe to share between threads.
        self._model_lock = Lock()

    @classmethod
    def open(cls, settings: Settings) -> "Engine":
        """Open the archive; models are loaded at first use. Raises IndexMissing, IndexMismatch or IndexDamaged."""
        return cls(Archive.open(settings), settings.reader)

    @classmethod
    def of(cls, settings: Settings) -> "Engine":
        """Return this process's engine for these settings, opening it on first use."""
        key = (settings.index.resolve(), settings.store, settings.encoder, settings.reader)
        with _opening:
            if key not in _engines:
                _engines[key] = cls.open(settings)
            return _engines[key]

    @property
    def reader(self) -> "Reader":
        """The reader; raises ModelUnavailable where it cannot be loaded."""
        with self._loading:
            if self._reader is None:
                # Imported only now: its libraries take seconds to load, and searching needs none of them.
                from rag.reader import Reader

                self._reader = Reader.load(self._reader_name)
                log.info("reader %s loaded", self._reader.name)
            return self._reader

    def search(
        self, question: str, *, filters: Filters | None = None, top_k: int | None = None, settings: Settings
    ) -> tuple[RetrievedPassage, ...]:
        """Return the passages that a question would be read against, best first; needs no reader. Raises InputError."""
        asked, wanted = normalise_question(question), _passages(top_k, settings)
        with self.archive.snapshot() as snapshot:
            return self._retrieve(snapshot, asked, filters or Filters(), wanted, settings).sources

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        top_k: int | None = None,
        settings: Settings,
    ) -> Iterator[tuple[RetrievedPassage, ...] | Answer]:
        """Yield the sources as soon as they are found, then the answer. Raises InputError for an unusable question."""
        clock = Stopwatch()
        asked, wanted = normalise_question(question), _passages(top_k, settings)
        with clock.stage("understand"):
            understood_as = understand(asked, history)
        full, filters = understood_as or asked, filters or Filters()
        # Everything the answer needs is in memory once the snapshot closes, so that a slow consumer holds no database
        # read open and may go on in another thread.
        with self.archive.snapshot() as snapshot, clock.stage("retrieve"):
            retrieval = self._retrieve(snapshot, full, filters, wanted, settings)
            generation, articles = snapshot.generation, snapshot.counts().articles
        yield retrieval.sources
        if retrieval.sources:
            found = self._read(full, retrieval, settings, clock)
        else:
            found = _nothing_to_read(full, settings, articles)
        _note(clock)
        yield replace(
            found,
            question=question,
            understood_as=understood_as,
            generation=generation,
            timings_ms=clock.timings_ms(),
        )

    def _retrieve(
        self, snapshot: Snapshot, question: str, filters: Filters, top_k: int, settings: Settings
    ) -> Retrieval:
        with self._model_lock:
            vector = self.archive.encoder.encode_query(question)
        return retrieve(
            snapshot,
            vector,
            question,
            filters=filters,
            candidates=settings.candidates,
            top_k=top_k,
            freshness=settings.freshness,
        )

    def _read(self, question: str, retrieval: Retrieval, settings: Settings, clock: Stopwatch) -> Answer:
        texts = [(source.article.title, source.passage.text) for source in retrieval.sources]
        matter = Matter.of(question, retrieval.background)
        calibration = self.reader.calibration
        if settings.style == "free":
            with clock.stage("generate"), self._model_lock:
                generated = self.reader.generate(question, texts)
            with clock.stage("check"):
                free = compose_free(question, check(generated, retrieval.sources), retrieval.sources, matter)
            # A text that its sources do not bear out is dropped for what can be read out of them.
            if free is not None and free.confidence >= answers_from(calibration, settings):
                return free
        with clock.stage("read"), self._model_lock:
            readings = self.reader.read(question, texts)
        with clock.stage("compose"):
            return self._compose(question, retrieval, readings, matter, settings)

    def _compose(
        self, question: str, retrieval: Retrieval, readings: "Sequence[Reading]", matter: Matter, settings: Settings
    ) -> Answer:
        calibration, verdicts = self.reader.calibration, self.reader.profile.verdicts
        form = form_of(question)
        findings = weigh(retrieval.sources, readings, matter, calibration)
        kind = tier(findings, calibration, settings)
        if form == "verdict":
            said = weigh_verdicts(retrieval.sources, readings, matter, verdicts) if verdicts else []
            if verdicts and tier(said, verdicts, settings) == "answer":
                kind, findings = "answer", said
            else:
                # The sentence that speaks of it says more than a doubtful yes.
                form = "sentence"
        # Of the findings in one passage the best is the most trusted.
        confidences = {finding.source.passage.id: finding.confidence for finding in reversed(findings)}
        read = replace(retrieval, sources=reranked(retrieval.sources, confidences))
        return compose(question, kind, form, findings, read, settings, answers_from(calibration, settings))


def _passages(top_k: int | None, settings: Settings) -> int:
    if top_k is None:
        return settings.top_k
    if not 1 <= top_k <= MOST_PASSAGES:
        raise InputError(f"top_k is {top_k}; it says how many passages are read, from 1 to {MOST_PASSAGES}.")
    return top_k


def _note(clock: Stopwatch) -> None:
    """Log how long an answer took, never what was asked: questions are the user's own."""
    stages = {name: round(spent) for name, spent in clock.timings_ms().items() if name != "total"}
    spent = sum(stages.values())
    log.log(logging.WARNING if spent >= _SLOW_MS else logging.DEBUG, "question answered in %d ms: %s", spent, stages)


def _nothing_to_read(question: str, settings: Settings, articles: int) -> Answer:
    text = NOTHING_PASSES if articles else NO_ARTICLES.format(seeds=settings.seeds)
    return Answer(question, text, "abstained")


_engines: dict[tuple[Path, str | None, str | None, str | None], Engine] = {}
_opening = Lock()
