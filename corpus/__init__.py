"""The sample articles and their question set."""
