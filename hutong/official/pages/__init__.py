"""What anybody may fetch of official accounts."""
