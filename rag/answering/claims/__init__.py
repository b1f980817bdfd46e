"""Claims: what the sentence around an answer says, and of whom."""
