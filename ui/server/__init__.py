"""The server: page and JSON API on one address, and what every request must pass."""
