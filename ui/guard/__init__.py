"""The guard: what every request must pass before the page or the API sees it."""
