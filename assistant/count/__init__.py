"""How many independent chains stand behind a claim."""
