"""The transcript: answers and their sources as safe HTML."""
