"""The JSON API: the same answers for programs, beside the page and on its address."""

from ui.api.routes import api_routes

__all__ = ["api_routes"]
