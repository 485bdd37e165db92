"""Who is who: parties as articles give them, and the one way to compare two."""
