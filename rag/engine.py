"""The engine: archive and models, loaded once in a process and asked by any number of threads."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings import Archive, InputError, Snapshot
from embeddings.settings import place
from rag.answering.composing import compose_free
from rag.answering.declining import outside_filters
from rag.answering.evidence import Matter
from rag.answering.forms import FORMS
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.parts import joined
from rag.answering.forms.selection import strength
from rag.answering.free_text import check
from rag.answering.lookup import look_up
from rag.answering.question_form import Asked, asked_of
from rag.answering.reading_on import read_on
from rag.answering.tiers import answers_from
from rag.answering.wording import NO_ARTICLES, NOTHING_PASSES
from rag.filters import Filters
from rag.follow_up.understand import understand
from rag.result import Answer, Form
from rag.retrieval.asked_period import asked_period
from rag.retrieval.question import normalise_question
from rag.retrieval.retriever import Retrieval, retrieve
from rag.retrieved_passage import RetrievedPassage
from rag.settings import MOST_PASSAGES, Settings
from rag.stopwatch import Stopwatch
from rag.turn import Turn
from rag.words.language import not_english

if TYPE_CHECKING:
    from rag.reader import Reading
    from rag.reader.reader import Reader


log = logging.getLogger(f"citewire.{__name__}")

# Milliseconds from which a question is slow.
_SLOW_MS = 2_000
# Forms of question for which nothing is searched.
_UNSEARCHED = ("field", "talk", "beyond")
_REMEMBERED = 64


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
        # The same words are searched for more than once on the way to an answer.
        self._vector_of = lru_cache(maxsize=_REMEMBERED)(self._encoded)

    @classmethod
    def open(cls, settings: Settings) -> "Engine":
        """Open the archive; models are loaded at first use. Raises IndexMissing, IndexMismatch or IndexDamaged."""
        return cls(Archive.open(settings), settings.reader)

    @classmethod
    def of(cls, settings: Settings) -> "Engine":
        """Return this process's engine for these settings, opening it on first use."""
        key = (place(settings.index), settings.store, settings.encoder, settings.reader)
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
                from rag.reader.reader import Reader

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
        # Half of a character can be neither printed nor sent.
        question = question.encode("utf-8", "replace").decode("utf-8")
        text, wanted, filters = normalise_question(question), _passages(top_k, settings), filters or Filters()
        if asked_of(text).form not in _UNSEARCHED:
            # Whoever waits for the models waits here, before a database read is open.
            self._vector_of(text)
        # Everything the answer needs is in memory once the snapshot closes, so that a slow consumer holds no database
        # read open and may go on in another thread.
        with self.archive.snapshot() as snapshot, clock.stage("understand"):
            understood_as = self._understood(snapshot, text, history, filters, settings)
        full = understood_as or text
        asked = asked_of(full)
        most = wanted if top_k else max(wanted, settings.read_on)
        if asked.form == "parts":
            whole = self._each(question, asked.parts, history, filters, top_k, settings)
            yield whole.passages
            yield replace(whole, understood_as=understood_as)
            return
        with self.archive.snapshot() as snapshot, clock.stage("retrieve"):
            today = filters.published_to or snapshot.newest(date.today())
            period = asked_period(full, today) if today else None
            asked = asked_of(period.without(full)) if period else asked
            inquiry = Inquiry(
                full,
                asked,
                snapshot,
                filters,
                today,
                period,
                lambda about, bounds, top: self._retrieve(snapshot, about, bounds, top, settings),
                history[-1].article_ids if history else (),
            )
            found = FORMS[asked.form](inquiry) if asked.form in FORMS else None
            retrieval = Retrieval() if found else self._retrieve(snapshot, full, filters, most, settings)
            generation, articles = snapshot.generation, snapshot.counts().articles
            passing = 0 if filters.empty else len(inquiry.articles(filters))
        yield found.passages if found else retrieval.sources[:wanted]
        if found is None and retrieval.sources:
            found = self._read(full, asked, retrieval, wanted, today, inquiry.recent, settings, clock)
            found = found if filters.empty else outside_filters(found, passing, articles)
        _note(clock)
        yield replace(
            found or _nothing_to_read(full, settings, articles),
            question=question,
            understood_as=understood_as,
            generation=generation,
            timings_ms=clock.timings_ms(),
        )

    def _understood(
        self, snapshot: Snapshot, text: str, history: Sequence[Turn], filters: Filters, settings: Settings
    ) -> str | None:
        # Of an article's own fields, "it" is the article that was cited last, whatever was said of it.
        if asked_of(text).form in _UNSEARCHED:
            return None

        def strength_of(reading: str, about: str) -> float:
            return strength(about, self._retrieve(snapshot, reading, filters, settings.top_k, settings))

        return understand(text, history, strength_of)

    def _each(
        self,
        question: str,
        parts: Sequence[str],
        history: Sequence[Turn],
        filters: Filters,
        top_k: int | None,
        settings: Settings,
    ) -> Answer:
        """Answer the parts of a question one after the other, each in the light of those before it."""
        turns, answers = list(history), []
        for part in parts:
            *_, last = self.stream(part, history=turns, filters=filters, top_k=top_k, settings=settings)
            assert isinstance(last, Answer)
            answers.append(last)
            turns.append(Turn.of(last))
        return joined(question, answers)

    def _encoded(self, question: str) -> NDArray[np.float32]:
        with self._model_lock:
            return self.archive.encoder.encode_query(question)

    def _retrieve(
        self, snapshot: Snapshot, question: str, filters: Filters, top_k: int, settings: Settings
    ) -> Retrieval:
        return retrieve(
            snapshot,
            self._vector_of(question),
            question,
            filters=filters,
            candidates=settings.candidates,
            top_k=top_k,
            freshness=settings.freshness,
        )

    def _read(
        self,
        question: str,
        asked: Asked,
        retrieval: Retrieval,
        at_first: int,
        today: date | None,
        recent: Sequence[str],
        settings: Settings,
        clock: Stopwatch,
    ) -> Answer:
        sources = retrieval.sources[:at_first]
        if told := not_english(question, " ".join(source.passage.text for source in sources)):
            return Answer(question, told, "abstained")
        if settings.style == "free":
            with clock.stage("generate"), self._model_lock:
                generated = self.reader.generate(
                    question, [(source.heading, source.passage.text) for source in sources]
                )
            with clock.stage("check"):
                matter = Matter.of(question, retrieval.background)
                free = compose_free(question, check(generated, sources), sources, matter)
            # A text that its sources do not bear out is dropped for what can be read out of them.
            if free is not None and free.confidence >= answers_from(self.reader.calibration, settings):
                return free

        known: dict[tuple[str, tuple[str, str]], Reading] = {}

        def read(wanted: str, texts: Sequence[tuple[str, str]]) -> "list[Reading]":
            new = [text for text in texts if (wanted, text) not in known]
            if new:
                # Between two steps others get their turn.
                with clock.stage("read"), self._model_lock:
                    known.update(zip([(wanted, text) for text in new], self.reader.read(wanted, new), strict=True))
            return [known[wanted, text] for text in texts]

        form: Form = "verdict" if asked.form == "verdict" else "words" if asked.form == "words" else "sentence"

        def answer_from(passages: int) -> Answer:
            first = replace(retrieval, sources=retrieval.sources[:passages])
            with clock.stage("compose"):
                return look_up(question, form, first, today, read, self.reader.profile, settings, recent)

        return read_on(answer_from, step=at_first, most=len(retrieval.sources), budget_s=settings.reading_budget)


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
