"""Answering: from what the reader found to an answer and the sentences it rests on."""
