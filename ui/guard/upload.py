"""The upload: article files as the page sends them, put where nothing but the library finds them."""

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from ui import texts
from ui.guard.incoming import Incoming
from ui.library.uploads import LARGEST_FILE, MOST_FILES


def upload_route(incoming: Incoming) -> APIRouter:
    """Return the route by which the page's upload button sends files, in place of Gradio's own."""
    routes = APIRouter(include_in_schema=False)

    @routes.post("/gradio_api/upload")
    async def upload(request: Request) -> list[str]:
        """Keep the files of a form, and return the name of each."""
        size = request.headers.get("content-length", "")
        if not size.isdecimal():
            raise HTTPException(411, texts.NO_LENGTH)
        if not incoming.room_for(int(size)):
            raise HTTPException(507, texts.NO_ROOM, {"Retry-After": "600"})
        async with request.form(max_files=MOST_FILES, max_fields=10) as form:
            files = [file for _, file in form.multi_items() if isinstance(file, UploadFile)]
            if any((file.size or 0) > LARGEST_FILE for file in files):
                raise HTTPException(413, texts.file_too_large(LARGEST_FILE))
            return [await run_in_threadpool(incoming.keep, file.filename or "", file.file) for file in files]

    return routes
