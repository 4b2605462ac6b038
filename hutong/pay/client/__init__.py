"""What the messenger calls about money."""
