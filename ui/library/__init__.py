"""The library: what is in the index, and how it is added to."""
