"""What the messenger calls about official accounts."""
