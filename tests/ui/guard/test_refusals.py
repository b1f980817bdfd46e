"""What the gate refuses is told to an operator who listens."""

import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rag import Settings
from ui.guard.access import Access
from ui.server.address import Address
from ui.server.server import build_server


def test_a_refused_request_is_logged_with_its_reason(seeds_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    server = build_server(Settings(index=seeds_index), Address("127.0.0.1", 7860), Access())
    client = TestClient(server, base_url="http://127.0.0.1")
    with caplog.at_level(logging.INFO, "citewire"):
        assert client.get("/gradio_api/file=/etc/passwd").status_code == 404
    assert any("refused with status 404" in record.getMessage() for record in caplog.records)
    assert "passwd" not in caplog.text
