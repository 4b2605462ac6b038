"""What the messenger asks for the programs that people open in it."""
