"""Whether a statement bears on a claim, and how: candidates, a trained judge, one chance, vetoes."""
