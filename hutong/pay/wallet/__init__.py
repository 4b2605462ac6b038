"""What a person has and pays with."""
