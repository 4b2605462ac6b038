"""What the names of programs answer for their files."""
