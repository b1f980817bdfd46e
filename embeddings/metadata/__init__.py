"""Metadata: headline, date, outlet and author, wherever an article says them."""
