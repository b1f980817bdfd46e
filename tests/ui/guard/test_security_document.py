"""The document on security tells of every route who may ask for it, as it is."""

from pathlib import Path

from ui.guard.routes import ROUTES, Caller

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "security.md"


def test_the_table_of_routes_is_the_one_in_force() -> None:
    told = [line.split(" | ") for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    rows = {tuple(cells[0].strip("| `").split(" ")): cells[2] for cells in told if len(cells) == 4}
    callers = {Caller.ANYONE: "anyone", Caller.VISITOR: "visitor"}
    assert rows == {(route.method, route.path): callers[route.caller] for route in ROUTES}
