"""What can go wrong with official accounts, one file per story."""
