"""Numbers: what really happened around an account, counted by days in China."""
