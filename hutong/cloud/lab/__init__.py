"""What a lab does with the cloud in one call."""
