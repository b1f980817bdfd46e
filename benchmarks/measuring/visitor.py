"""The visitor: asks the chat over HTTP as its page does, through the same queue."""

import json
import secrets
from typing import Any

import httpx

from embeddings import CitewireError


class Visitor:
    """One open page of the chat, without a browser; raises CitewireError where it gets no answer."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=600)
        self._session, self._name = secrets.token_hex(8), secrets.token_hex(16)
        config = self._client.get("/config").json()
        names = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
        self._events: dict[tuple[str | None, str], int] = {}
        for dependency in config["dependencies"]:
            for target, event in dependency["targets"]:
                # The first does the work; a second one only calls off what is under way.
                self._events.setdefault((names.get(target), event), dependency["id"])
        start = self._events["cw-ask", "submit"]
        (self._answering,) = (call["id"] for call in config["dependencies"] if call.get("trigger_after") == start)

    def close(self) -> None:
        """Close the page."""
        self._client.close()

    def ask(self, question: str) -> dict[str, Any]:
        """Ask in a new conversation and wait for the answer; return it as the page's own export has it."""
        put_down = self._call(self._events["cw-ask", "submit"], [question, self._name, "", "", "", None])
        self._wait(self._answering, [None, self._name, put_down[2]])
        (document, *_) = self._call(self._events["cw-export", "json"], [None])
        *_, last = json.loads(document)
        self._call(self._events["cw-new", "click"], [self._name])
        if last["answer"] is None or last["question"] != question:
            raise CitewireError(f"The chat gave no answer to {question!r}.")
        answer: dict[str, Any] = last["answer"]
        return answer

    def _call(self, event: int, values: list[Any]) -> list[Any]:
        """Raise an event that is served at once; return what it put on the page."""
        response = self._client.post("/gradio_api/run/predict", json=self._event(event, values)).raise_for_status()
        shown: list[Any] = response.json()["data"]
        return shown

    def _wait(self, event: int, values: list[Any]) -> None:
        """Raise an event that waits its turn in the queue, and listen until it is done."""
        self._client.post("/gradio_api/queue/join", json=self._event(event, values)).raise_for_status()
        with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as stream:
            for line in stream.iter_lines():
                told = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if told.get("msg") == "process_completed":
                    if not told["success"]:
                        raise CitewireError("The chat failed while it answered.")
                    return
        raise CitewireError("The chat hung up before it answered.")

    def _event(self, event: int, values: list[Any]) -> dict[str, Any]:
        return {"data": values, "fn_index": event, "session_hash": self._session}
