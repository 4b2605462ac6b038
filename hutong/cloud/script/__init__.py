"""JavaScript expressions, read and never run."""
