"""A slow, obvious reading of the definition language, to hold the engine against."""
