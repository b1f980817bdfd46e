"""What the README claims, measured: `python -m benchmarks.all` prints all of it."""
