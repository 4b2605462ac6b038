"""What chat keeps: the bodies of entries and the tables."""
