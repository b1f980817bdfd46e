"""Examples: what the reader learns from."""
