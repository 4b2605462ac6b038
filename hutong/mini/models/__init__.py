"""Tables of mini programs, one file for each story."""
