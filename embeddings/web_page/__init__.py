"""The web page: its stories as text, and what its markup says of them."""
