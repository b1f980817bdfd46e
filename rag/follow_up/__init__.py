"""Follow-ups: a question that leans on the conversation is put into full words."""
