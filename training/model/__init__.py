"""The model under training, its weights and how they change."""
