"""Our key figures beside those of other municipalities, on screen, on a page and as a table."""
