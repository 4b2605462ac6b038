"""What the servers of mini programs call."""
