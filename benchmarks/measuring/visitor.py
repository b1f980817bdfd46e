"""The visitor: asks the chat over HTTP as its page does, by the same calls."""

import json
import re
import secrets
from base64 import b64decode
from typing import Any

import httpx

from embeddings import CitewireError

_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)
_ALL = {"from": "", "to": "", "outlets": [], "kinds": []}


class Visitor:
    """One open page of the chat, without a browser; raises CitewireError where it gets no answer."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=600)
        self._session, self.name = secrets.token_hex(8), secrets.token_hex(16)
        found = _CONFIG.search(self._client.get("/").text)
        if found is None:
            raise CitewireError(f"There is no chat at {url}.")
        (self._page,) = (part["id"] for part in json.loads(found[1])["components"] if part["type"] == "html")

    def close(self) -> None:
        """Close the page."""
        self._client.close()

    def ask(self, question: str) -> dict[str, Any]:
        """Ask in a new conversation and wait for the answer; return it as the page's own export has it."""
        put_down = self._call("ask", visitor=self.name, key="", turn=0, question=question, bounds=_ALL)
        key, revision, working = put_down["key"], 0, True
        while working:
            told = self._call("look", visitor=self.name, key=key, revision=revision, shown=0, wait=True)
            revision, working = told["revision"], told.get("working", True)
        (last,) = json.loads(b64decode(self._call("export", key=key, form="json")["content"]))
        if last["answer"] is None or last["question"] != question:
            raise CitewireError(f"The chat gave no answer to {question!r}.")
        answer: dict[str, Any] = last["answer"]
        return answer

    def _call(self, name: str, **fields: Any) -> dict[str, Any]:
        """Call an action of the page; return what it changes."""
        sent = {"data": fields, "component_id": self._page, "fn_name": name, "session_hash": self._session}
        response = self._client.post("/gradio_api/component_server/", json=sent).raise_for_status()
        told: dict[str, Any] = response.json()
        if "trouble" in told:
            raise CitewireError(told["trouble"])
        return told
