"""Suggesting: questions that the articles answer, made of their own sentences."""
