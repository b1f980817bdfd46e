"""Forms: answers to questions that ask for more than one fact, one module a form."""
