"""The chat: questions on the left, the sentences they rest on at the right."""
