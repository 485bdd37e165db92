"""A question, from its words to its answer."""
