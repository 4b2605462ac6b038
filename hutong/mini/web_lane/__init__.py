"""Names below ours in which mini programs run, and the way out of them."""
