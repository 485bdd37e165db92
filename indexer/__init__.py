"""Articles in, index out."""
