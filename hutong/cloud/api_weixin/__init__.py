"""What the servers of programs ask of their cloud."""
