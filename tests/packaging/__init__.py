"""What we hand out works where it arrives."""
