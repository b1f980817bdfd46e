"""Measures of what is told by rules of language alone, without any model."""
