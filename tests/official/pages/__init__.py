"""Articles as people read them, and as owners write them in the console."""
