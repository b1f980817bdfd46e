"""The routes: `/api/answer`, `/api/articles` and `/healthz`."""

import json
from collections.abc import Iterator
from secrets import compare_digest
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from rag import Answer, CitewireError, IndexBusy, InputError, RetrievedPassage, Settings, stream
from ui import texts
from ui.api.models import (
    AnswerModel,
    ArticleModel,
    ArticlesModel,
    EntryModel,
    Fault,
    Health,
    QuestionModel,
    SourceModel,
)
from ui.library.catalogue import Catalogue, find_article

Step = tuple[RetrievedPassage, ...] | Answer

_FAULTS: dict[int | str, dict[str, Any]] = {
    422: {"description": "The question or a bound cannot be used."},
    503: {"model": Fault, "description": "The index or a model cannot be used; the detail says what mends it."},
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, the events `sources` (a list) and `answer`, or `error`.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


def api_routes(settings: Settings, auth: tuple[str, str] | None) -> APIRouter:
    """Return the routes over one index; with `auth`, name and password are asked for as HTTP Basic."""
    routes = APIRouter()
    guarded = APIRouter(prefix="/api", dependencies=[Depends(_login(auth))] if auth else [])

    @guarded.post("/answer", response_model=AnswerModel, responses={**_STREAM, **_FAULTS}, tags=["answers"])
    def answer(asked: QuestionModel) -> Response | AnswerModel:
        """Answer a question from the articles, with the sentences it rests on."""
        steps = stream(
            asked.question,
            history=[earlier.turn() for earlier in asked.history],
            filters=asked.filters.filters(),
            top_k=asked.top_k,
            settings=settings,
        )
        # What is wrong with the question shows here, while the status can still say so.
        first = next(steps)
        if asked.stream:
            return StreamingResponse(_events(first, steps), media_type="text/event-stream")
        *_, last = steps
        assert isinstance(last, Answer)
        return AnswerModel.of(last)

    @guarded.get("/articles", responses=_FAULTS, tags=["articles"])
    def articles(q: str = "", offset: int = 0, limit: int = 100) -> ArticlesModel:
        """List the articles whose headline, outlet or kind holds all words of `q`, newest first."""
        if offset < 0 or not 1 <= limit <= 1000:
            raise InputError(texts.WRONG_RANGE)
        catalogue = Catalogue.open(settings)
        found = catalogue.matching(q)
        return ArticlesModel(
            total=len(found),
            offset=offset,
            generation=catalogue.generation,
            articles=[EntryModel.of(entry) for entry in found[offset : offset + limit]],
        )

    @guarded.get("/articles/{article_id}", responses={404: {"model": Fault}, **_FAULTS}, tags=["articles"])
    def article(article_id: str) -> ArticleModel:
        """Return one article with its text."""
        found = find_article(settings, article_id)
        if found is None:
            raise HTTPException(404, texts.no_article(article_id))
        return ArticleModel.whole(found)

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
    """Answer an error that citewire raises on purpose with its words."""

    @server.exception_handler(CitewireError)
    def explain(_: Request, error: Exception) -> JSONResponse:
        status = 422 if isinstance(error, InputError) else 409 if isinstance(error, IndexBusy) else 503
        return JSONResponse({"detail": str(error)}, status)


def _login(auth: tuple[str, str]) -> Any:
    def check(given: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]) -> None:
        # One comparison over both, so that the time taken tells nothing of either.
        if not compare_digest(f"{given.username}:{given.password}".encode(), ":".join(auth).encode()):
            raise HTTPException(401, texts.WRONG_LOGIN, {"WWW-Authenticate": "Basic"})

    return check


def _events(first: Step, rest: Iterator[Step]) -> Iterator[str]:
    """Yield each step as a server-sent event."""
    yield _event(first)
    try:
        for step in rest:
            yield _event(step)
    except CitewireError as error:
        yield _sent("error", Fault(detail=str(error)).model_dump())


def _event(step: Step) -> str:
    if isinstance(step, Answer):
        return _sent("answer", AnswerModel.of(step).model_dump(mode="json"))
    return _sent("sources", [SourceModel.of(source).model_dump(mode="json") for source in step])


def _sent(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
