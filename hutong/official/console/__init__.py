"""What the console calls about official accounts."""
