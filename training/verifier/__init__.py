"""The verifier room: how the larger model that reads again is trained and exported."""
