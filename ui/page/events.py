"""How the page's events run: quietly, and closed to outside callers."""

from typing import Any, Final

HIDDEN: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}
QUICK: Final[dict[str, Any]] = {**HIDDEN, "queue": False}
