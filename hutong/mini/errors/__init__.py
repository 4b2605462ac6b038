"""What can go wrong around mini programs, one file for each story."""
