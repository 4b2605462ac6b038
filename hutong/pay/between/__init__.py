"""What the stories between people share: what each checks first, and its card in the chat."""
