"""An answer drawn: as Markdown, for a terminal, as JSON; and what things are called."""
