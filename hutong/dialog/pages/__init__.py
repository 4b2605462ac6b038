"""What anybody may fetch of threads."""
