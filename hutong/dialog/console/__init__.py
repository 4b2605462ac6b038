"""What the console calls about threads between people and apps."""
