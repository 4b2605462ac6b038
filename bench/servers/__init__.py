"""What we stand beside: the barest server, and the thinnest one that does the same."""
