"""Short spellings of the long links that shops draw as codes."""
