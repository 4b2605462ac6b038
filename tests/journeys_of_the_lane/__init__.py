"""What a whole lane promises: to repeat itself, to survive, to keep to its own."""
