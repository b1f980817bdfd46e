"""The page: the chat as a person sees it."""
