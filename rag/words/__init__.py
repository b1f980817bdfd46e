"""Words: what a question or a text is about, whom it names and in which language it is."""
