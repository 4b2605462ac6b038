"""What must be true of the house as a whole."""
