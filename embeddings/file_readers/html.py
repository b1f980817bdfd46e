"""HTML pages, saved or exported."""

from embeddings.intake.draft import Contents
from embeddings.web_page.decoding import decode_page


def read_html(data: bytes) -> Contents:
    """Read the articles of a page without its menus, notices and comments, and what its markup says of them."""
    from embeddings.web_page.reading import read_page

    return read_page(decode_page(data))
