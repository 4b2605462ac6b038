"""What the messenger calls: signing in to websites."""
