"""What the rules found, for people: a summary, a work list and JSON."""
