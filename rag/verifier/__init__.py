"""The verifier room: a second, larger model reads again round what the reader found, and says what it makes of it."""
