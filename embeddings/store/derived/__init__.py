"""Derived indexes: files made of one generation of the store, to search it fast."""
