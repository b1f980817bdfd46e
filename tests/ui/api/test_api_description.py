"""The API's own description holds: what is sent by it, or against it, comes back as it says and never as a crash."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounded
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from rag import Settings
from ui.guard.access import Access
from ui.server.address import Address
from ui.server.server import build_server

# No shrinking: a failure prints the request as it is.
BOUNDS = bounded(
    max_examples=6, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
)
OWN = {"host": "127.0.0.1"}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_what_the_description_says_comes_back(seeds_index: Path, mode: GenerationMode) -> None:
    server = build_server(Settings(index=seeds_index), Address("127.0.0.1", 7860), Access())
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", server, headers=OWN)
    found: list[Any] = list(schema.get_all_operations())
    operations = [each.ok() for each in found]
    assert {operation.path for operation in operations} >= {"/api/answer", "/api/articles", "/healthz"}
    checks = [not_a_server_error, status_code_conformance, response_schema_conformance]
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @bounded(
            max_examples=6,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=[*HealthCheck],
        )
        def holds(case: Any) -> None:
            case.call_and_validate(checks=checks, headers=OWN)

        # Any text is a fit id of an article, so there is none that is unfit.
        if mode is GenerationMode.POSITIVE or list(operation.body) or list(operation.query):
            holds()
