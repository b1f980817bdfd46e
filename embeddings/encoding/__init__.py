"""Encoding: texts to vectors, in batches, each text once."""
