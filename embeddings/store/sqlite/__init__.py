"""The SQLite store: one file that is the truth."""
