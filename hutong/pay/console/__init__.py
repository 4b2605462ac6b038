"""What the console calls about merchants."""
