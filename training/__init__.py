"""How the bundled reader and the verifier are made: from published weights and open data to the shipped ones."""
