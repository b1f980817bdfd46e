"""The routes: `/api/answer`, `/api/articles`, `/api/collections` and `/healthz`."""

import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from rag import Answer, CitewireError, IndexBusy, InputError, RetrievedPassage, Settings, stream
from ui import texts
from ui.api.models import (
    AnswerModel,
    ArticleModel,
    ArticlesModel,
    CollectionModel,
    EntryModel,
    Fault,
    Health,
    QuestionModel,
    SourceModel,
)
from ui.api.queue import ClientLeft, Queue
from ui.library.catalogue import Catalogue, Entry, find_article
from ui.library.collected import collected
from ui.storage import Collections

log = logging.getLogger(f"citewire.{__name__}")

Step = tuple[RetrievedPassage, ...] | Answer

_FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "The body is no JSON, or the host is not this machine's."},
    401: {"model": Fault, "description": "A login is asked for."},
    413: {"model": Fault, "description": "The request is too large."},
    422: {"model": Fault, "description": "The question or a bound cannot be used."},
    429: {"model": Fault, "description": "This client asks too much; Retry-After says when to ask again."},
    503: {"model": Fault, "description": "The index or a model cannot be used; the detail says what mends it."},
}
# Threads that read for the API, so that the page's are left to the page; and faults of a request that are named.
_READERS = 4
_MOST_FAULTS = 5
_EVENT = {
    "type": "object",
    "properties": {
        "event": {"type": "string", "enum": ["sources", "answer", "error"]},
        "data": {"type": "string", "description": "JSON: a list of sources, an answer, or a detail."},
    },
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, the events `sources` (a list) and `answer`, or `error`.",
        "content": {"text/event-stream": {"schema": _EVENT}},
    }
}


def api_routes(settings: Settings) -> APIRouter:
    """Return the routes over one index."""
    routes = APIRouter()
    guarded = APIRouter(prefix="/api")
    queue, readers = Queue(), CapacityLimiter(_READERS)

    @guarded.post("/answer", response_model=AnswerModel, responses={**_STREAM, **_FAULTS}, tags=["answers"])
    async def answer(asked: QuestionModel, request: Request) -> Response | AnswerModel:
        """Answer a question from the articles, with the sentences it rests on."""
        leave = await queue.enter(request)
        steps = _steps(asked, settings)
        try:
            # What is wrong with the question shows here, while the status can still say so.
            first = await queue.work(lambda: next(steps))
            if asked.stream:
                return _Stream(_events(first, steps, queue), leave)
            last = first
            while not isinstance(last, Answer):
                await queue.check(request)
                last = await queue.work(lambda: next(steps))
        except BaseException:
            leave()
            raise
        leave()
        return AnswerModel.of(last)

    @guarded.get("/articles", responses=_FAULTS, tags=["articles"])
    async def articles(q: str = "", offset: int = 0, limit: int = 100) -> ArticlesModel:
        """List the articles whose headline, outlet or kind holds all words of `q`, newest first."""
        if offset < 0 or not 1 <= limit <= 1000:
            raise InputError(texts.WRONG_RANGE)

        def matching() -> tuple[Catalogue, list[Entry]]:
            catalogue = Catalogue.open(settings)
            return catalogue, catalogue.matching(q)

        catalogue, found = await to_thread.run_sync(matching, limiter=readers)
        return ArticlesModel(
            total=len(found),
            offset=offset,
            generation=catalogue.generation,
            articles=[EntryModel.of(entry) for entry in found[offset : offset + limit]],
        )

    @guarded.get("/articles/{article_id}", responses={404: {"model": Fault}, **_FAULTS}, tags=["articles"])
    async def article(article_id: str) -> ArticleModel:
        """Return one article with its text."""
        found = await to_thread.run_sync(find_article, settings, article_id, limiter=readers)
        if found is None:
            raise HTTPException(404, texts.no_article(article_id))
        return ArticleModel.whole(found)

    @guarded.get("/collections", responses=_FAULTS, tags=["articles"])
    async def collections() -> list[CollectionModel]:
        """List the collections by name."""

        def listed() -> list[CollectionModel]:
            catalogue = Catalogue.open(settings)
            made = Collections(settings).listed()
            return [CollectionModel(name=one.name, articles=len(catalogue.passing(one.filters))) for one in made]

        return await to_thread.run_sync(listed, limiter=readers)

    @routes.get("/healthz", response_model=Health, responses={503: {"model": Health}}, tags=["health"])
    def healthz() -> Response | Health:
        """Say whether the index can be read."""
        try:
            Catalogue.open(settings)
        except CitewireError:
            return JSONResponse({"status": "no index"}, 503)
        return Health(status="ok")

    routes.include_router(guarded)
    return routes


def explain_faults(server: FastAPI) -> None:
    """Answer what goes wrong with words, and with nothing of what was sent."""

    @server.exception_handler(CitewireError)
    def explain(_: Request, error: Exception) -> JSONResponse:
        status = 422 if isinstance(error, InputError) else 409 if isinstance(error, IndexBusy) else 503
        return JSONResponse({"detail": str(error)}, status)

    @server.exception_handler(RequestValidationError)
    def refuse(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        faults = error.errors()[:_MOST_FAULTS]
        told = (f"{'.'.join(map(str, fault['loc'][1:])) or 'body'}: {fault['msg']}" for fault in faults)
        return JSONResponse({"detail": "; ".join(told)[:2000].encode(errors="replace").decode()}, 422)

    @server.exception_handler(ClientDisconnect)
    @server.exception_handler(ClientLeft)
    def drop(_: Request, __: Exception) -> Response:
        return Response(status_code=400)

    @server.exception_handler(Exception)
    def excuse(_: Request, __: Exception) -> JSONResponse:
        return JSONResponse({"detail": texts.UNFORESEEN}, 500)


class _Stream(StreamingResponse):
    """A stream that gives its turn back however it ends, begun or not."""

    def __init__(self, content: AsyncIterator[str], leave: Callable[[], None]) -> None:
        super().__init__(content, media_type="text/event-stream")
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._leave()


def _steps(asked: QuestionModel, settings: Settings) -> Iterator[Step]:
    # In steps, so that whatever is wrong with the question shows at the first.
    filters = collected(asked.filters.collection, asked.filters.filters(), settings)
    yield from stream(asked.question, history=asked.turns(), filters=filters, top_k=asked.top_k, settings=settings)


async def _events(first: Step, rest: Iterator[Step], queue: Queue) -> AsyncIterator[str]:
    """Yield each step as a server-sent event."""
    step: Step | None = first
    try:
        while step is not None:
            yield _event(step)
            step = await queue.work(lambda: next(rest, None))
    except CitewireError as error:
        yield _sent("error", Fault(detail=str(error)).model_dump())
    except Exception:
        log.exception("a question could not be answered")
        yield _sent("error", Fault(detail=texts.UNFORESEEN).model_dump())


def _event(step: Step) -> str:
    if isinstance(step, Answer):
        return _sent("answer", AnswerModel.of(step).model_dump(mode="json"))
    return _sent("sources", [SourceModel.of(source).model_dump(mode="json") for source in step])


def _sent(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
