"""How the bundled reader is made: from the embedding model and open data to the shipped weights."""
