"""The repository's own small programs."""
